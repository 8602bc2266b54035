using System.Diagnostics.Metrics;
using GameSessions.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Hosting.Storage;

namespace GameSessions.Hosting.Caching;

/// <summary>Drops what everybody has: from the cache at once, from the log when it is old.</summary>
internal sealed class Pruner(SessionNode node, Meter meter)
{
    /// <summary>Games whose old events are deleted in one transaction.</summary>
    private const int GamesPerPass = 64;

    private readonly Histogram<double> durations = meter.CreateHistogram(
        "game_prune_duration_seconds",
        "s",
        "From a stored ack to the cache without what everybody has.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5] });

    /// <summary>Acks of these games were stored: their floors may have moved.</summary>
    /// <remarks>Read after the acks are committed. Of two nodes that store the last two at the same time, the later reads both.</remarks>
    public void Acked(IEnumerable<GameId> acked)
    {
        if (acked.Where(node.Cache.Serves).Distinct().ToList() is { Count: > 0 } games)
        {
            node.Observe(PruneAsync(games));
        }
    }

    /// <summary>Deletes the events that are older than history is kept.</summary>
    public async Task RetainAsync()
    {
        while (node.Clock.TryNow(out var now) && await node.EventLog.PruneAsync(now - (long)node.Options.History.TotalMilliseconds, GamesPerPass) > 0)
        {
        }
    }

    private async Task PruneAsync(List<GameId> games)
    {
        var since = node.Time.GetTimestamp();
        var floors = await node.Sessions.FindFloorsAsync(games).WithinAsync(node.Options.StorageWait, node.Time);
        foreach (var (game, floor) in games.Zip(floors).Where(one => one.Second > 0))
        {
            node.Cache.Pruned(game, node.Epoch, floor, () => durations.Record(node.Time.GetElapsedTime(since).TotalSeconds));
        }
    }
}
