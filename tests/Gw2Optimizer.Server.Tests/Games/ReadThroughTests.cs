namespace Gw2Optimizer.Server.Tests.Games;

public abstract class ReadThroughTests(TestServer server)
{
    private const string Path = "/api/v1/admin/flags/session-redis-readthrough";

    [Fact]
    public async Task A_superuser_reads_and_changes_it_and_others_may_not()
    {
        var admin = await server.AdminAsync();
        (await PutAsync("""{"enabled":true,"percent":15}""", admin)).ShouldBe((200, """{"enabled":true,"percent":15}"""));
        (await server.GetAsync(Path, admin)).Body.ShouldBe("""{"enabled":true,"percent":15}""");
        (await PutAsync("""{"enabled":false,"percent":0.0}""", admin)).ShouldBe((200, """{"enabled":false,"percent":0}"""));

        var user = await server.SignUpAsync();
        (await server.GetAsync(Path)).Status.ShouldBe(401);
        (await server.GetAsync(Path, user.Access)).Status.ShouldBe(403);
        (await PutAsync("{}", user.Access)).Status.ShouldBe(403);
    }

    [Theory]
    [InlineData("{}", "enabled", "percent")]
    [InlineData("""{"enabled":null,"percent":50}""", "enabled")]
    [InlineData("""{"enabled":"true","percent":101}""", "enabled", "percent")]
    [InlineData("""{"enabled":true,"percent":-1}""", "percent")]
    [InlineData("""{"enabled":true,"percent":12.5}""", "percent")]
    [InlineData("""{"enabled":true,"percent":"12"}""", "percent")]
    public async Task What_cannot_be_meant_is_refused_by_field(string body, params string[] fields)
    {
        var answer = await server.SendAsync("PUT", Path, TestServer.Json(body), await server.AdminAsync());
        answer.Status.ShouldBe(422);
        answer.Json.GetProperty("fields").EnumerateObject().Select(field => field.Name).ShouldBe(fields, ignoreOrder: true);
    }

    [Fact]
    public async Task Until_somebody_changes_it_the_configuration_holds()
    {
        await using var own = await server.StartAnotherAsync(("NODE_ENV", "Staging"), ("SESSION_REDIS_READTHROUGH_PERCENT", "40"));
        (await own.GetAsync(Path, await own.AdminAsync())).Body.ShouldBe("""{"enabled":true,"percent":40}""");
    }

    private async Task<(int Status, string Body)> PutAsync(string body, string token)
    {
        var answer = await server.SendAsync("PUT", Path, TestServer.Json(body), token);
        return (answer.Status, answer.Body);
    }
}

public sealed class ReadThroughOnSqliteTests(TestServer server) : ReadThroughTests(server), IClassFixture<TestServer>;

public sealed class ReadThroughOnPostgreSqlTests(PostgreSqlTestServer server) : ReadThroughTests(server.OrSkip()), IClassFixture<PostgreSqlTestServer>;
