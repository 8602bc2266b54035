namespace GoLive.Probes;

/// <summary>Prometheus's <c>histogram_quantile</c>: linear within a bucket.</summary>
/// <remarks>https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile</remarks>
internal static class HistogramQuantile
{
    /// <param name="buckets">Upper bounds, ascending, the last one infinite, with the count of all at or below.</param>
    /// <returns>NaN where nothing was counted; the highest finite bound where the quantile lies beyond it.</returns>
    public static double Find(double quantile, IReadOnlyList<(double Bound, double Count)> buckets)
    {
        if (buckets.Count < 2 || !double.IsPositiveInfinity(buckets[^1].Bound) || buckets[^1].Count <= 0)
        {
            return double.NaN;
        }

        var rank = quantile * buckets[^1].Count;
        var at = 0;
        while (buckets[at].Count < rank)
        {
            at++;
        }

        if (at == buckets.Count - 1)
        {
            return buckets[^2].Bound;
        }

        var (bound, count) = buckets[at];
        var (below, under) = at == 0 ? (bound > 0 ? 0 : bound, 0) : buckets[at - 1];
        return count <= under ? bound : below + ((bound - below) * (rank - under) / (count - under));
    }
}
