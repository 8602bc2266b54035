using GameSessions.Load.Results;
using GameSessions.Load.Runs;
using GameSessions.Load.Runs.PostgreSql;
using RealStores;

namespace GameSessions.Load.PostgreSql;

/// <summary>The parts of a run on PostgreSQL and Redis, which are started for it. Whatever is compared takes turns, round by round.</summary>
internal sealed class PostgreSqlSections(PostgreSqlScale scale)
{
    /// <summary>The word for all of them.</summary>
    public const string All = "postgres";

    private const int Clients = 8;
    private const int Batch = 64;
    private const string Here = "one node";
    private const string Across = "two nodes";
    private const string Uncached = "cache off";
    private const string Cached = "cache on";
    private const string Flushed = "cache flushed";
    private const string AllRead = "all read";
    private const string SomeStall = "some stall";

    public static IReadOnlyList<string> Names { get; } =
        ["postgres-durable", "postgres-latency", "postgres-feed", "postgres-storm", "postgres-stalled", "postgres-restart"];

    public Task<Report> RunAsync(string name)
    {
        Console.WriteLine(name);
        return name switch
        {
            "postgres-durable" => DurableAsync(),
            "postgres-latency" => LatencyAsync(),
            "postgres-feed" => FeedAsync(),
            "postgres-storm" => StormAsync(),
            "postgres-stalled" => StalledAsync(),
            "postgres-restart" => RestartAsync(),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
    }

    private async Task<Report> DurableAsync()
    {
        const string Column = "PostgreSQL";
        var (single, raw, ours, node) = ($"pgbench, single commits, {Clients} clients", $"raw inserts, {Clients} writers of {Batch}", $"the engine's log, {Clients} writers of {Batch}", $"one node's committer, {Batch} games");
        var report = new Report { Columns = [Column] };
        await using var server = await PostgreSqlServer.StartAsync();
        for (var round = 0; round < scale.Rounds; round++)
        {
            report.Add(Column, single, "events/s", await PgBench.RunAsync(server, Clients, scale.Time));
            report.Add(Column, raw, "events/s", await RawInserts.WriteAsync(server, Clients, Batch, scale.Time));
            report.Add(Column, ours, "events/s", await EngineAppends.WriteAsync(server, Clients, Batch, scale.Time));
            report.Add(Column, node, "events/s", await EngineAppends.CommitAsync(server, Batch, scale.Time));
        }

        report.AimAt("the engine's log over pgbench's single commits", report[Column, ours, "events/s"] / report[Column, single, "events/s"], 2, most: false);
        report.AimAt("the engine's log over raw inserts", report[Column, ours, "events/s"] / report[Column, raw, "events/s"], 0.5, most: false);
        return report;
    }

    private async Task<Report> LatencyAsync()
    {
        var report = new Report { Columns = [Here, Across] };
        await using var cluster = await Cluster.StartAsync(nodes: 2);
        var (first, second) = (cluster.Nodes[0], cluster.Nodes[1]);
        await Latency.RunAsync(first, scale.Loads[^1], second);
        await Latency.RunAsync(first, scale.Loads[^1]);
        for (var round = 0; round < scale.Rounds; round++)
        {
            foreach (var load in scale.Loads)
            {
                AddLatency(report, Here, load, await Latency.RunAsync(first, load));
                AddLatency(report, Across, load, await Latency.RunAsync(first, load, second));
            }
        }

        report.AimAt($"{CommitToOther(scale.Loads[^1], "p99")}, two nodes", report[Across, CommitToOther(scale.Loads[^1], "p99"), "ms"], 10, most: true, " ms");
        return report;
    }

    private static void AddLatency(Report report, string column, LatencyPlan load, LatencyResult result)
    {
        report.Add(column, CommitToOther(load, "p50"), "ms", result.FromCommit[0.5]);
        report.Add(column, CommitToOther(load, "p99"), "ms", result.FromCommit[0.99]);
        report.Add(column, $"send to other client, {load.PerSecond} moves/s, p50", "ms", result.Whole[0.5]);
        report.Add(column, $"send to other client, {load.PerSecond} moves/s, p99", "ms", result.Whole[0.99]);
        if (result.Lost > 0)
        {
            report.Add(column, $"words lost, {load.PerSecond} moves/s", "words", result.Lost);
        }
    }

    private async Task<Report> FeedAsync()
    {
        const string Idle = "a poll that finds nothing, p50";
        const string Event = "each event of a poll that finds 64, p50";
        var columns = scale.StoredGames.Select(games => $"{games} games").ToList();
        var report = new Report { Columns = columns };
        await using var server = await PostgreSqlServer.StartAsync();
        var results = await FeedCost.RunAsync(server, scale.StoredGames, scale.Polls);
        foreach (var (column, result) in columns.Zip(results))
        {
            report.Add(column, Idle, "µs", result.Idle[0.5] * 1_000);
            report.Add(column, Event, "µs", result.Fresh[0.5] * 1_000 / FeedCost.Batch);
        }

        foreach (var what in (string[])[Idle, Event])
        {
            report.AimAt($"{what}, {columns[^1]} over {columns[0]}", report[columns[^1], what, "µs"] / report[columns[0], what, "µs"], 1.2, most: true);
        }

        return report;
    }

    private async Task<Report> StormAsync()
    {
        var report = new Report { Columns = [Uncached, Cached, Flushed] };
        await using var plain = await Cluster.StartAsync(nodes: 1);
        await using var cached = await Cluster.StartAsync(nodes: 1, cached: true);
        foreach (var cluster in (Cluster[])[plain, cached])
        {
            for (var i = 0; i < Scale.WarmUpStorms; i++)
            {
                await Storm.RunAsync(cluster.Nodes[0], new StormPlan(Scale.WarmUpSessions, Scale.Missed, Kill: false));
            }
        }

        foreach (var sessions in scale.StormSessions)
        {
            var plan = new StormPlan(sessions, Scale.Missed, Kill: false);
            for (var round = 0; round < scale.Rounds; round++)
            {
                AddStorm(report, Uncached, sessions, await Storm.RunAsync(plain.Nodes[0], plan));
                AddStorm(report, Cached, sessions, await Storm.RunAsync(cached.Nodes[0], plan));
                AddStorm(report, Flushed, sessions, await Storm.RunAsync(cached.Nodes[0], plan with { Midway = cached.FlushCacheAsync }));
            }

            report.AimAt($"{sessions} sessions cut, database reads for each resume, cache on", report[Cached, ReadsOf(sessions), "reads"], 0.02, most: true);
            var what = CaughtUp(sessions, "p99");
            report.AimAt($"{what}, cache flushed over cache on", report[Flushed, what, "ms"] / report[Cached, what, "ms"], 2, most: true);
        }

        return report;
    }

    private static void AddStorm(Report report, string column, int sessions, StormResult result)
    {
        report.Add(column, $"{sessions} sessions cut, recovered", "sessions", result.Recovered);
        foreach (var (name, share) in ((string, double)[])[("p50", 0.5), ("p95", 0.95), ("p99", 0.99)])
        {
            report.Add(column, CaughtUp(sessions, name), "ms", result.CaughtUp[share]);
        }

        var reads = ((string[])["session_by_id", "read_events"]).Select(operation => result.Counted["game_session_db_duration_seconds_count", $"operation=\"{operation}\""]);
        report.Add(column, ReadsOf(sessions), "reads", reads.Sum() / sessions);
        if (column != Uncached)
        {
            foreach (var operation in (string[])["session_by_id", "replay_fetch"])
            {
                foreach (var reason in (string[])["not_found", "stale", "error"])
                {
                    var misses = result.Counted["game_session_cache_misses_total", $"operation=\"{operation}\",reason=\"{reason}\""];
                    report.Add(column, $"{sessions} sessions cut, misses of the cache, {operation}, {reason}", "misses", misses);
                }
            }
        }
    }

    private async Task<Report> StalledAsync()
    {
        const string P99 = "send to other client, rooms of small words, p99";
        var report = new Report { Columns = [AllRead, SomeStall] };
        await using var cluster = await Cluster.StartAsync(nodes: 1);
        var node = cluster.Nodes[0];
        await StalledReaders.RunAsync(node, scale.Stalled, stall: false);
        for (var round = 0; round < scale.Rounds; round++)
        {
            foreach (var column in round % 2 == 0 ? [AllRead, SomeStall] : (string[])[SomeStall, AllRead])
            {
                var times = await StalledReaders.RunAsync(node, scale.Stalled, stall: column == SomeStall);
                report.Add(column, "send to other client, rooms of small words, p50", "ms", times[0.5]);
                report.Add(column, P99, "ms", times[0.99]);
            }
        }

        report.AimAt("p99 of the others while 5 % stall over p99 while all read", report[SomeStall, P99, "ms"] / report[AllRead, P99, "ms"], 1.1, most: true);
        return report;
    }

    private async Task<Report> RestartAsync()
    {
        const string Longest = "longest from a command to its answer, on one socket";
        var report = new Report { Columns = [Across] };
        await using var cluster = await Cluster.StartAsync(nodes: 2);
        await Latency.RunAsync(cluster.Nodes[0], scale.Loads[0], cluster.Nodes[1]);
        for (var round = 0; round < scale.Rounds; round++)
        {
            var result = await RollingRestart.RunAsync(cluster.Nodes, scale.Restart);
            report.Add(Across, "sockets closed with 1012", "sockets", result.Drained);
            report.Add(Across, "other closes", "sockets", result.OtherCloses);
            report.Add(Across, "words lost or doubled", "words", result.Lost);
            report.Add(Across, "commands answered on one socket", "commands", result.OnOneSocket.Count);
            report.Add(Across, "from a command to its answer, on one socket, p50", "ms", result.OnOneSocket[0.5]);
            report.Add(Across, "from a command to its answer, on one socket, p99", "ms", result.OnOneSocket[0.99]);
            report.Add(Across, Longest, "ms", result.OnOneSocket[1]);
            report.Add(Across, "commands sent again on another socket", "commands", result.AcrossSockets.Count);
            report.Add(Across, "longest of those, less the wait that was asked for", "ms", result.AcrossSockets[1]);
        }

        report.AimAt("closes other than 1012, and words lost", report[Across, "other closes", "sockets"] + report[Across, "words lost or doubled", "words"], 0, most: true);
        report.AimAt(Longest, report[Across, Longest, "ms"], 150, most: true, " ms");
        return report;
    }

    private static string CommitToOther(LatencyPlan load, string percentile) => $"commit to other client, {load.PerSecond} moves/s, {percentile}";

    private static string CaughtUp(int sessions, string percentile) => $"{sessions} sessions cut, all caught up, {percentile}";

    private static string ReadsOf(int sessions) => $"{sessions} sessions cut, database reads for each resume";
}
