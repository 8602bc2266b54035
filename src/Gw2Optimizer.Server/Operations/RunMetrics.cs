using System.Collections.ObjectModel;
using System.Diagnostics.Metrics;
using GameSessions.Hosting.Storage;
using Gw2Optimizer.Server.Observability.Metrics;

namespace Gw2Optimizer.Server.Operations;

/// <summary>The timestamps of last successes, in seconds since 1970; absent until there is one.</summary>
internal static class RunMetrics
{
    private static readonly (RunKind Kind, string Metric, string What)[] Gauges =
    [
        (RunKind.Backup, "backup_last_success_timestamp_seconds", "When a backup last succeeded."),
        (RunKind.RestoreTest, "restore_test_last_success_timestamp_seconds", "When a test of restoring a backup last succeeded."),
    ];

    public static void AddTo(ServerMetrics metrics, MetricsRegistry registry, RunLedger ledger)
    {
        IReadOnlyDictionary<RunKind, DateTimeOffset> last = ReadOnlyDictionary<RunKind, DateTimeOffset>.Empty;
        registry.BeforeScrape(async () => last = await ReadAsync(ledger) ?? last);
        foreach (var (kind, metric, what) in Gauges)
        {
            metrics.Meter.CreateObservableGauge(
                metric,
                () => last.TryGetValue(kind, out var at) ? [new Measurement<double>(at.ToUnixTimeMilliseconds() / 1000.0)] : (IReadOnlyList<Measurement<double>>)[],
                description: what);
        }
    }

    private static async Task<IReadOnlyDictionary<RunKind, DateTimeOffset>?> ReadAsync(RunLedger ledger)
    {
        try
        {
            return await ledger.ReadAsync();
        }
        catch (StorageUnavailableException)
        {
            return null;
        }
    }
}
