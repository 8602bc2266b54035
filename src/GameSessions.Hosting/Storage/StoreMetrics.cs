using System.Diagnostics.Metrics;

namespace GameSessions.Hosting.Storage;

/// <summary>How long the store takes, by operation. Thread-safe.</summary>
internal sealed class StoreMetrics(Meter meter, TimeProvider time)
{
    private readonly Histogram<double> durations = meter.CreateHistogram(
        "game_session_db_duration_seconds",
        "s",
        "From a call of the store to its answer.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] });

    public async Task<T> MeasureAsync<T>(string operation, Task<T> asked)
    {
        var since = time.GetTimestamp();
        try
        {
            var answer = await asked;
            Record(operation, since, "ok");
            return answer;
        }
        catch
        {
            Record(operation, since, "error");
            throw;
        }
    }

    private void Record(string operation, long since, string status) =>
        durations.Record(time.GetElapsedTime(since).TotalSeconds, new("operation", operation), new KeyValuePair<string, object?>("status", status));
}
