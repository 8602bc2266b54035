using GoLive.Gates;
using GoLive.Logs;
using GoLive.Probes;
using GoLive.Reports;

namespace GoLive.Verbs;

/// <summary>Watches gates for a time, and ends early only where one fails or nothing can be seen any more.</summary>
internal sealed class GateWatch(IReadOnlyList<Gate> gates, IMeasurements measurements, LogWatch? logs, TimeProvider time)
{
    /// <summary>How far a gate looks back, as the plan's "rate 5m".</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan IntervalMax = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan IntervalMin = TimeSpan.FromSeconds(1);

    /// <summary>A Prometheus that scrapes every 15 s knows no rate of less.</summary>
    private static readonly TimeSpan WindowMin = TimeSpan.FromMinutes(1);

    /// <summary>A watch is looked at so often, unless that is more than once a second.</summary>
    private const int LooksMin = 20;

    private readonly List<(double Seconds, IReadOnlyList<Judgement> Judgements)> history = [];

    /// <summary>What each look found, for charts.</summary>
    public IReadOnlyList<(double Seconds, IReadOnlyList<Judgement> Judgements)> History => history;

    public IReadOnlyList<Judgement> Last => history.Count == 0 ? [] : history[^1].Judgements;

    /// <param name="sink">Told at each look.</param>
    /// <returns>Passed only where at the end, after the whole time, every gate was measured and holds.</returns>
    public async Task<Finding> WatchAsync(TimeSpan duration, Action<TimeSpan, IReadOnlyList<Judgement>> sink, CancellationToken cancellationToken)
    {
        var interval = TimeSpan.FromTicks(Math.Clamp((duration / LooksMin).Ticks, IntervalMin.Ticks, IntervalMax.Ticks));
        var window = duration < Window ? duration : Window;
        var start = time.GetTimestamp();
        var seenAt = TimeSpan.Zero;
        await measurements.LookAsync(cancellationToken);
        while (true)
        {
            await Task.Delay(interval, time, cancellationToken);
            await measurements.LookAsync(cancellationToken);
            var elapsed = time.GetElapsedTime(start);
            var judgements = await JudgeAsync(elapsed, window, cancellationToken);
            history.Add((elapsed.TotalSeconds, judgements));
            sink(elapsed, judgements);
            if (judgements.Any(one => one.Verdict == Verdict.Fail) || elapsed >= duration)
            {
                return Judgements.Tell(judgements);
            }

            seenAt = judgements.All(one => one.Verdict == Verdict.Unknown) ? seenAt : elapsed;
            if (elapsed - seenAt > window)
            {
                return Finding.Unknown($"nothing could be measured for {Durations.Text(window)}: {Last[0].Reading.Missing}", "A canary that nobody sees is not left running.");
            }
        }
    }

    private async Task<IReadOnlyList<Judgement>> JudgeAsync(TimeSpan elapsed, TimeSpan window, CancellationToken cancellationToken)
    {
        var since = elapsed < window ? elapsed < WindowMin && window > WindowMin ? WindowMin : elapsed : window;
        var judgements = new List<Judgement>();
        foreach (var gate in gates)
        {
            var reading = await measurements.ReadAsync(gate.Slo.Measure, TimeSpan.FromSeconds(Math.Ceiling(since.TotalSeconds)), cancellationToken);
            var judgement = gate.Judge(gate.Slo.Measure.Selectors.Any(selector => selector.Metric == LogLine.WarningsMetric) ? await WithLogAsync(reading, cancellationToken) : reading);
            // A cache that was just switched on is cold: what must be high is judged once it has had its window.
            judgements.Add(gate.Bound.Min is not null && elapsed < window && judgement.Verdict == Verdict.Fail ? judgement with { Verdict = Verdict.Unknown } : judgement);
        }

        return judgements;
    }

    /// <summary>The log itself is the plan's source; the counter sees what no log file was named for.</summary>
    private async Task<Reading> WithLogAsync(Reading counted, CancellationToken cancellationToken)
    {
        if (logs is null)
        {
            return counted;
        }

        try
        {
            var lines = (await logs.ReadCacheAsync(cancellationToken)).Count(line => line.IsWarning);
            return Reading.Of(Math.Max(lines, counted.Value ?? 0));
        }
        catch (IOException e)
        {
            return Reading.None($"the log cannot be read: {e.Message}");
        }
    }
}
