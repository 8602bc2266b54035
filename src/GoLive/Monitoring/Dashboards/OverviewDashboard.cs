using static GoLive.Monitoring.Dashboards.Expressions;

namespace GoLive.Monitoring.Dashboards;

internal static class OverviewDashboard
{
    public static Dashboard Of(Limits limits) => new("gw2optimizer-main.json", "gw2optimizer-main", "GW2Optimizer Overview",
    [
        new Panel("Request rate", PanelKind.Lines, "reqps", new Query(PerSecond("http_requests_total"), "all"), new Query(PerSecond("http_requests_total", "status"), "{{status}}")),
        new Panel("Error rate", PanelKind.Lines, "percentunit", new Query($"({PerSecond("""http_requests_total{status=~"5.."}""")} or vector(0)) / {PerSecond("http_requests_total")}", "answers 5xx")) { Limit = limits.Alert("HighErrorRate") },
        new Panel("Latency", PanelKind.Lines, "s", Percentiles("http_request_duration_seconds")) { Limit = limits.Alert("HighLatency") },
        new Panel("Active connections", PanelKind.Lines, "short", new Query("sum(http_connections_active)", "connections"), new Query("sum by (channel) (ws_connections)", "sockets: {{channel}}")),
        new Panel("Requests by route", PanelKind.Lines, "reqps", new Query($"topk(10, {PerSecond("http_requests_total", "method, route")})", "{{method}} {{route}}")),
        new Panel("Slowest routes, P95", PanelKind.Lines, "s", new Query($"topk(10, {Percentile(0.95, "http_request_duration_seconds", "le, route")})", "{{route}}")) { Limit = limits.Alert("HighLatency") },
        new Panel("Errors by type", PanelKind.Lines, "short", new Query("sum by (type) (increase(errors_total[$__rate_interval]))", "{{type}}")),
        limits.Watched("timeouts", "Requests that ran out of time", "percentunit"),
    ]);
}
