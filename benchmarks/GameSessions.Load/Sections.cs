using GameSessions.Load.Results;
using GameSessions.Load.Runs;

namespace GameSessions.Load;

/// <summary>The parts of a run. Within each, systems take turns, round by round, so that a slow minute of the machine falls on all of them.</summary>
internal sealed class Sections(IReadOnlyList<Peer> peers, Scale scale, Report report)
{
    private const string Ours = "ours";
    private const string SignalR = "signalr";
    private const string SocketIo = "socketio";

    public static IReadOnlyList<string> Names { get; } = ["latency", "durable", "storm", "resume", "memory", "growth"];

    public Task RunAsync(string name)
    {
        Console.WriteLine(name);
        return name switch
        {
            "latency" => LatencyAsync(),
            "durable" => DurableAsync(),
            "storm" => StormAsync(),
            "resume" => ResumeAsync(),
            "memory" => MemoryAsync(),
            "growth" => GrowthAsync(),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
    }

    private async Task LatencyAsync()
    {
        await EachRoundAsync(peers.Select(peer => new Side(peer, peer.Name)), MeasureLatencyAsync);
        foreach (var load in (string[])["light", "busy"])
        {
            var what = CommitToOther(load, "p50");
            report.AimAt($"{what}, ours over SignalR's", report[Ours, what, "ms"] / report[SignalR, what, "ms"], 1.5, most: true);
        }
    }

    private async Task MeasureLatencyAsync(ServerProcess server, string column)
    {
        foreach (var (load, plan) in ((string, LatencyPlan)[])[("light", scale.Light), ("busy", scale.Busy)])
        {
            var result = await Latency.RunAsync(server, plan);
            report.Add(column, CommitToOther(load, "p50"), "ms", result.FromCommit[0.5]);
            report.Add(column, CommitToOther(load, "p99"), "ms", result.FromCommit[0.99]);
            report.Add(column, SendToOther(load, "p50"), "ms", result.Whole[0.5]);
            report.Add(column, SendToOther(load, "p99"), "ms", result.Whole[0.99]);
            if (result.Lost > 0)
            {
                report.Add(column, $"messages lost, {load}", "messages", result.Lost);
            }
        }
    }

    private async Task DurableAsync()
    {
        const string Committed = "durable events in process, batches of 64";
        const string Raw = "raw SQLite inserts, batches of 64";
        for (var round = 0; round < scale.Rounds; round++)
        {
            report.Add(Ours, Raw, "events/s", await Durable.InsertAsync(scale.Time));
            report.Add(Ours, Committed, "events/s", await Durable.CommitAsync(scale.Time));
        }

        report.AimAt("durable events/s over raw inserts", report[Ours, Committed, "events/s"] / report[Ours, Raw, "events/s"], 0.5, most: false);
        await EachRoundAsync(peers.Select(peer => new Side(peer, peer.Name)), MeasureSaturationAsync);
    }

    private async Task MeasureSaturationAsync(ServerProcess server, string column) =>
        report.Add(column, $"moves over sockets at saturation, {scale.SaturationRooms} rooms", "moves/s", await Saturation.RunAsync(server, scale.SaturationRooms, scale.Time));

    private async Task StormAsync()
    {
        foreach (var sessions in scale.StormSessions)
        {
            for (var round = 0; round < scale.Rounds; round++)
            {
                foreach (var peer in peers)
                {
                    await MeasureStormAsync(peer, new StormPlan(sessions, Scale.Missed, Kill: false), peer.Name);
                }

                if (peers.Contains(Peer.Ours))
                {
                    await MeasureStormAsync(Peer.Ours, new StormPlan(sessions, Scale.Missed, Kill: true), Ours);
                }
            }

            var what = StormOf(sessions, kill: false, "p99");
            var best = new[] { SocketIo, SignalR }.Select(peer => report[peer, what, "ms"]).Where(ms => !double.IsNaN(ms)).DefaultIfEmpty(double.NaN).Min();
            report.AimAt($"{what}, ours over the better of Socket.IO and SignalR", report[Ours, what, "ms"] / best, 0.5, most: true);
        }

        foreach (var peer in peers)
        {
            await MeasureStormAsync(peer, new StormPlan(scale.KillSessions, Scale.Missed, Kill: true), peer.Name);
        }
    }

    private async Task MeasureStormAsync(Peer peer, StormPlan plan, string column)
    {
        await using var server = await ServerProcess.StartAsync(peer);
        for (var i = 0; i < Scale.WarmUpStorms; i++)
        {
            await Storm.RunAsync(server, plan with { Sessions = Scale.WarmUpSessions, Kill = false });
        }

        await AddStormAsync(server, plan, column, "");
    }

    private async Task AddStormAsync(ServerProcess server, StormPlan plan, string column, string suffix)
    {
        var result = await Storm.RunAsync(server, plan);
        report.Add(column, StormOf(plan.Sessions, plan.Kill, "recovered") + suffix, "sessions", result.Recovered);
        foreach (var (name, share) in result.Recovered == 0 ? [] : ((string, double)[])[("p50", 0.5), ("p95", 0.95), ("p99", 0.99)])
        {
            report.Add(column, StormOf(plan.Sessions, plan.Kill, name) + suffix, "ms", result.CaughtUp[share]);
        }
    }

    private async Task ResumeAsync()
    {
        // What the others do not keep cannot be resumed.
        foreach (var peer in peers.Where(peer => peer != Peer.Colyseus))
        {
            for (var round = 0; round < scale.Rounds; round++)
            {
                await using var quiet = await ServerProcess.StartAsync(peer);
                await using var busy = await ServerProcess.StartAsync(peer);
                var results = await Comeback.RunAsync([(quiet, 0), (busy, scale.Foreign)]);
                report.Add(peer.Name, ResumeWith(0), "ms", results[0][0.5]);
                report.Add(peer.Name, ResumeWith(scale.Foreign), "ms", results[1][0.5]);
            }
        }

        report.AimAt("resume with foreign events over resume without", report[Ours, ResumeWith(scale.Foreign), "ms"] / report[Ours, ResumeWith(0), "ms"], 1.2, most: true);
    }

    private async Task MemoryAsync()
    {
        foreach (var peer in peers)
        {
            await using var server = await ServerProcess.StartAsync(peer, prepare: null, peer == Peer.Ours ? ["--idle-seconds", $"{Memory.IdleSeconds}"] : []);
            var (idle, detached) = await Memory.RunAsync(server, scale.IdleSessions);
            report.Add(peer.Name, "heap for each idle session", "bytes", idle.HeapBytes);
            report.Add(peer.Name, "resident memory for each idle session", "bytes", idle.ProcessBytes);
            report.Add(peer.Name, "heap left of each session that is gone", "bytes", detached.HeapBytes);
        }

        report.AimAt("heap for each idle session", report[Ours, "heap for each idle session", "bytes"] / 1_000, 13, most: true, " kB");
        report.AimAt("heap left of each session that is gone", report[Ours, "heap left of each session that is gone", "bytes"] / 1_000, 0.1, most: true, " kB");
    }

    private async Task GrowthAsync()
    {
        var sides = scale.StoredGames.Select(games => new Side(Peer.Ours, $"{games} games", folder => Prefill.WriteAsync(folder, games).Wait())).ToList();
        var sessions = scale.StormSessions[0];
        await EachRoundAsync(sides, async (server, column) =>
        {
            await MeasureLatencyAsync(server, column);
            await MeasureSaturationAsync(server, column);
            await AddStormAsync(server, new StormPlan(sessions, Scale.Missed, Kill: false), column, "");
            report.Add(column, ResumeWith(0), "ms", (await Comeback.RunAsync([(server, 0)]))[0][0.5]);
        });
        foreach (var (what, unit) in ((string, string)[])[(SendToOther("light", "p50"), "ms"), (SendToOther("busy", "p50"), "ms"), (StormOf(sessions, kill: false, "p99"), "ms"), (ResumeWith(0), "ms")])
        {
            report.AimAt($"{what}, {sides[^1].Column} over {sides[0].Column}", report[sides[^1].Column, what, unit] / report[sides[0].Column, what, unit], 1.2, most: true);
        }
    }

    /// <summary>Starts all, warms each up, and then measures them in turns.</summary>
    private async Task EachRoundAsync(IEnumerable<Side> sides, Func<ServerProcess, string, Task> measure)
    {
        var servers = new List<(ServerProcess Server, string Column)>();
        try
        {
            foreach (var (peer, column, prepare) in sides)
            {
                servers.Add((await ServerProcess.StartAsync(peer, prepare), column));
                await Latency.RunAsync(servers[^1].Server, scale.Busy);
                await Storm.RunAsync(servers[^1].Server, new StormPlan(Scale.WarmUpSessions, Scale.Missed, Kill: false));
            }

            for (var round = 0; round < scale.Rounds; round++)
            {
                foreach (var (server, column) in servers)
                {
                    await measure(server, column);
                }
            }
        }
        finally
        {
            foreach (var (server, _) in servers)
            {
                await server.DisposeAsync();
            }
        }
    }

    private string CommitToOther(string load, string percentile) => $"commit to other client, {Rate(load)} moves/s, {percentile}";

    private string SendToOther(string load, string percentile) => $"send to other client, {Rate(load)} moves/s, {percentile}";

    private int Rate(string load) => (load == "light" ? scale.Light : scale.Busy).PerSecond;

    private static string StormOf(int sessions, bool kill, string what) => $"{sessions} sessions cut, {(kill ? "server killed, " : "")}all caught up, {what}";

    private static string ResumeWith(int foreign) => $"resume of {Comeback.Missed} events, {foreign} in other games, p50";

    /// <param name="Column">Where its figures stand.</param>
    /// <param name="Prepare">Fills the data folder before the server starts.</param>
    private sealed record Side(Peer Peer, string Column, Action<string>? Prepare = null);
}
