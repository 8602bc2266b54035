using System.Net.Http.Headers;

namespace Gw2Optimizer.Server.Tests.Security;

/// <summary>Of all that is wrong with a call the first is told: 413, 429, 404 and 405 of routes, 401, 403, 415, 400, 422, 404 of things.</summary>
public sealed class OrderTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Notify = "/api/v1/admin/notifications";

    [Fact]
    public async Task A_body_that_is_too_large_is_told_before_a_limit_and_a_limit_before_a_route()
    {
        await using var limited = await TestServer.StartAsync(("RATE_LIMIT_PER_HOUR", "1"));
        (await limited.PostAsync("/api/v1/nowhere", "{", "rubbish")).Status.ShouldBe(404);
        (await limited.PostAsync("/api/v1/nowhere", "{", "rubbish")).Status.ShouldBe(429);
        (await limited.PostAsync("/api/v1/nowhere", new string('{', 1_100_000), "rubbish")).Status.ShouldBe(413);
    }

    [Fact]
    public async Task Everything_else_comes_in_its_order()
    {
        var (admin, user) = (await server.AdminAsync(), await server.SignUpAsync());
        (string, string) cookie = ("Cookie", $"access_token={admin}");

        (await SendAsync("POST", "/api/v1/nowhere", "{", "text/plain", "rubbish")).ShouldBe((404, "NOT_FOUND"));
        (await SendAsync("DELETE", Notify, "{", "text/plain", "rubbish")).ShouldBe((405, "METHOD_NOT_ALLOWED"));
        (await SendAsync("POST", Notify, "{", "text/plain", "rubbish")).ShouldBe((401, "UNAUTHORIZED"));
        (await SendAsync("POST", Notify, "{", "text/plain", token: null)).ShouldBe((401, "UNAUTHORIZED"));
        (await SendAsync("POST", Notify, "{", "text/plain", user.Access)).ShouldBe((403, "FORBIDDEN"));
        (await SendAsync("POST", Notify, "{", "text/plain", token: null, cookie)).ShouldBe((403, "FORBIDDEN"));
        (await SendAsync("POST", Notify, "{", "text/plain", admin)).ShouldBe((415, "UNSUPPORTED_MEDIA_TYPE"));
        (await SendAsync("POST", Notify, "{", "application/json", admin)).ShouldBe((400, "MALFORMED_JSON"));
        (await SendAsync("POST", Notify, """{"userId":"nobody"}""", "application/json", admin)).ShouldBe((422, "VALIDATION_ERROR"));
        (await SendAsync("POST", Notify, """{"userId":"nobody","kind":"k","title":"t","message":"m"}""", "application/json", admin)).ShouldBe((404, "NOT_FOUND"));
    }

    private async Task<(int Status, string Code)> SendAsync(string method, string path, string body, string mediaType, string? token, params (string Name, string Value)[] headers)
    {
        var content = new StringContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        var answer = await server.SendAsync(method, path, content, token, headers);
        return (answer.Status, answer.Code);
    }
}
