using System.Globalization;

namespace GoLive.Gates;

/// <summary>What is looked at over a window of time. Closed. Both sources of measurements read it: Prometheus as a query, two scrapes as a difference.</summary>
internal abstract record Measure
{
    private Measure() { }

    /// <summary>The names of the metrics that it needs.</summary>
    public abstract IEnumerable<Selector> Selectors { get; }

    /// <summary>In Prometheus's language. NaN, or nothing, where there is nothing to say.</summary>
    public abstract string Query(string window);

    /// <param name="Q">From 0 to 1.</param>
    public sealed record Quantile(double Q, Selector Histogram) : Measure
    {
        public override IEnumerable<Selector> Selectors => [Histogram];

        public override string Query(string window) =>
            $"histogram_quantile({Q.ToString(CultureInfo.InvariantCulture)}, sum by (le) (rate({Histogram.WithSuffix("_bucket")}[{window}])))";
    }

    public sealed record Share(IReadOnlyList<Selector> Part, IReadOnlyList<Selector> Whole) : Measure
    {
        public override IEnumerable<Selector> Selectors => [.. Part.Concat(Whole).Distinct()];

        public override string Query(string window) =>
            $"{Sum("rate", Part, window)} / {(Whole.Count == 1 ? Sum("rate", Whole, window) : $"({Sum("rate", Whole, window)})")}";

        /// <summary>How much of the whole there is a second.</summary>
        public string Traffic(string window) => Sum("rate", Whole, window);
    }

    /// <summary>A second.</summary>
    public sealed record Rate(IReadOnlyList<Selector> Counters) : Measure
    {
        public override IEnumerable<Selector> Selectors => Counters;

        public override string Query(string window) => Sum("rate", Counters, window);
    }

    public sealed record Increase(IReadOnlyList<Selector> Counters) : Measure
    {
        public override IEnumerable<Selector> Selectors => Counters;

        public override string Query(string window) => Sum("increase", Counters, window);
    }

    private static string Sum(string function, IReadOnlyList<Selector> counters, string window) =>
        string.Join(" + ", counters.Select(counter => $"sum({function}({counter}[{window}]))"));
}
