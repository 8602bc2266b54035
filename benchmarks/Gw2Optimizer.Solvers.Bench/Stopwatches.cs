using System.Diagnostics;

namespace Gw2Optimizer.Solvers.Bench;

internal static class Stopwatches
{
    /// <summary>Median and least of so many runs, in milliseconds, after as many to warm up.</summary>
    public static (double Median, double Best) Milliseconds(int rounds, Action run)
    {
        var times = new List<double>();
        for (var round = 0; round < 2 * rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            run();
            if (round >= rounds)
            {
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        times.Sort();
        return (times[times.Count / 2], times[0]);
    }
}
