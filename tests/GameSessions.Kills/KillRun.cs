using System.Diagnostics;
using System.Net;
using GameSessions.Kills.Checks;
using GameSessions.Kills.Faults;
using GameSessions.Kills.Players;
using GameSessions.Kills.Tables;
using Gw2Optimizer.RealServer;
using Gw2Optimizer.RealServer.Deployments;
using RealStores;

namespace GameSessions.Kills;

/// <summary>Servers, the games on them, what happens to them, and the verdict.</summary>
internal sealed class KillRun(KillSettings settings, TextWriter output)
{
    private const string NoLimit = "1000000";
    private const int FaultsPerLine = 25;
    private static readonly TimeSpan LastGamesMax = TimeSpan.FromMinutes(2);
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly Tally tally = new();
    private readonly Moments moments = new();

    /// <returns>0: nothing was lost, repeated or reordered, and every clock is right; else 1.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        Say($"seed {settings.Seed}: {settings.Faults} {(settings.Nodes == 1 ? "kills" : $"faults of {settings.Nodes} nodes")} under {settings.Tables} games");
        using var findings = new Findings();
        await using var stores = settings.Nodes == 1 ? null : await Stores.StartAsync();
        await using Deployment deployment = stores is null
            ? new SingleNode("kills", Variables())
            : new Cluster(stores, "kills", settings.Nodes, [.. Variables(), ("SECRET_KEY", $"{Guid.NewGuid():N}{Guid.NewGuid():N}"), ("SESSION_REDIS_READTHROUGH_ENABLED", "true")]);
        var apis = deployment.Nodes.Select(node => new Api(node.Address)).ToList();
        var croupiers = new List<Croupier>();
        try
        {
            await deployment.StartAsync(cancellationToken);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, findings.Found);
            await RunAsync(deployment, new Insistence(apis), croupiers, findings, stop.Token);
        }
        catch (Exception e) when (e is ServerFailedException or StoreFailedException or OperationCanceledException or TimeoutException)
        {
            if (findings.All.Count == 0)
            {
                findings.Add($"stopped: {e.Message}");
            }
        }
        finally
        {
            foreach (var croupier in croupiers)
            {
                await croupier.DisposeAsync();
            }

            apis.ForEach(api => api.Dispose());
        }

        foreach (var node in deployment.Nodes)
        {
            node.KeepFolder = findings.All.Count > 0;
        }

        await new Report(output, settings, deployment).PrintAsync(findings.All);
        Say($"{tally}");
        Say(findings.All.Count == 0 ? "nothing was lost, repeated or reordered, and every clock is right" : $"{findings.All.Count} findings");
        return findings.All.Count == 0 ? 0 : 1;
    }

    private static IEnumerable<(string Name, string Value)> Variables() =>
    [
        ("RATE_LIMIT_PER_MINUTE", NoLimit),
        ("RATE_LIMIT_PER_HOUR", NoLimit),
        ("AUTH_RATE_LIMIT_PER_MINUTE", NoLimit),
        ("AUTH_RATE_LIMIT_PER_HOUR", NoLimit),
        ("UPGRADE_RATE_LIMIT_PER_MINUTE", NoLimit),
    ];

    private async Task RunAsync(Deployment deployment, Insistence api, List<Croupier> croupiers, Findings findings, CancellationToken cancellationToken)
    {
        var ports = deployment.Nodes.Select(node => new IPEndPoint(IPAddress.Loopback, node.Address.Port)).ToArray();
        croupiers.AddRange(Enumerable.Range(0, settings.Tables).Select(i =>
            new Croupier(unchecked(settings.Seed + (1_000 * (i + 1))), api, () => ports[Random.Shared.Next(ports.Length)], moments, findings, tally)));
        var lines = new LineCutter(croupiers, settings.Seed + 1, tally);
        if (deployment is not Cluster cluster)
        {
            var faults = new SingleNodeFaults(deployment.Nodes[0], croupiers, lines, moments, settings, findings, tally);
            var examiner = new Examiner(deployment, api, faults, findings);
            await PlayAsync(croupiers, faults, lines, examiner, cancellationToken);
            await ExamineAtRestAsync(deployment, croupiers.SelectMany(croupier => croupier.Finished), examiner, findings);
            return;
        }

        await using var prober = await Prober.OpenAsync(cluster, api, moments, findings, tally, cancellationToken);
        var troubles = new ClusterFaults(cluster, prober, moments, settings, findings, tally);
        var both = new Examiner(cluster, api, troubles, findings);
        try
        {
            await PlayAsync(croupiers, troubles, lines, both, cancellationToken);
        }
        finally
        {
            foreach (var line in troubles.Recoveries)
            {
                Say(line);
            }
        }

        await prober.DisposeAsync();
        await ExamineAtRestAsync(cluster, [.. croupiers.SelectMany(croupier => croupier.Finished), prober.Table], both, findings);
    }

    private async Task PlayAsync(List<Croupier> croupiers, IFaultMaker faults, LineCutter lines, Examiner examiner, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var playing = Task.WhenAll(croupiers.Select(croupier => croupier.RunAsync(enough.Token, cancellationToken)));
        var cutting = lines.RunAsync(enough.Token);
        var said = 0;
        try
        {
            while (faults.Made < settings.Faults)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await faults.MakeOneAsync(cancellationToken);
                await examiner.ExamineAsync(croupiers, cancellationToken);
                if (playing.IsFaulted)
                {
                    break;
                }

                if (faults.Made / FaultsPerLine > said)
                {
                    said = faults.Made / FaultsPerLine;
                    Say($"{faults.Made} of {settings.Faults}, {tally["games"]} games, {tally["commands accepted"]} commands, {tally["hand-overs"]} hand-overs");
                }
            }
        }
        finally
        {
            await enough.CancelAsync();
            await cutting;
            await playing.WaitAsync(LastGamesMax, CancellationToken.None);
        }
    }

    /// <summary>Once more, and of every game, when the servers have ended and nothing moves any more.</summary>
    private static async Task ExamineAtRestAsync(Deployment deployment, IEnumerable<Table> tables, Examiner examiner, Findings findings)
    {
        foreach (var node in deployment.Nodes)
        {
            await node.TerminateAsync();
            if (await node.ExitCodeAsync(TimeSpan.FromSeconds(10)) is not 0 and var code)
            {
                findings.Add($"the server ended with {code}");
            }
        }

        foreach (var table in tables)
        {
            examiner.Examine(table);
        }
    }

    private void Say(string line) => output.WriteLine($"{watch.Elapsed.TotalSeconds,7:0.0} s  {line}");
}
