using GoLive.Gates;
using GoLive.Monitoring.Dashboards;

namespace GoLive.Monitoring;

/// <summary>The files below <c>monitoring/</c> that are made and never written by hand.</summary>
internal static class MonitoringFiles
{
    public const string Alerts = "monitoring/prometheus-alerts.yml";
    private const string DashboardFolder = "monitoring/dashboards";

    /// <summary>By their path in the repository.</summary>
    public static IReadOnlyDictionary<string, string> Render(SloFile slo) => new Dictionary<string, string>(
        Dashboards(slo).Select(dashboard => KeyValuePair.Create($"{DashboardFolder}/{dashboard.File}", DashboardJson.Render(dashboard))))
    {
        [Alerts] = AlertRules.Render(slo, Pace.Real),
    };

    public static IReadOnlyList<Dashboard> Dashboards(SloFile slo)
    {
        var limits = new Limits(slo);
        return [OverviewDashboard.Of(limits), ApplicationDashboard.Of(limits), BusinessDashboard.Of(limits), AlertsDashboard.Of(), GameSessionCacheDashboard.Of(limits)];
    }
}
