using Gw2Optimizer.Server.Observability.Metrics;

namespace Gw2Optimizer.Server.Games;

/// <summary>The engine's series that exist from the start.</summary>
internal static class GameMetrics
{
    private static readonly string[] LookUps = ["session_by_game_user", "session_by_id", "replay_fetch"];
    private static readonly string[] Writes = ["session_snapshot", "replay_append", "replay_hydrate", "replay_prune"];

    public static void Declare(MetricsRegistry registry)
    {
        registry.Declare("ws_resume_attempts_total", ("outcome", ["resumed", "new_session", "invalid_token"]));
        registry.Declare("ws_connections", ("channel", ["game", "notifications", "matchmaking"]));
        registry.Declare("game_session_cache_hits_total", ("operation", LookUps));
        registry.Declare("game_session_cache_misses_total", ("operation", LookUps), ("reason", ["not_found", "stale", "error"]));
        registry.Declare("game_session_cache_writes_total", ("operation", Writes));
        registry.Declare("game_session_cache_errors_total", ("operation", [.. LookUps, .. Writes]));
        registry.Declare(
            "game_session_db_duration_seconds",
            ("operation", ["append", "read_events", "session_by_game_user", "session_by_id", "upsert_session", "ack", "prune"]),
            ("status", ["ok", "error"]));
        foreach (var metric in (string[])[
            "ws_resume_invalid_token_total", "ws_reconnect_duration_seconds", "game_events_appended_total", "game_events_replayed_total", "game_flag_falls_total",
            "game_session_cache_log_warnings_total", "game_prune_duration_seconds", "ws_replay_backlog_size", "ws_replay_backlog_after_ack_events"])
        {
            registry.Declare(metric);
        }
    }
}
