using GoLive.Gates;

namespace GoLive.Monitoring.Dashboards;

/// <summary>What dashboards draw of the thresholds.</summary>
internal sealed class Limits(SloFile slo)
{
    /// <summary>Where people are told.</summary>
    public Bound Alert(string name) => slo.Slos.SelectMany(one => one.Alerts).Single(alert => alert.Name == name).Bound;

    /// <summary>What is aimed at.</summary>
    public Bound Goal(string name) => Named(name).Goal ?? throw new ArgumentException($"{name} has no goal.", nameof(name));

    /// <summary>A panel of what a threshold looks at, with the threshold of its alert.</summary>
    /// <param name="name">Of the slo.</param>
    public Panel Watched(string name, string title, string unit, PanelKind kind = PanelKind.Lines, string legend = "") =>
        new(title, kind, unit, new Query(Named(name).Measure.Query("$__rate_interval"), legend.Length > 0 ? legend : title)) { Limit = Named(name).Alerts[0].Bound };

    private Slo Named(string name) => slo.Slos.Single(one => one.Name == name);
}
