namespace Gw2Optimizer.Scenarios.Tests;

/// <summary>What the cache is for, and that it is nothing else.</summary>
public sealed class ReadThroughTests
{
    private const int Visits = 30;
    private const string Hits = "game_session_cache_hits_total{operation=\"replay_fetch\"}";
    private const string Reads = "game_session_db_duration_seconds_count{operation=\"read_events\"";

    [Fact]
    public async Task With_the_flag_on_and_off_journals_are_equal_and_warm_resumes_read_the_database_a_fifth_as_often_at_most()
    {
        await using var plain = await ScenarioServer.StartAsync(("SESSION_REDIS_READTHROUGH_ENABLED", "false"));
        var without = await VisitAsync(plain);
        await using var cached = await ScenarioServer.StartAsync(("SESSION_REDIS_READTHROUGH_ENABLED", "true"));
        var with = await VisitAsync(cached);

        with.Journal.ShouldBe(without.Journal);
        without.Hits.ShouldBe(0);
        without.Reads.ShouldBeGreaterThanOrEqualTo(Visits);
        with.Reads.ShouldBeLessThanOrEqualTo(without.Reads * 0.2);
        with.Hits.ShouldBe(without.Reads - with.Reads);
    }

    [Fact]
    public async Task With_the_flag_off_no_series_of_the_cache_ever_moves()
    {
        await using var own = await ScenarioServer.StartAsync(("SESSION_REDIS_READTHROUGH_ENABLED", "false"));
        await VisitAsync(own);
        foreach (var family in (string[])["hits", "misses", "writes", "errors"])
        {
            (await own.MetricAsync($"game_session_cache_{family}_total")).ShouldBe(0, family);
        }
    }

    [Fact]
    public async Task What_all_have_acked_is_gone_from_the_cache_within_a_second()
    {
        await using var own = await ScenarioServer.StartAsync(("SESSION_REDIS_READTHROUGH_ENABLED", "true"));
        var table = await DraftTable.StartedAsync(own);
        var (blue, _) = await (table.Blue with { Node = own.Nodes[0] }).To(table.Id).ConnectAsync();
        await using var first = blue;
        var (red, _) = await (table.Red with { Node = own.Nodes[1] }).To(table.Id).ConnectAsync();
        await using var second = red;
        await table.PlayAsync(blue, red, 8);
        // Whoever reads all of it brings back what a race of the two nodes may have begun anew.
        var (watcher, _) = await (await Player.GuestAsync(own)).To(table.Id).ConnectAsync();
        await using var third = watcher;
        await Wait.UntilAsync(async () => (await CachedAsync(own, table.Id)).Contains(10), TimeSpan.FromSeconds(5));
        (await blue.AckAsync(10)).ShouldBe(10);
        (await red.AckAsync(10)).ShouldBe(10);
        await Wait.UntilAsync(async () => (await CachedAsync(own, table.Id)).All(sequence => sequence > 10), TimeSpan.FromSeconds(1));
        (await CachedAsync(own, table.Id)).ShouldBe([11]);
    }

    private static async Task<IReadOnlyList<long>> CachedAsync(ScenarioServer own, string game)
    {
        var entries = await own.Cluster.Stores.Redis.CliAsync("lrange", $"{own.Cluster.CacheNamespace}:events:{game}", "0", "-1");
        return [.. entries.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(entry => JsonDocument.Parse(entry).RootElement.GetProperty("sequence").GetInt64())];
    }

    /// <summary>Warm resumes of a game in which nothing else happens.</summary>
    private static async Task<(IReadOnlyList<string> Journal, double Reads, double Hits)> VisitAsync(ScenarioServer own)
    {
        await using var visits = await WarmVisits.BeginAsync(own);
        var (reads, hits) = (await own.MetricAsync(Reads), await own.MetricAsync(Hits));
        for (var visit = 0; visit < Visits; visit++)
        {
            await visits.ComeBackAsync(missing: 5);
        }

        var result = (await own.MetricAsync(Reads) - reads, await own.MetricAsync(Hits) - hits);
        await visits.ShouldHaveLostNothingAsync();
        return (visits.Journal, result.Item1, result.Item2);
    }
}
