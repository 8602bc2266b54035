using System.Diagnostics;

namespace GameSessions.Load.Runs.PostgreSql;

internal static class Rate
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    /// <summary>How much is done in a second by several who each begin the next piece as soon as the last one is done.</summary>
    /// <param name="once">Does a piece, and tells how much that was.</param>
    public static async Task<double> MeasureAsync(int workers, TimeSpan time, Func<int, Task<int>> once)
    {
        long done = 0;
        using var stop = new CancellationTokenSource();
        var working = Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                Interlocked.Add(ref done, await once(worker));
            }
        })).ToList();
        await Task.Delay(WarmUp);
        var (before, watch) = (Interlocked.Read(ref done), Stopwatch.StartNew());
        await Task.WhenAny(Task.Delay(time), Task.WhenAll(working));
        var rate = (Interlocked.Read(ref done) - before) / watch.Elapsed.TotalSeconds;
        await stop.CancelAsync();
        await Task.WhenAll(working);
        return rate;
    }
}
