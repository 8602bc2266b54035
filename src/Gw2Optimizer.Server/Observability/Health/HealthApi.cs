using Gw2Optimizer.Server.Observability.Metrics;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Observability.Health;

/// <summary><c>/health</c> for people and balancers, <c>/health/live</c> for whoever restarts processes, <c>/health/ready</c> for whoever routes to them.</summary>
internal static class HealthApi
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapHealth(this WebApplication app)
    {
        AddMetrics(app.Services);
        app.MapMethods("/health", Methods, HealthAsync);
        app.MapMethods("/health/live", Methods, (TimeProvider time) => JsonAnswers.Ok(new { Status = "alive", Timestamp = time.GetUtcNow().UtcDateTime }));
        app.MapMethods("/health/ready", Methods, ReadyAsync);
    }

    private static void AddMetrics(IServiceProvider services)
    {
        var probes = services.GetRequiredService<HealthProbes>();
        var meter = services.GetRequiredService<ServerMetrics>().Meter;
        services.GetRequiredService<MetricsRegistry>().BeforeScrape(() => AskAsync(probes));
        meter.CreateObservableGauge("db_up", () => probes.Database.WasUp ? 1 : 0, description: "1 where the database answers.");
        meter.CreateObservableGauge("redis_up", () => probes.Redis is { WasUp: true } ? 1 : 0, description: "1 where Redis answers, 0 also where none is configured.");
    }

    private static async Task<IResult> HealthAsync(HealthProbes probes, TimeProvider time)
    {
        var (database, redis) = await AskAsync(probes);
        return Results.Json(
            new { Status = !database ? "unhealthy" : redis is false ? "degraded" : "healthy", Timestamp = time.GetUtcNow().UtcDateTime },
            JsonAnswers.Options,
            statusCode: database ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    /// <remarks>A Redis that is away makes the server slower, and no less able.</remarks>
    private static async Task<IResult> ReadyAsync(HealthProbes probes, Readiness readiness)
    {
        var (database, redis) = await AskAsync(probes);
        var answer = new
        {
            Status = readiness.IsDraining ? "draining" : database ? "ready" : "unavailable",

            // The schema was looked at before the server began to listen, so it stands or falls with the database.
            Checks = new { Database = Word(database), Redis = Word(redis), Migrations = database ? "ok" : "unknown" },
        };
        var ready = database && !readiness.IsDraining;
        return Results.Json(answer, JsonAnswers.Options, statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<(bool Database, bool? Redis)> AskAsync(HealthProbes probes)
    {
        var (database, redis) = (probes.Database.IsUpAsync(), probes.Redis?.IsUpAsync());
        return (await database, redis is null ? null : await redis);
    }

    private static string Word(bool? up) => up switch
    {
        true => "ok",
        false => "down",
        null => "off",
    };
}
