using System.Globalization;

namespace GoLive.Monitoring.Dashboards;

/// <summary>Expressions that more than one panel needs.</summary>
internal static class Expressions
{
    private static readonly double[] Shown = [0.5, 0.95, 0.99];

    public static string PerSecond(string counter, string by = "") => $"{Sum(by)} (rate({counter}[$__rate_interval]))";

    /// <summary>p50, p95 and p99 of a histogram.</summary>
    public static IReadOnlyList<Query> Percentiles(string histogram) =>
        [.. Shown.Select(q => new Query(Percentile(q, histogram), string.Create(CultureInfo.InvariantCulture, $"p{q * 100:0}")))];

    public static string Percentile(double q, string histogram, string by = "le") =>
        string.Create(CultureInfo.InvariantCulture, $"histogram_quantile({q}, sum by ({by}) (rate({histogram}_bucket[$__rate_interval])))");

    private static string Sum(string by) => by.Length > 0 ? $"sum by ({by})" : "sum";
}
