using Gw2Optimizer.Server.Observability.Metrics;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Observability.Health;

/// <summary><c>/health</c> for people and balancers, <c>/health/live</c> for whoever restarts processes, <c>/health/ready</c> for whoever routes to them.</summary>
internal static class HealthApi
{
    private const string Ok = "ok";
    private const string Down = "down";
    private const string Off = "off";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapHealth(this WebApplication app)
    {
        var probe = app.Services.GetRequiredService<DatabaseProbe>();
        var metrics = app.Services.GetRequiredService<ServerMetrics>();
        metrics.Meter.CreateObservableGauge("db_up", () => LastAnswer(probe), description: "1 where the database answers.");

        app.MapMethods("/health", Methods, HealthAsync);
        app.MapMethods("/health/live", Methods, (TimeProvider time) => JsonAnswers.Ok(new { Status = "alive", Timestamp = time.GetUtcNow().UtcDateTime }));
        app.MapMethods("/health/ready", Methods, ReadyAsync);
    }

    private static async Task<IResult> HealthAsync(DatabaseProbe probe, TimeProvider time)
    {
        var up = await probe.IsUpAsync();
        return Results.Json(
            new { Status = up ? "healthy" : "unhealthy", Timestamp = time.GetUtcNow().UtcDateTime },
            JsonAnswers.Options,
            statusCode: up ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> ReadyAsync(DatabaseProbe probe, Readiness readiness)
    {
        var up = await probe.IsUpAsync();
        var ready = up && !readiness.IsDraining;

        // Migrations are applied before the server listens, so they stand or fall with the file.
        var answer = new
        {
            Status = readiness.IsDraining ? "draining" : up ? "ready" : "unavailable",
            Checks = new { Database = up ? Ok : Down, Redis = Off, Migrations = up ? Ok : "unknown" },
        };
        return Results.Json(answer, JsonAnswers.Options, statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>A scrape waits for the probe, which has a time limit of its own.</summary>
    private static int LastAnswer(DatabaseProbe probe) => probe.IsUpAsync().GetAwaiter().GetResult() ? 1 : 0;
}
