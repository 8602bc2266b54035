using System.Diagnostics;
using Gw2Optimizer.Server.Tests.Games;
using RealStores;

namespace Gw2Optimizer.Server.Tests.Observability;

/// <summary>Stores that go and come back under a running server.</summary>
[Collection(nameof(Timed))]
public class HealthTests
{
    private static readonly TimeSpan NoticedWithin = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_PostgreSQL_that_freezes_is_noticed_and_so_is_its_return()
    {
        await using var store = await Missing.PostgreSqlOrSkipAsync();
        await using var server = await StartOnAsync(store);
        var user = await server.SignUpAsync();
        (await ReadyAsync(server)).Status.ShouldBe(200);

        await store.FreezeAsync();
        await ShouldTurnAsync(server, 503);
        var asked = Stopwatch.StartNew();
        var unavailable = await server.GetAsync("/api/v1/auth/me", user.Access);
        (unavailable.Status, unavailable.Code).ShouldBe((503, "UNAVAILABLE"));
        asked.Elapsed.ShouldBeLessThan(NoticedWithin);
        unavailable.Headers.ShouldContainKey("Retry-After");
        (await server.GetAsync("/health")).Text("status").ShouldBe("unhealthy");
        (await server.GetAsync("/health/live")).Status.ShouldBe(200);
        var frozen = (await server.GetAsync("/metrics")).Body;
        frozen.ShouldContain("\ndb_up 0\n");
        frozen.ShouldMatch("\nhttp_timeouts_total [1-9]");

        await store.ThawAsync();
        await ShouldTurnAsync(server, 200);
        (await server.GetAsync("/api/v1/auth/me", user.Access)).Status.ShouldBe(200);
        (await server.GetAsync("/metrics")).Body.ShouldContain("\ndb_up 1\n");
    }

    [Fact]
    public async Task A_PostgreSQL_that_stops_is_noticed_and_so_is_its_return()
    {
        await using var store = await Missing.PostgreSqlOrSkipAsync();
        await using var server = await StartOnAsync(store);
        await ShouldTurnAsync(server, 200);
        (await server.GetAsync("/metrics")).Body.ShouldMatch("\ndb_connections_active \\d+\n(.|\n)*\ndb_connections_idle [1-9]\\d*\n(.|\n)*\ndb_connections_max [1-9]\\d*\n");
        await store.StopAsync();
        await ShouldTurnAsync(server, 503);
        await store.StartAgainAsync();
        await ShouldTurnAsync(server, 200);
    }

    [Fact]
    public async Task A_Redis_that_is_away_makes_the_server_degraded_and_no_less_ready()
    {
        await using var redis = await Missing.RedisOrSkipAsync();
        await using var server = await TestServer.StartAsync(("REDIS_URL", $"{redis.Url}"));
        (await server.GetAsync("/health")).Text("status").ShouldBe("healthy");
        (await ReadyAsync(server)).Json.GetProperty("checks").GetProperty("redis").GetString().ShouldBe("ok");
        (await server.GetAsync("/metrics")).Body.ShouldContain("\nredis_up 1\n");

        await redis.FreezeAsync();
        server.Time.Advance(TimeSpan.FromSeconds(1));
        var health = await server.GetAsync("/health");
        (health.Status, health.Text("status")).ShouldBe((200, "degraded"));
        var ready = await ReadyAsync(server);
        (ready.Status, ready.Json.GetProperty("checks").GetProperty("redis").GetString()).ShouldBe((200, "down"));
        (await server.GetAsync("/metrics")).Body.ShouldContain("\nredis_up 0\n");
        await redis.ThawAsync();
    }

    private static async Task<TestServer> StartOnAsync(PostgreSqlServer store)
    {
        await store.CreateDatabaseAsync("health");
        return await TestServer.StartAsync(("DATABASE_URL", $"{store.Url("health")}"));
    }

    private static Task<Answer> ReadyAsync(TestServer server) => server.GetAsync("/health/ready");

    private static async Task ShouldTurnAsync(TestServer server, int status)
    {
        var watch = Stopwatch.StartNew();
        var ready = await ReadyAsync(server);
        while (ready.Status != status && watch.Elapsed < NoticedWithin)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
            ready = await ReadyAsync(server);
        }

        watch.Elapsed.ShouldBeLessThan(NoticedWithin);
        (ready.Status, ready.Json.GetProperty("checks").GetProperty("database").GetString()).ShouldBe((status, status == 200 ? "ok" : "down"));
    }
}
