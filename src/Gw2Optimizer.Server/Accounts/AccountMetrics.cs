using GameSessions.Hosting.Storage;
using Gw2Optimizer.Server.Observability.Metrics;

namespace Gw2Optimizer.Server.Accounts;

internal static class AccountMetrics
{
    private static readonly TimeSpan ActiveWindow = TimeSpan.FromHours(24);

    public static void AddTo(ServerMetrics metrics, Users users, TimeProvider time)
    {
        long last = 0;
        metrics.Meter.CreateObservableGauge("active_users", () => last = Count(users, time) ?? last, description: "Accounts used in the last 24 hours, guests not counted.");
    }

    private static long? Count(Users users, TimeProvider time)
    {
        try
        {
            return users.CountSeenSince(time.GetUtcNow() - ActiveWindow);
        }
        catch (StorageUnavailableException)
        {
            return null;
        }
    }
}
