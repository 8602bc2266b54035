using Gw2Optimizer.RealServer;
using RealStores;

namespace GoLive.Tests.Monitoring;

public sealed class IdleTests
{
    [Fact]
    public async Task Nothing_is_told_of_servers_that_nobody_uses_with_a_Redis_or_without()
    {
        Assert.SkipUnless(RedisServer.IsInstalled || Stores.MustBeThere, "Redis is not installed: apt-get install redis-server");
        await using var redis = await RedisServer.StartAsync();
        await using var server = new ServerProcess("idle", ("REDIS_URL", $"{redis.Url}"), ("SESSION_REDIS_READTHROUGH_ENABLED", "true"));
        await server.StartAsync(TestContext.Current.CancellationToken);
        await using var without = new ServerProcess("idle");
        await without.StartAsync(TestContext.Current.CancellationToken);
        await using var prometheus = await DrillPrometheus.StartAsync(server, without);
        await DrillPrometheus.UntilAsync(async () => (await prometheus.QueryAsync("min(count_over_time(up[1m]))")).Any(sample => sample.Value >= 12), () => "Prometheus does not scrape");

        // Before its first scrape Prometheus knows no server, which counts as down.
        (await prometheus.QueryAsync("max_over_time(ALERTS[8s])")).Select(sample => sample.Labels["alertname"]).ShouldBeEmpty();
    }
}
