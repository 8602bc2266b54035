using System.Text.Json.Serialization;

namespace GoLive.Reports;

/// <summary>How something ended; the worst of its parts.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Outcome>))]
internal enum Outcome
{
    [JsonStringEnumMemberName("skipped")]
    Skipped,
    [JsonStringEnumMemberName("pass")]
    Pass,
    [JsonStringEnumMemberName("unknown")]
    Unknown,
    [JsonStringEnumMemberName("fail")]
    Fail,
}

/// <summary>What a run found, as <c>report.json</c> keeps it.</summary>
internal sealed record Report
{
    public required string Verb { get; init; }

    /// <summary>The name of its folder.</summary>
    public required string Run { get; init; }

    /// <summary>Made with shortened times, which proves the way and not the system.</summary>
    public required bool Drill { get; init; }

    public required IReadOnlyList<string> Targets { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>GO, NO-GO or UNKNOWN, where the run is there to decide something.</summary>
    public string? Decision { get; init; }

    public required IReadOnlyList<StepReport> Steps { get; init; }

    public required IReadOnlyList<GateReport> Gates { get; init; }

    /// <summary>Measured, by name; units stand in the names.</summary>
    public required IReadOnlyDictionary<string, double> Kpis { get; init; }

    public required IReadOnlyList<MetricReport> Metrics { get; init; }

    public required IReadOnlyList<FindingReport> Findings { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Files beside this one.</summary>
    public required IReadOnlyList<string> Evidence { get; init; }
}

/// <param name="Hint">What to do about it; empty where there is nothing to do.</param>
internal sealed record StepReport(string Name, Outcome Outcome, double Milliseconds, string Detail, string Hint);

/// <param name="Value">Null where it could not be measured.</param>
/// <param name="Source">What measured it.</param>
internal sealed record GateReport(string Name, string What, string Unit, double? Value, double? Min, double? Max, Outcome Outcome, string Reason, string Source);

/// <summary>A series before and after the run, summed over the servers.</summary>
internal sealed record MetricReport(string Series, double? Before, double After);

/// <summary>Something to be mended. P1: nobody can go on; P2: somebody cannot.</summary>
internal sealed record FindingReport(string Priority, string What, string Step);
