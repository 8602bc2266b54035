using Gw2Optimizer.Server.Observability.Metrics;

namespace Gw2Optimizer.Server.Games;

/// <summary>The engine's series that exist from the start.</summary>
internal static class GameMetrics
{
    public static void Declare(MetricsRegistry registry)
    {
        registry.Declare("ws_resume_attempts_total", ("outcome", ["resumed", "new_session", "invalid_token"]));
        registry.Declare("ws_connections", ("channel", ["game", "notifications", "matchmaking"]));
        foreach (var metric in (string[])["ws_resume_invalid_token_total", "ws_reconnect_duration_seconds", "game_events_appended_total", "game_events_replayed_total", "game_flag_falls_total"])
        {
            registry.Declare(metric);
        }
    }
}
