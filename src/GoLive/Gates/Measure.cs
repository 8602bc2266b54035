using System.Globalization;

namespace GoLive.Gates;

/// <summary>What is looked at over a window of time. Closed. Both sources of measurements read it: Prometheus as a query, two scrapes as a difference.</summary>
internal abstract record Measure
{
    private Measure() { }

    /// <summary>The names of the metrics that it needs.</summary>
    public abstract IEnumerable<Selector> Selectors { get; }

    /// <summary>In Prometheus's language. NaN, or nothing, where there is nothing to say.</summary>
    public string Query(string window) => Query(new Counting(window));

    public abstract string Query(Counting counting);

    /// <summary>How much a second is looked at, or null where that is not asked.</summary>
    public virtual string? Traffic(Counting counting) => null;

    /// <param name="Q">From 0 to 1.</param>
    public sealed record Quantile(double Q, Selector Histogram) : Measure
    {
        public override IEnumerable<Selector> Selectors => [Histogram];

        public override string Query(Counting counting) =>
            $"histogram_quantile({Q.ToString(CultureInfo.InvariantCulture)}, sum by (le) ({counting.Amount(Histogram.WithSuffix("_bucket"))}))";

        public override string Traffic(Counting counting) => Sum(counting.Rate, [Histogram.WithSuffix("_count")]);
    }

    public sealed record Share(IReadOnlyList<Selector> Part, IReadOnlyList<Selector> Whole) : Measure
    {
        public override IEnumerable<Selector> Selectors => [.. Part.Concat(Whole).Distinct()];

        public override string Query(Counting counting) =>
            $"{Enclosed(Part, Sum(counting.Amount, Part))} / {Enclosed(Whole, Sum(counting.Amount, Whole))}";

        public override string Traffic(Counting counting) => Sum(counting.Rate, Whole);

        private static string Enclosed(IReadOnlyList<Selector> counters, string sum) => counters.Count == 1 ? sum : $"({sum})";
    }

    /// <summary>A second.</summary>
    public sealed record Rate(IReadOnlyList<Selector> Counters) : Measure
    {
        public override IEnumerable<Selector> Selectors => Counters;

        public override string Query(Counting counting) => Sum(counting.Rate, Counters);
    }

    public sealed record Increase(IReadOnlyList<Selector> Counters) : Measure
    {
        public override IEnumerable<Selector> Selectors => Counters;

        public override string Query(Counting counting) => Sum(counting.Increase, Counters);
    }

    /// <summary>What only Prometheus can tell. Its durations stand in braces, <c>{5m}</c>, or as seconds, <c>{5m:s}</c>, so that a drill can shorten them.</summary>
    public sealed record Expression(string Text) : Measure
    {
        public override IEnumerable<Selector> Selectors => [];

        public override string Query(Counting counting) => counting.Fill(Text);
    }

    private static string Sum(Func<Selector, string> count, IReadOnlyList<Selector> counters) =>
        string.Join(" + ", counters.Select(counter => $"sum({count(counter)})"));
}
