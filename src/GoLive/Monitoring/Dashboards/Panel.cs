using GoLive.Gates;

namespace GoLive.Monitoring.Dashboards;

/// <summary>How a panel draws.</summary>
internal enum PanelKind
{
    Lines,

    /// <summary>The last number, large.</summary>
    Number,

    /// <summary>A bar a series, filled while it has a value.</summary>
    Timeline,

    /// <summary>What there is now, a row a series.</summary>
    Table,
}

/// <param name="Expression">In Prometheus's language, with Grafana's <c>$__rate_interval</c> and <c>$__range</c>.</param>
/// <param name="Legend">A series' name, with its labels in double braces.</param>
internal sealed record Query(string Expression, string Legend);

/// <param name="Unit">A unit of Grafana, such as <c>s</c> or <c>percentunit</c>.</param>
internal sealed record Panel(string Title, PanelKind Kind, string Unit, params IReadOnlyList<Query> Queries)
{
    /// <summary>Columns of 24.</summary>
    public int Width { get; init; } = 12;

    /// <summary>What passes; beyond it the panel turns red.</summary>
    public Bound? Limit { get; init; }
}

/// <param name="File">Its name below <c>monitoring/dashboards/</c>.</param>
/// <param name="Uid">What links to it say; never changes.</param>
internal sealed record Dashboard(string File, string Uid, string Title, IReadOnlyList<Panel> Panels);
