using GoLive.Gates;

namespace GoLive.Monitoring;

/// <summary>Counts also what a series had when it came into being, which rate and increase take for what had been there before.</summary>
/// <remarks>Only where its server was seen a window ago, or is younger: else nobody knows when that was. The left side of <c>or</c> wins.</remarks>
internal sealed class LateCounting(TimeSpan window, IReadOnlySet<string> bornLate, Pace pace) : Counting(Durations.Text(pace.Window(window)))
{
    private static readonly string[] HistogramSuffixes = ["_bucket", "_count"];

    public override string Rate(Selector counter) => IsLate(counter) ? $"{Increase(counter)} / {Seconds}" : base.Rate(counter);

    public override string Increase(Selector counter) => IsLate(counter)
        ? $"({counter} unless {counter} offset {Window} and on (job, instance) (process_start_time_seconds > time() - {Seconds} or up offset {Window} == 1) or increase({counter}[{Window}]))"
        : base.Increase(counter);

    public override string Amount(Selector counter) => Increase(counter);

    protected override TimeSpan Shorten(TimeSpan duration) => pace.Window(duration);

    private double Seconds => pace.Window(window).TotalSeconds;

    private bool IsLate(Selector counter) => bornLate.Contains(counter.Metric) || HistogramSuffixes.Any(suffix => counter.Metric.EndsWith(suffix, StringComparison.Ordinal) && bornLate.Contains(counter.Metric[..^suffix.Length]));
}
