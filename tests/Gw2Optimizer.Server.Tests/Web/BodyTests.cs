using System.Net.Http.Headers;
using System.Text;

namespace Gw2Optimizer.Server.Tests.Web;

public class BodyTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Register = "/api/v1/auth/register";

    [Theory]
    [InlineData("{")]
    [InlineData("{} x")]
    [InlineData("nonsense")]
    [InlineData("{\"a\":01}")]
    public async Task What_is_no_json_is_malformed(string body)
    {
        var answer = await server.PostAsync(Register, body);
        (answer.Status, answer.Code).ShouldBe((400, "MALFORMED_JSON"));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("")]
    [InlineData("  \n")]
    public async Task What_is_no_object_is_invalid(string body)
    {
        var answer = await server.PostAsync(Register, body);
        (answer.Status, answer.Code).ShouldBe((422, "VALIDATION_ERROR"));
        answer.Field("body").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_body_may_be_nested_64_deep()
    {
        (await server.PostAsync(Register, Nested(64))).Status.ShouldBe(422);
        (await server.PostAsync(Register, Nested(65))).Status.ShouldBe(400);
        (await server.PostAsync(Register, Nested(10_000))).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Invalid_utf8_is_malformed()
    {
        var content = new ByteArrayContent([(byte)'{', (byte)'"', 0xff, (byte)'"', (byte)':', (byte)'1', (byte)'}']);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        (await server.SendAsync("POST", Register, content)).Status.ShouldBe(400);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=latin1")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Another_media_type_is_unsupported(string type)
    {
        var content = new StringContent("{}");
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        var answer = await server.SendAsync("POST", Register, content);
        (answer.Status, answer.Code).ShouldBe((415, "UNSUPPORTED_MEDIA_TYPE"));
    }

    [Fact]
    public async Task One_mebibyte_is_taken_and_a_byte_more_is_not()
    {
        (await server.PostAsync(Register, Padded(1_048_576))).Status.ShouldBe(422);
        var answer = await server.PostAsync(Register, Padded(1_048_577));
        (answer.Status, answer.Code).ShouldBe((413, "PAYLOAD_TOO_LARGE"));
    }

    [Fact]
    public async Task A_body_that_does_not_tell_its_size_is_measured()
    {
        var content = new StringContent(Padded(1_048_577), Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, Register) { Content = content };
        request.Headers.TransferEncodingChunked = true;
        using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(413);
    }

    [Fact]
    public async Task Size_is_looked_at_before_anything_else()
    {
        (await server.PostAsync("/api/v1/nowhere", Padded(2_000_000))).Status.ShouldBe(413);
    }

    private static string Padded(int bytes) => "{\"a\":\"" + new string('x', bytes - 8) + "\"}";

    private static string Nested(int depth) => string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1);
}
