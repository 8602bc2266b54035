using System.Diagnostics.Metrics;
using GameSessions.Hosting.Storage;
using Gw2Optimizer.Server.Observability.Sentry;

namespace Gw2Optimizer.Server.Observability.Metrics;

/// <summary>The server's own instruments, on the meter <c>Gw2Optimizer</c>.</summary>
internal sealed class ServerMetrics
{
    private static readonly InstrumentAdvice<double> DurationBounds = new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] };

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    private readonly Counter<long> requests;
    private readonly Histogram<double> durations;
    private readonly UpDownCounter<long> connections;
    private readonly Counter<long> errors;
    private readonly Counter<long> timeouts;

    public ServerMetrics(IMeterFactory meters, MetricsRegistry registry)
    {
        Meter = meters.Create("Gw2Optimizer");
        requests = Meter.CreateCounter<long>("http_requests_total", description: "Requests answered, by method, route template and status.");
        durations = Meter.CreateHistogram("http_request_duration_seconds", description: "Time from a request's arrival to the end of its answer.", advice: DurationBounds);
        connections = Meter.CreateUpDownCounter<long>("http_connections_active", description: "Open connections to the server.");
        errors = Meter.CreateCounter<long>("errors_total", description: "Errors of the server's own making, by type.");
        timeouts = Meter.CreateCounter<long>("http_timeouts_total", description: "Requests that ran out of time.");
        registry.Declare("http_requests_total", ("method", ["GET"]), ("route", ["unmatched"]), ("status", ["404"]));
        registry.Declare("http_request_duration_seconds", ("method", ["GET"]), ("route", ["unmatched"]));
        registry.Declare("http_connections_active");
        registry.Declare("http_timeouts_total");
        registry.Declare("errors_total", ("type", [nameof(StorageUnavailableException), nameof(SentryTestException)]));
        ProcessMetrics.AddTo(Meter);
    }

    /// <summary>For the gauges of other features of this application.</summary>
    public Meter Meter { get; }

    public void Answered(string method, string route, int status, TimeSpan elapsed)
    {
        var known = Methods.Contains(method) ? method : "OTHER";
        requests.Add(1, new("method", known), new("route", route), new("status", status));
        durations.Record(elapsed.TotalSeconds, new("method", known), new("route", route));
    }

    public void Connected() => connections.Add(1);

    public void Disconnected() => connections.Add(-1);

    /// <summary>By the short name of the exception, so that a new kind of error is a new series.</summary>
    public void Failed(Exception error)
    {
        errors.Add(1, new KeyValuePair<string, object?>("type", error.GetType().Name));
        if (RanOutOfTime(error))
        {
            TimedOut();
        }
    }

    /// <summary>A request ended because something took too long.</summary>
    public void TimedOut() => timeouts.Add(1);

    /// <remarks>A deadline of ours shows as a cancellation; a caller who left is not told here.</remarks>
    private static bool RanOutOfTime(Exception? error) => error is TimeoutException or OperationCanceledException || (error is not null && RanOutOfTime(error.InnerException));
}
