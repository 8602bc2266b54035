using static GoLive.Monitoring.Dashboards.Expressions;

namespace GoLive.Monitoring.Dashboards;

internal static class GameSessionCacheDashboard
{
    public static Dashboard Of(Limits limits) => new("game-session-cache.json", "game-session-cache", "Game Session Cache",
    [
        limits.Watched("cache_hit_rate", "Cache Hit Rate", "percentunit") with { Limit = limits.Goal("cache_hit_rate") },
        new Panel("Cache Misses", PanelKind.Lines, "ops", new Query(PerSecond("game_session_cache_misses_total", "operation, reason"), "{{operation}}: {{reason}}")),
        new Panel("Cache Errors", PanelKind.Lines, "ops", new Query(PerSecond("game_session_cache_errors_total", "operation"), "{{operation}}")) { Limit = limits.Alert("ReplayErrorsHigh") },
        new Panel("Cache Hits", PanelKind.Lines, "ops", new Query(PerSecond("game_session_cache_hits_total", "operation"), "{{operation}}")),
        new Panel("Hydrate against prune", PanelKind.Lines, "ops", new Query(PerSecond("""game_session_cache_writes_total{operation="replay_hydrate"}"""), "hydrate"), new Query(PerSecond("""game_session_cache_writes_total{operation="replay_prune"}"""), "prune")),
        new Panel("Cache writes", PanelKind.Lines, "ops", new Query(PerSecond("game_session_cache_writes_total", "operation"), "{{operation}}")),
        limits.Watched("ack_lag", "Replay backlog: the largest of a session", "short"),
        limits.Watched("backlog_after_ack", "Replay backlog 5 s after an ack, P95", "short") with { Limit = limits.Goal("backlog_after_ack") },
        new Panel("Reconnect", PanelKind.Lines, "s", Percentiles("ws_reconnect_duration_seconds")) { Limit = limits.Goal("reconnect_p95") },
        new Panel("Handshakes by outcome", PanelKind.Lines, "ops", new Query(PerSecond("ws_resume_attempts_total", "outcome"), "{{outcome}}")),
        limits.Watched("resume_failures", "Handshakes refused for their resume token", "percentunit"),
        new Panel("From an ack to the pruned cache, P95", PanelKind.Lines, "s", new Query(Percentile(0.95, "game_prune_duration_seconds"), "P95")) { Limit = limits.Goal("prune_p95") },
        new Panel("Log warnings and errors, GameSessionRegistryRedis", PanelKind.Lines, "short", new Query("sum(increase(game_session_cache_log_warnings_total[$__rate_interval]))", "lines")) { Limit = limits.Goal("log_warnings") },
        new Panel("Sockets", PanelKind.Lines, "short", new Query("sum by (channel) (ws_connections)", "{{channel}}")),
    ]);
}
