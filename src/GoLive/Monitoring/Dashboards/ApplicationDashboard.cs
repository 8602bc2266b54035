using static GoLive.Monitoring.Dashboards.Expressions;

namespace GoLive.Monitoring.Dashboards;

internal static class ApplicationDashboard
{
    public static Dashboard Of(Limits limits) => new("gw2optimizer-application.json", "gw2optimizer-application", "GW2Optimizer Application",
    [
        new Panel("CPU", PanelKind.Lines, "percentunit", new Query("rate(process_cpu_seconds_total[$__rate_interval])", "{{instance}}, of one core")),
        new Panel("Memory", PanelKind.Lines, "bytes", new Query("process_resident_memory_bytes", "{{instance}} resident"), new Query("process_managed_memory_bytes", "{{instance}} managed")),
        new Panel("Database connections", PanelKind.Lines, "short", new Query("sum by (instance) (db_connections_active)", "{{instance}} active"), new Query("sum by (instance) (db_connections_idle)", "{{instance}} idle"), new Query("sum by (instance) (db_connections_max)", "{{instance}} at most, 0: any number")),
        new Panel("Redis hits and misses", PanelKind.Lines, "ops", new Query(PerSecond("redis_hits_total"), "hits"), new Query(PerSecond("redis_misses_total"), "misses")),
        new Panel("Time of the session store, P95", PanelKind.Lines, "s", new Query(Percentile(0.95, "game_session_db_duration_seconds", "le, operation"), "{{operation}}")),
        new Panel("Failed calls of the session store", PanelKind.Lines, "ops", new Query($"{PerSecond("""game_session_db_duration_seconds_count{status="error"}""", "operation")}", "{{operation}}")),
        limits.Watched("instances", "Servers", "short", PanelKind.Number, "{{instance}}") with { Width = 8 },
        limits.Watched("database", "Database", "short", PanelKind.Number, "{{instance}}") with { Width = 8 },
        limits.Watched("redis", "Redis", "short", PanelKind.Number, "{{instance}}") with { Width = 8 },
        new Panel("Threads and open files", PanelKind.Lines, "short", new Query("process_threads", "{{instance}} threads"), new Query("process_open_fds", "{{instance}} files")),
        new Panel("Time since the start", PanelKind.Lines, "s", new Query("time() - process_start_time_seconds", "{{instance}}")),
    ]);
}
