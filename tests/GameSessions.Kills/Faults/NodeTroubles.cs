using System.Diagnostics;
using GameSessions.Kills.Checks;
using Gw2Optimizer.RealServer;
using Gw2Optimizer.RealServer.Deployments;

namespace GameSessions.Kills.Faults;

/// <summary>What can happen to a node, and to what connects it.</summary>
internal sealed class NodeTroubles(Cluster cluster, ServiceBook book, Findings findings, Tally tally)
{
    private const int ClockOffsetMs = 250;
    private static readonly TimeSpan DrainMax = TimeSpan.FromSeconds(10);

    /// <summary>Longer than a database that crashed at the same time is away on a busy machine.</summary>
    private static readonly TimeSpan RevivalMax = TimeSpan.FromSeconds(30);

    public IEnumerable<ClusterFault> All(Random random)
    {
        var node = random.Next(cluster.Nodes.Count);
        var (server, line, place) = (cluster.Nodes[node], cluster.DatabaseLines[node], $"node {node + 1}");
        yield return Away("kill", place, node, server.KillAsync, () => ReviveAsync(server));
        if (FakeTime.IsInstalled)
        {
            // One is ahead and the next behind, so that two nodes come to be half a second apart.
            var offset = TimeSpan.FromMilliseconds((node % 2 == 0 ? ClockOffsetMs : -ClockOffsetMs) * random.Next(2));
            yield return Away("kill, and another time of day", place, node, server.KillAsync, () =>
            {
                server.ClockOffset = offset;
                return ReviveAsync(server);
            });
        }

        yield return Away("freeze", place, node, server.SuspendAsync, server.ContinueAsync);
        yield return Away("database line severed", place, node, Done(line.Sever), Done(line.Mend));
        yield return Away("database line silent", place, node, Done(line.Hold), Done(line.Mend));
        yield return new("database line slow", place, Done(() => line.Delay = TimeSpan.FromMilliseconds(random.Next(5, 100))), Done(line.Mend));
        WakeUpCut? cut = null;
        yield return new("wake-up cut", place, Done(() => cut = cluster.CutWakeUp(node)), () => cut!.DisposeAsync().AsTask());
        yield return new("rolling restart", "every node", RollAsync, () => Task.CompletedTask);
    }

    private static Func<Task> Done(Action action) => () =>
    {
        action();
        return Task.CompletedTask;
    };

    private ClusterFault Away(string name, string place, int node, Func<Task> strike, Func<Task> mend)
    {
        var from = 0L;
        return new(
            name,
            place,
            async () =>
            {
                await strike();
                from = ServiceBook.Now;
            },
            () =>
            {
                book.WasAway(node, from);
                return mend();
            });
    }

    /// <summary>As whoever looks after processes does: one that ends at its start, because the database is away, is started again.</summary>
    private async Task ReviveAsync(ServerProcess server)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await server.StartAsync();
                return;
            }
            catch (ServerFailedException) when (watch.Elapsed < RevivalMax)
            {
                tally.Count("starts in vain");
            }
        }
    }

    private async Task RollAsync()
    {
        foreach (var server in cluster.Nodes)
        {
            await server.TerminateAsync();
            if (await server.ExitCodeAsync(DrainMax) is not 0 and var code)
            {
                findings.Add($"a drained server ended with {code}");
            }

            await ReviveAsync(server);
        }
    }
}
