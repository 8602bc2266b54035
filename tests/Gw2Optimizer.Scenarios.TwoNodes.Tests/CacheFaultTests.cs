using System.Diagnostics;
using Gw2Optimizer.RealServer.Deployments;

namespace Gw2Optimizer.Scenarios.Tests;

/// <summary>Redis may die, freeze, forget or lie: it changes no answer, and little time.</summary>
public sealed class CacheFaultTests(OwnStores own) : IClassFixture<OwnStores>
{
    private const double AddedMsMax = 100;
    private static readonly TimeSpan Repair = TimeSpan.FromSeconds(10);

    [Fact]
    public Task Redis_is_killed_and_comes_back_empty() => ShouldChangeNothingAsync(own.Stores.Redis.KillAsync, own.Stores.Redis.StartAgainAsync, opensBreaker: true);

    [Fact]
    public Task Redis_is_frozen_and_thaws() => ShouldChangeNothingAsync(own.Stores.Redis.FreezeAsync, own.Stores.Redis.ThawAsync, opensBreaker: true);

    [Fact]
    public Task Redis_is_full() => ShouldChangeNothingAsync(
        async () => await own.Stores.Redis.CliAsync("config", "set", "maxmemory", "1"),
        async () => await own.Stores.Redis.CliAsync("config", "set", "maxmemory", "0"),
        opensBreaker: false);

    [Theory]
    [InlineData(Poison.WrongTypes)]
    [InlineData(Poison.Truncated)]
    [InlineData(Poison.Holes)]
    [InlineData(Poison.Ahead)]
    [InlineData(Poison.Swapped)]
    public Task Everything_in_Redis_is_wrong(Poison poison) => ShouldChangeNothingAsync(
        async () => (await own.Stores.Redis.SpoilAsync(own.Server.Cluster.CacheNamespace, poison)).ShouldBeGreaterThan(0),
        () => Task.CompletedTask,
        opensBreaker: false);

    [Fact]
    public async Task Redis_is_emptied_again_and_again_in_the_middle_of_replays()
    {
        await using var visits = await WarmVisits.BeginAsync(own.Server, known: 250);
        using var enough = new CancellationTokenSource();
        var emptying = EmptyAsync(enough.Token);
        for (var visit = 0; visit < 20; visit++)
        {
            await visits.PlayAsync();
            await visits.ComeBackAsync(missing: 200);
        }

        await enough.CancelAsync();
        (await emptying).ShouldBeGreaterThan(20);
        await visits.ShouldHaveLostNothingAsync();
    }

    private async Task ShouldChangeNothingAsync(Func<Task> spoil, Func<Task> mend, bool opensBreaker)
    {
        await using var visits = await WarmVisits.BeginAsync(own.Server);
        var before = await TimeAsync(visits);
        await spoil();
        try
        {
            // Each node meets the fault once, and may wait for it once.
            await visits.ComeBackAsync(missing: 5);
            await visits.ComeBackAsync(missing: 5);
            var during = await TimeAsync(visits);
            (during - before).ShouldBeLessThan(AddedMsMax, $"{before} ms before, {during} ms during");
            if (opensBreaker)
            {
                (await own.Server.MetricAsync("game_session_cache_errors_total")).ShouldBeGreaterThan(0);
            }
        }
        finally
        {
            await mend();
        }

        await ShouldServeAgainAsync(visits);
        await visits.ShouldHaveLostNothingAsync();
    }

    /// <summary>The median of the visits that both nodes are paid, each after one more event.</summary>
    private static async Task<double> TimeAsync(WarmVisits visits)
    {
        var took = new List<double>();
        for (var visit = 0; visit < 10; visit++)
        {
            await visits.PlayAsync();
            var watch = Stopwatch.StartNew();
            await visits.ComeBackAsync(missing: 5);
            took.Add(watch.Elapsed.TotalMilliseconds);
        }

        return took.Order().ElementAt(took.Count / 2);
    }

    private async Task ShouldServeAgainAsync(WarmVisits visits)
    {
        foreach (var node in own.Server.Nodes)
        {
            var hits = await node.MetricAsync("game_session_cache_hits_total{operation=\"replay_fetch\"}");
            await Wait.UntilAsync(
                async () =>
                {
                    await visits.ComeBackAsync(missing: 5, node);
                    return await node.MetricAsync("game_session_cache_hits_total{operation=\"replay_fetch\"}") > hits;
                },
                Repair);
        }
    }

    private async Task<int> EmptyAsync(CancellationToken enough)
    {
        var times = 0;
        for (; !enough.IsCancellationRequested; times++)
        {
            await own.Stores.Redis.CliAsync("flushall");
        }

        return times;
    }
}
