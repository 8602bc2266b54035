using GameSessions.Hosting.Storage;
using Gw2Optimizer.Server.Observability.Metrics;

namespace Gw2Optimizer.Server.Accounts;

internal static class AccountMetrics
{
    private static readonly TimeSpan ActiveWindow = TimeSpan.FromHours(24);

    public static void AddTo(ServerMetrics metrics, MetricsRegistry registry, Users users, TimeProvider time)
    {
        long last = 0;
        registry.BeforeScrape(async () => last = await CountAsync(users, time) ?? last);
        metrics.Meter.CreateObservableGauge("active_users", () => last, description: "Accounts used in the last 24 hours, guests not counted.");
    }

    private static async Task<long?> CountAsync(Users users, TimeProvider time)
    {
        try
        {
            return await users.CountSeenSinceAsync(time.GetUtcNow() - ActiveWindow);
        }
        catch (StorageUnavailableException)
        {
            return null;
        }
    }
}
