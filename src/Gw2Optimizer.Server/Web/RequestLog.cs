using Gw2Optimizer.Server.Observability;
using Gw2Optimizer.Server.Observability.Metrics;

namespace Gw2Optimizer.Server.Web;

/// <summary>Names each request, counts and times it, and logs those of the API: its arrival, its use of the database, its answer.</summary>
internal sealed partial class RequestLog(RequestDelegate next, ServerMetrics metrics, TimeProvider time, ILogger<RequestLog> log)
{
    /// <summary>More of a path is noise, and a caller could fill the disk with it.</summary>
    private const int PathCharactersMax = 200;

    /// <summary>The template of the route that serves the request, of which there are few.</summary>
    public static string RouteOf(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "unmatched";

    public async Task InvokeAsync(HttpContext http)
    {
        var trace = RequestTrace.Begin(RequestIds.Of(http.Request));
        http.Response.Headers[RequestIds.Header] = trace.Id;
        var started = time.GetTimestamp();
        var isApi = ApiPaths.IsApi(http.Request);
        if (isApi)
        {
            Arrived(log, http.Request.Method, Short(http.Request.Path));
        }

        try
        {
            await next(http);
        }
        finally
        {
            var elapsed = time.GetElapsedTime(started);
            if (isApi)
            {
                LogEnd(http, trace, elapsed);
            }

            // An upgraded request lasts as long as its socket, which is no time to answer.
            if (!IsExempt(http.Request.Path) && http.Response.StatusCode is not StatusCodes.Status101SwitchingProtocols)
            {
                metrics.Answered(http.Request.Method, RouteOf(http), http.Response.StatusCode, elapsed);
            }

            RequestTrace.End();
        }
    }

    private static bool IsExempt(PathString path) =>
        path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/metrics", StringComparison.OrdinalIgnoreCase);

    private static string Short(PathString path)
    {
        var text = path.Value ?? "/";
        return text.Length <= PathCharactersMax ? text : text[..PathCharactersMax];
    }

    private void LogEnd(HttpContext http, RequestTrace trace, TimeSpan elapsed)
    {
        if (trace.Reads + trace.Writes > 0)
        {
            UsedDatabase(log, trace.Reads, trace.Writes, trace.DatabaseTime.TotalMilliseconds);
        }

        Answered(log, http.Request.Method, RouteOf(http), http.Response.StatusCode, elapsed.TotalMilliseconds);
    }

    [LoggerMessage(LogLevel.Information, "{Method} {Path}", EventName = "request")]
    private static partial void Arrived(ILogger log, string method, string path);

    [LoggerMessage(LogLevel.Information, "{Reads} reads and {Writes} writes in {Milliseconds:0.0} ms", EventName = "db")]
    private static partial void UsedDatabase(ILogger log, int reads, int writes, double milliseconds);

    [LoggerMessage(LogLevel.Information, "{Method} {Route} answered {Status} in {Milliseconds:0.0} ms", EventName = "response")]
    private static partial void Answered(ILogger log, string method, string route, int status, double milliseconds);
}
