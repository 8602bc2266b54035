using System.Text.Json;
using Gw2Optimizer.Server.Tests.Commands;

namespace Gw2Optimizer.Server.Tests.Smoke;

/// <summary>The runbook's own checks, with the defaults that a server has without any variable but its ports and its folder.</summary>
public sealed class SmokeTests(SharedPostgreSql postgreSql)
{
    [Fact]
    public async Task The_smoke_section_passes_word_for_word_and_again()
    {
        await using var server = new TestServer();
        await server.WithDefaultLimitsAsync();
        await ShouldPassTwiceAsync(server);
    }

    [Fact]
    public async Task It_passes_in_production_on_PostgreSQL_and_Redis_too()
    {
        SharedPostgreSql.SkipIfMissing();
        await using var redis = await Missing.RedisOrSkipAsync();
        (string, string)[] variables = [.. Verbs.Production, ("DATABASE_URL", await postgreSql.NewDatabaseAsync()), ("REDIS_URL", $"{redis.Url}"), ("BIND", "127.0.0.1")];
        using (var verbs = new Verbs())
        {
            (await verbs.RunAsync(["migrate"], variables)).Code.ShouldBe(0);
        }

        await using var server = new TestServer(variables);
        await server.WithDefaultLimitsAsync();
        await ShouldPassTwiceAsync(server);
    }

    [Fact]
    public async Task A_build_that_is_there_joins_the_team_and_is_optimized()
    {
        await using var server = await TestServer.StartAsync();
        var paths = await PathsAsync(server);
        Assert.SkipWhen(SmokeLine.All.Any(line => !line.IsServed(paths)), "This server has no builds, teams or advice yet.");
        await Runbook.RunAsync(server, "smoke.md");
        var token = (await server.LoginAsync("test@example.com")).Text("access_token");
        var build = (await server.PostAsync("/api/v1/builds", """{"name":"Fresh","profession":"Guardian","specialization":"Firebrand"}""", token)).Text("id");
        var team = (await server.PostAsync("/api/v1/teams", """{"name":"Test Team","game_mode":"zerg","size":50}""", token)).Text("id");
        (await server.PostAsync($"/api/v1/teams/{team}/members", $$"""{"build_id":"{{build}}","role":"support"}""", token)).Status.ShouldBe(201);
        (await server.PostAsync("/api/v1/ai/optimize-build", $$"""{"build_id":"{{build}}","game_mode":"zerg"}""", token)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_sanity_checks_pass_word_for_word()
    {
        await using var ingest = await FakeIngest.StartAsync();
        await using var server = await TestServer.StartAsync(("SENTRY_DSN", ingest.Dsn));
        var calls = await Runbook.RunAsync(server, "sanity.md");
        calls.Select(call => (call.Method, call.Address.ToString(), call.Status)).ShouldBe(
        [
            ("GET", "http://localhost:8000/health", 200),
            ("GET", "http://localhost:8000/docs", 200),
            ("GET", "http://localhost:8000/metrics", 200),
            ("HEAD", "http://localhost:5173/", 200),
            ("GET", "http://localhost:5173/assets/index.js", 200),
            ("POST", "http://localhost:8000/api/v1/sentry-debug", 500),
        ]);
        await ingest.ShouldHaveAsync(1);
    }

    /// <summary>Lines of routes that the server does not have yet are called, and not judged.</summary>
    private static async Task ShouldPassTwiceAsync(TestServer server)
    {
        var paths = await PathsAsync(server);
        foreach (var again in (bool[])[false, true])
        {
            var calls = await Runbook.RunAsync(server, "smoke.md");
            calls.Count.ShouldBe(SmokeLine.All.Count);
            foreach (var (call, line) in calls.Zip(SmokeLine.All))
            {
                call.Method.ShouldBe(line.Method, line.Route);
                if (line.IsServed(paths))
                {
                    call.Status.ShouldBe(again ? line.Again ?? line.First : line.First, $"{line.Method} {line.Route}");
                }
            }
        }
    }

    private static async Task<JsonElement> PathsAsync(TestServer server) => (await server.GetAsync("/openapi.json")).Json.GetProperty("paths");
}
