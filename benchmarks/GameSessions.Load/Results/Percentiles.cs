using System.Diagnostics;

namespace GameSessions.Load.Results;

/// <summary>Times in order, by nearest rank; in ms.</summary>
internal sealed class Percentiles
{
    private readonly double[] sorted;

    /// <param name="ticks">Of the monotonic clock.</param>
    public Percentiles(IEnumerable<long> ticks) => sorted = [.. ticks.Select(t => t * 1_000.0 / Stopwatch.Frequency).Order()];

    public int Count => sorted.Length;

    /// <param name="share">From 0 to 1.</param>
    /// <returns>NaN where nothing was measured.</returns>
    public double this[double share] => sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
}
