using GoLive.Gates;

namespace GoLive.Monitoring;

/// <summary>The files below <c>monitoring/</c> that are made and never written by hand.</summary>
internal static class MonitoringFiles
{
    public const string Alerts = "monitoring/prometheus-alerts.yml";

    /// <summary>By their path in the repository.</summary>
    public static IReadOnlyDictionary<string, string> Render(SloFile slo) => new Dictionary<string, string>
    {
        [Alerts] = AlertRules.Render(slo, Pace.Real),
    };
}
