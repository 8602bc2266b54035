using System.Globalization;
using GoLive.Gates;

namespace GoLive.Monitoring;

/// <summary>What an alert says to people, in Prometheus's templates.</summary>
internal sealed record AlertText(Slo Slo, Alert Alert)
{
    private const string Runbook = "docs/RUNBOOK_PRODUCTION.md";
    private const string Share = "share";
    private const string Seconds = "seconds";

    /// <summary>Where the runbook tells what to do.</summary>
    public string RunbookUrl => $"{Runbook}#{Alert.Name.ToLowerInvariant()}";

    public string Summary => $"{Subject}{Slo.What}: {Measured}";

    public string Description => $"{Subject}{Slo.What}: {Measured}, wanted {Wanted}{(Alert.For > TimeSpan.Zero ? $", for {Durations.Text(Alert.For)}" : "")}.";

    private string Subject => Alert.Label is { } label ? $"{{{{ $labels.{label} }}}}: " : "";

    private string Measured => Slo.Unit switch
    {
        Share => "{{ $value | humanizePercentage }}",
        Seconds => "{{ $value | humanizeDuration }}",
        _ => $"{{{{ $value | humanize }}}} {Slo.Unit}",
    };

    private string Wanted => Alert.Bound switch
    {
        { Max: { } max } => $"at most {Told(max)}",
        { Min: { } min } => $"at least {Told(min)}",
        _ => "anything",
    };

    private string Told(double bound) => Slo.Unit switch
    {
        Share => string.Create(CultureInfo.InvariantCulture, $"{bound * 100:0.###} %"),
        Seconds when bound > 0 => Durations.Text(TimeSpan.FromSeconds(bound)),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bound} {Slo.Unit}"),
    };
}
