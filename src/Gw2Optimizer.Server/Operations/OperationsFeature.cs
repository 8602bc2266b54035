using Gw2Optimizer.Server.Configuration;
using Gw2Optimizer.Server.Observability.Metrics;

namespace Gw2Optimizer.Server.Operations;

internal static class OperationsFeature
{
    public static void AddOperations(this IServiceCollection services) => services.AddSingleton<RunLedger>();

    public static void MapOperations(this RouteGroupBuilder api, IServiceProvider services)
    {
        var metrics = services.GetRequiredService<ServerMetrics>();
        RunMetrics.AddTo(metrics, services.GetRequiredService<MetricsRegistry>(), services.GetRequiredService<RunLedger>());
        RotationMetrics.AddTo(metrics, services.GetRequiredService<Settings>().Rotation);
        api.MapRuns();
    }
}
