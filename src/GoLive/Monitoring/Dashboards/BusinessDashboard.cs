using static GoLive.Monitoring.Dashboards.Expressions;

namespace GoLive.Monitoring.Dashboards;

internal static class BusinessDashboard
{
    public static Dashboard Of(Limits limits) => new("gw2optimizer-business.json", "gw2optimizer-business", "GW2Optimizer Business",
    [
        new Panel("Active users, 24 h", PanelKind.Number, "short", new Query("max(active_users)", "users")) { Width = 6 },
        new Panel("Builds created", PanelKind.Number, "short", new Query("sum(increase(builds_created_total[$__range]))", "builds")) { Width = 6 },
        new Panel("Teams created", PanelKind.Number, "short", new Query("sum(increase(teams_created_total[$__range]))", "teams")) { Width = 6 },
        new Panel("Sockets", PanelKind.Number, "short", new Query("sum(ws_connections)", "sockets")) { Width = 6 },
        new Panel("AI requests", PanelKind.Lines, "reqps", new Query(PerSecond("ai_requests_total", "operation, source"), "{{operation}} by {{source}}")),
        new Panel("Calls of the language model", PanelKind.Lines, "reqps", new Query(PerSecond("mistral_requests_total"), "calls"), new Query(PerSecond("mistral_errors_total"), "failed")),
        new Panel("Tokens of the language model, 24 h", PanelKind.Lines, "short", new Query("sum(increase(mistral_tokens_used_total[24h]))", "tokens")) { Limit = limits.Alert("HighAICost") },
        new Panel("Game events", PanelKind.Lines, "ops", new Query(PerSecond("game_events_appended_total"), "appended"), new Query(PerSecond("game_events_replayed_total"), "replayed"), new Query(PerSecond("game_flag_falls_total"), "flags fallen")),
        new Panel("Runs of the learning pipeline", PanelKind.Lines, "short", new Query("sum by (result) (increase(learning_pipeline_runs_total[$__range]))", "{{result}}")),
        limits.Watched("pipeline_age", "Since the learning pipeline last succeeded", "s"),
        limits.Watched("backup_age", "Since a backup last succeeded", "s"),
        limits.Watched("restore_test_age", "Since restoring a backup was last tested", "s"),
    ]);
}
