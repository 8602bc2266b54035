using Gw2Optimizer.Server.Observability.Metrics;

namespace Gw2Optimizer.Server.Storage;

internal static class DatabaseFeature
{
    public static void AddDatabase(this IServiceCollection services, IDatabaseEngine engine)
    {
        // Through a factory, so that the container closes it.
        services.AddSingleton(_ => engine).AddSingleton<Database>();
    }

    public static void CountConnections(this IServiceProvider services)
    {
        var engine = services.GetRequiredService<IDatabaseEngine>();
        var meter = services.GetRequiredService<ServerMetrics>().Meter;
        meter.CreateObservableGauge("db_connections_active", () => engine.Connections.Active, description: "Connections to the database that are at work.");
        meter.CreateObservableGauge("db_connections_idle", () => engine.Connections.Idle, description: "Connections to the database that are open and wait for work.");
        meter.CreateObservableGauge("db_connections_max", () => engine.Connections.Max, description: "Connections to the database that may be open; 0 where nothing limits them.");
    }
}
