using GameSessions.Games;
using GameSessions.Kills.Checks;
using GameSessions.Kills.Players;
using Gw2Optimizer.RealServer.Deployments;

namespace GameSessions.Kills.Faults;

/// <summary>Breaks one thing or two at once, puts them right, and waits until every node serves again.</summary>
internal sealed class ClusterFaults(Cluster cluster, Prober prober, Moments moments, KillSettings settings, Findings findings, Tally tally) : IFaultMaker
{
    private static readonly TimeSpan RecoveryMax = TimeSpan.FromSeconds(10);
    private readonly ServiceBook book = new(cluster.Nodes.Count);
    private readonly Random random = new(settings.Seed);
    private readonly Dictionary<string, List<TimeSpan>> recoveries = new(StringComparer.Ordinal);

    public int Made { get; private set; }

    public IReadOnlyList<Outage> Downs => book.Downs;

    /// <summary>How long every node took to serve again, by what had happened last: a line each.</summary>
    public IEnumerable<string> Recoveries => recoveries.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair =>
        $"{pair.Value.Count,4} {pair.Key,-40} all nodes serve after {pair.Value.Order().ElementAt(pair.Value.Count / 2).TotalMilliseconds,6:0} ms, at most {pair.Value.Max().TotalMilliseconds,6:0} ms");

    public async Task MakeOneAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(random.Next(0, 300), cancellationToken);
        var chosen = Choose();
        await Task.WhenAll(chosen.Select((fault, i) => MakeAsync(fault, after: i == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(random.Next(500)), Lasting(), new Random(random.Next()), cancellationToken)));
        Made += chosen.Count;
        var what = string.Join(" and ", chosen.Select(fault => fault.Name).Order(StringComparer.Ordinal));
        if (await prober.RecoverAsync(RecoveryMax, cancellationToken) is not { } took)
        {
            findings.Add($"after {what} not every node served again within {RecoveryMax.TotalSeconds} s: {prober}", prober.Table);
            return;
        }

        foreach (var fault in chosen)
        {
            if (!recoveries.TryGetValue(fault.Name, out var times))
            {
                recoveries.Add(fault.Name, times = []);
            }

            times.Add(took);
        }

        foreach (var node in cluster.Nodes.Where(node => !node.IsAlive))
        {
            findings.Add($"I6 a server ended by itself with {node.ExitedWith} after {what}; its log is {node.LogPath}");
        }
    }

    /// <summary>Mostly one; now and then two, of different places.</summary>
    private List<ClusterFault> Choose()
    {
        var first = One();
        return random.Next(4) > 0 || One() is not { } second || second.Place == first.Place || first.Place == "every node" || second.Place == "every node" ? [first] : [first, second];
    }

    private ClusterFault One()
    {
        var stores = new StoreTroubles(cluster, book);
        List<ClusterFault> some = random.Next(10) switch
        {
            < 5 => [.. new NodeTroubles(cluster, book, findings, tally).All(random)],
            < 7 => [.. stores.OfTheDatabase()],
            _ => [.. stores.OfTheCache(random)],
        };
        return some[random.Next(some.Count)];
    }

    private async Task MakeAsync(ClusterFault fault, TimeSpan after, TimeSpan lasting, Random own, CancellationToken cancellationToken)
    {
        await Task.Delay(after, cancellationToken);
        await moments.JustAfterOneAsync(own, cancellationToken);
        await fault.Strike();
        try
        {
            await Task.Delay(lasting, cancellationToken);
        }
        finally
        {
            await fault.Mend();
        }

        tally.Count(fault.Name);
    }

    /// <summary>Up to four seconds, mostly less.</summary>
    private TimeSpan Lasting() => TimeSpan.FromMilliseconds(200 + (3_800 * Math.Pow(random.NextDouble(), 3)));
}
