namespace GoLive.Monitoring.Dashboards;

internal static class AlertsDashboard
{
    public const string Firing = """ALERTS{alertstate="firing"}""";

    public static Dashboard Of() => new("gw2optimizer-alerts.json", "gw2optimizer-alerts", "GW2Optimizer Alerts",
    [
        new Panel("Firing now", PanelKind.Number, "short", new Query($"count({Firing}) or vector(0)", "alerts")) { Width = 6, Limit = new(Min: null, Max: 0) },
        new Panel("Active alerts", PanelKind.Table, "short", new Query("""max by (alertname, severity, alertstate, instance) (ALERTS)""", "{{alertname}}")) { Width = 18 },
        new Panel("Incident timeline", PanelKind.Timeline, "short", new Query($"max by (alertname) ({Firing})", "{{alertname}}")) { Width = 24 },
        new Panel("Alert history: firing, by severity", PanelKind.Lines, "short", new Query($"count by (severity) ({Firing})", "{{severity}}")) { Width = 24 },
        new Panel("Alert history: evaluations at which each fired", PanelKind.Table, "short", new Query($"sum by (alertname, severity) (count_over_time({Firing}[$__range]))", "{{alertname}}")) { Width = 24 },
    ]);
}
