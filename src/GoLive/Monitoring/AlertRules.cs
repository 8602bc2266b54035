using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GoLive.Gates;

namespace GoLive.Monitoring;

/// <summary>Prometheus's alert rules, made of the thresholds.</summary>
internal static class AlertRules
{
    public const string Group = "gw2optimizer";
    private const string Interval = "30s";

    private static readonly JsonSerializerOptions AsIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The label by which Alertmanager finds whom to tell.</summary>
    public const string SeverityLabel = "severity";

    /// <summary>Breached where it returns anything.</summary>
    public static string Expression(Alert alert, SloFile slo, Pace pace)
    {
        var counting = new LateCounting(alert.Window, slo.BornLate, pace);
        var query = alert.Measure.Query(counting);
        var breach = $"{(query.Contains(' ') ? $"({query})" : query)} {Limit(alert.Bound)}";
        return alert.Traffic is { } traffic
            ? $"{breach}\nand {alert.Measure.Traffic(new Counting(Durations.Text(pace.Window(alert.Window))))} >= {Text(traffic)}"
            : breach;
    }

    /// <param name="interval">Between two evaluations; null: as in production.</param>
    public static string Render(SloFile slo, Pace pace, string? interval = null)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Made of deploy/slo.yaml by: golive monitoring
            groups:
              - name: {Group}
                interval: {interval ?? Interval}
                rules:

            """);
        foreach (var (one, alert) in slo.Slos.SelectMany(one => one.Alerts.Select(alert => (one, alert))))
        {
            text.Append(Rule(one, alert, slo, pace));
        }

        return text.ToString();
    }

    private static string Rule(Slo one, Alert alert, SloFile slo, Pace pace)
    {
        var said = new AlertText(one, alert);
        var wait = pace.Wait(alert.For);
        return $"""
                  - alert: {alert.Name}
                    expr: |-
                      {Expression(alert, slo, pace).ReplaceLineEndings("\n          ")}
                    for: {(wait > TimeSpan.Zero ? Durations.Text(wait) : "0s")}
                    labels: {"{"} {SeverityLabel}: {alert.Severity.ToString().ToLowerInvariant()} {"}"}
                    annotations:
                      summary: {Quoted(said.Summary)}
                      description: {Quoted(said.Description)}
                      runbook_url: {Quoted(said.RunbookUrl)}

            """;
    }

    private static string Limit(Bound bound) => bound.Max is { } max ? $"> {Text(max)}" : $"< {Text(bound.Min!.Value)}";

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A string of JSON is one of YAML.</summary>
    private static string Quoted(string text) => JsonSerializer.Serialize(text, AsIs);
}
