namespace GoLive.Reports;

internal static class Percentiles
{
    /// <summary>The nearest rank.</summary>
    /// <param name="values">One or more.</param>
    /// <param name="share">Above 0, up to 1.</param>
    public static double Of(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
    }
}
