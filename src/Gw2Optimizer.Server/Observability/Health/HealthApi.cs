using System.Diagnostics.Metrics;
using Gw2Optimizer.Server.Docs;
using Gw2Optimizer.Server.Observability.Metrics;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Observability.Health;

/// <summary><c>/health</c> for people and balancers, <c>/health/live</c> for whoever restarts processes, <c>/health/ready</c> for whoever routes to them.</summary>
internal static class HealthApi
{
    private const string Tag = "Operations";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapHealth(this WebApplication app)
    {
        AddMetrics(app.Services);
        app.MapMethods("/health", Methods, HealthAsync)
            .Told(Tag, "How the server is: healthy, degraded (without Redis), or unhealthy (without its database).")
            .Answers(200, """{"status":"healthy","timestamp":"2025-11-16T10:00:00Z"}""").Answers(503, """{"status":"unhealthy","timestamp":"2025-11-16T10:00:00Z"}""");
        app.MapMethods("/health/live", Methods, (TimeProvider time) => JsonAnswers.Ok(new { Status = "alive", Timestamp = time.GetUtcNow().UtcDateTime }))
            .Told(Tag, "Whether the process is alive.").Answers(200, """{"status":"alive","timestamp":"2025-11-16T10:00:00Z"}""");
        app.MapMethods("/health/ready", Methods, ReadyAsync)
            .Told(Tag, "Whether this node wants work, and what it lacks.")
            .Answers(200, """{"status":"ready","checks":{"database":"ok","redis":"off","migrations":"ok"}}""")
            .Answers(503, """{"status":"unavailable","checks":{"database":"down","redis":"off","migrations":"unknown"}}""");
    }

    private static void AddMetrics(IServiceProvider services)
    {
        var probes = services.GetRequiredService<HealthProbes>();
        var meter = services.GetRequiredService<ServerMetrics>().Meter;
        services.GetRequiredService<MetricsRegistry>().BeforeScrape(() => AskAsync(probes));
        meter.CreateObservableGauge("db_up", () => probes.Database.WasUp ? 1 : 0, description: "1 where the database answers.");
        meter.CreateObservableGauge("redis_up", () => probes.Redis is { } redis ? [new Measurement<int>(redis.WasUp ? 1 : 0)] : (IReadOnlyList<Measurement<int>>)[], description: "1 where Redis answers; absent where none is configured.");
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
