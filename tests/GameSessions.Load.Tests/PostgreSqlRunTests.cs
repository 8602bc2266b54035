using GameSessions.Load.PostgreSql;
using GameSessions.Load.Runs;
using GameSessions.Load.Runs.PostgreSql;
using RealStores;

namespace GameSessions.Load.Tests;

/// <summary>As <see cref="RunTests"/>, on PostgreSQL and Redis.</summary>
public sealed class PostgreSqlRunTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(0.5);

    public PostgreSqlRunTests()
    {
        if (!PostgreSqlServer.IsInstalled && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip("PostgreSQL is not installed.");
        }
    }

    [Fact]
    public async Task Every_way_to_store_events_stores_some()
    {
        await using var server = await PostgreSqlServer.StartAsync();

        (await PgBench.RunAsync(server, clients: 2, Moment)).ShouldBeGreaterThan(0);
        (await RawInserts.WriteAsync(server, writers: 2, batch: 8, Moment)).ShouldBeGreaterThan(0);
        (await EngineAppends.WriteAsync(server, writers: 2, batch: 8, Moment)).ShouldBeGreaterThan(0);
        (await EngineAppends.CommitAsync(server, gameCount: 8, Moment)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_poll_of_the_feed_is_measured_for_each_store()
    {
        await using var server = await PostgreSqlServer.StartAsync();

        var results = await FeedCost.RunAsync(server, [10, 100], polls: 5);

        results.ShouldAllBe(result => result.Idle.Count == 5 && result.Fresh.Count == 5);
    }

    [Fact]
    public async Task Every_word_reaches_the_other_client_at_another_node()
    {
        await using var cluster = await Cluster.StartAsync(nodes: 2);

        var result = await Latency.RunAsync(cluster.Nodes[0], new LatencyPlan(Rooms: 5, PerSecond: 100, Moment), cluster.Nodes[1]);

        result.Lost.ShouldBe(0);
        result.FromCommit.Count.ShouldBe(50);
    }

    [Fact]
    public async Task Everybody_who_is_cut_off_gets_every_word_while_the_cache_forgets_all()
    {
        await using var cluster = await Cluster.StartAsync(nodes: 1, cached: true);

        (await Storm.RunAsync(cluster.Nodes[0], new StormPlan(Sessions: 20, Missed: 20, Kill: false, cluster.FlushCacheAsync))).Recovered.ShouldBe(20);
    }

    [Fact]
    public async Task Others_hear_every_word_while_some_stall()
    {
        await using var cluster = await Cluster.StartAsync(nodes: 1);

        (await StalledReaders.RunAsync(cluster.Nodes[0], new StalledPlan(Rooms: 5, Stalled: 1, PerSecond: 50, PadBytes: 1_000, Moment), stall: true)).Count.ShouldBe(25);
    }

    [Fact]
    public async Task No_word_is_lost_while_two_nodes_are_restarted()
    {
        await using var cluster = await Cluster.StartAsync(nodes: 2);

        var result = await RollingRestart.RunAsync(cluster.Nodes, new RestartPlan(Rooms: 5, PerSecond: 20, Moment));

        result.Lost.ShouldBe(0);
        result.Drained.ShouldBeGreaterThanOrEqualTo(10);
    }
}
