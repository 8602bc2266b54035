using GoLive.Gates;
using GoLive.Probes;

namespace GoLive.Reports.Charts;

/// <summary>The charts of the plan's dashboard "Game Session Cache", drawn from a run's own scrapes.</summary>
internal static class SessionCharts
{
    /// <summary>Two scrapes make a line of one point, which nobody needs to see.</summary>
    private const int ScrapesMin = 3;

    /// <summary>How far each point looks back.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private static readonly double[] Quantiles = [0.5, 0.95, 0.99];

    private static readonly string[] Writes = ["replay_hydrate", "replay_prune", "replay_append"];

    private static readonly string[] LookUps = ["session_by_game_user", "session_by_id", "replay_fetch"];

    public static void Draw(MetricsRecorder recorder, EvidenceFolder folder)
    {
        if (recorder.Scrapes.Count < ScrapesMin)
        {
            return;
        }

        var hits = Counter("game_session_cache_hits_total");
        var misses = Counter("game_session_cache_misses_total");
        Write("cache-hit-rate", "Cache hit rate", "share", [Line("hit rate", new Measure.Share([hits], [hits, misses]))]);
        Write("cache-misses-and-errors", "Cache misses and errors by operation", "1/s",
        [
            .. LookUps.Select(operation => Rate($"miss {operation}", $"game_session_cache_misses_total{{operation=\"{operation}\"}}")),
            Rate("errors", "game_session_cache_errors_total"),
        ]);
        Write("cache-hydrate-and-prune", "Hydrate against prune", "1/s",
        [
            .. Writes.Select(operation => Rate(operation, $"game_session_cache_writes_total{{operation=\"{operation}\"}}")),
        ]);
        Write("replay-backlog", "Replay backlog", "events", [Gauge("largest backlog", "ws_replay_backlog_size"), Line("P95 5 s after an ack", new Measure.Quantile(0.95, Counter("ws_replay_backlog_after_ack_events")))]);
        Write("reconnect", "From the upgrade to the end of the replay", "s", [.. Quantiles.Select(q => Line($"P{q * 100:0}", new Measure.Quantile(q, Counter("ws_reconnect_duration_seconds"))))]);

        void Write(string file, string title, string unit, IReadOnlyList<ChartLine> lines) => folder.Write($"charts/{file}.svg", LineChart.Draw(title, unit, lines));

        ChartLine Rate(string name, string selector) => Line(name, new Measure.Rate([Counter(selector)]));

        ChartLine Line(string name, Measure measure) => Points(name, (from, to) => new ScrapeWindow(from, to).Read(measure).Value);

        ChartLine Gauge(string name, string metric) => Points(name, (_, to) => to.Sum(Counter(metric)));

        ChartLine Points(string name, Func<Scrape, Scrape, double?> read)
        {
            var start = recorder.Scrapes[0].Elapsed;
            return new ChartLine(name, [.. recorder.Scrapes.Skip(1).Select(to => ((to.Elapsed - start).TotalSeconds, read(Before(to), to) ?? double.NaN))]);
        }

        Scrape Before(Scrape to) => recorder.Scrapes.LastOrDefault(scrape => to.Elapsed - scrape.Elapsed >= Window) ?? recorder.Scrapes[0];
    }

    private static Selector Counter(string selector) => Selector.Parse(selector);
}
