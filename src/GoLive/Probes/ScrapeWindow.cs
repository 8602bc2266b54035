using System.Globalization;
using GoLive.Gates;

namespace GoLive.Probes;

/// <summary>What happened between two scrapes, measured as Prometheus measures, but for its extrapolation.</summary>
internal sealed record ScrapeWindow(Scrape From, Scrape To)
{
    private double Seconds => (To.Elapsed - From.Elapsed).TotalSeconds;

    public Reading Read(Measure measure) => measure switch
    {
        Measure.Quantile quantile => ReadQuantile(quantile),
        Measure.Share share => Combine(share, () => Growth(share.Part) / Growth(share.Whole)),
        Measure.Expression => Reading.None("only Prometheus can tell"),
        Measure.Rate rate => Combine(rate, () => Growth(rate.Counters) / Seconds),
        _ => Combine(measure, () => Growth([.. measure.Selectors])),
    };

    private Reading Combine(Measure measure, Func<double?> value) => Missing(measure) is { } why ? Reading.None(why) : Reading.Of(value() ?? double.NaN);

    /// <summary>A series that is not there is not 0.</summary>
    private string? Missing(Measure measure) => Seconds <= 0
        ? "there is only one scrape"
        : measure.Selectors.FirstOrDefault(selector => Named(selector).All(name => To.Sum(name) is null)) is { } gone ? $"no server has {gone}" : null;

    private static Selector[] Named(Selector selector) => [selector, selector.WithSuffix("_bucket")];

    private double? Growth(IReadOnlyList<Selector> counters) => counters.Sum(counter => To.Values.Where(one => counter.Selects(one.Key.Metric, one.Key.Labels)).Sum(one => Grown(one.Key, one.Value)));

    /// <summary>A counter that fell was born again with its server, and counted from 0.</summary>
    private double Grown(Series series, double now) => From.Values.TryGetValue(series, out var before) && before <= now ? now - before : now;

    private Reading ReadQuantile(Measure.Quantile quantile)
    {
        if (Missing(quantile) is { } why)
        {
            return Reading.None(why);
        }

        var bucket = quantile.Histogram.WithSuffix("_bucket");
        var buckets = To.Values.Where(one => bucket.Selects(one.Key.Metric, one.Key.Labels))
            .GroupBy(one => ParseBound(one.Key.Labels.GetValueOrDefault("le", "")))
            .Select(group => (Bound: group.Key, Count: group.Sum(one => Grown(one.Key, one.Value))))
            .OrderBy(one => one.Bound).ToList();
        return Reading.Of(HistogramQuantile.Find(quantile.Q, buckets));
    }

    private static double ParseBound(string text) => text == "+Inf" ? double.PositiveInfinity : double.Parse(text, CultureInfo.InvariantCulture);
}
