using System.Text;
using GoLive.Gates;

namespace GoLive.Reports;

/// <summary>One figure of the plan.</summary>
/// <param name="Value">Of the newest run that measured it; null where none did.</param>
/// <param name="Run">That run.</param>
internal sealed record Kpi(string Name, string What, string Unit, Bound Goal, double? Value, string Run)
{
    public Outcome Outcome => Value is not { } value ? Outcome.Unknown : Goal.Holds(value) ? Outcome.Pass : Outcome.Fail;
}

/// <summary>The report of a deployment, for its stakeholders.</summary>
internal static class DeploymentReport
{
    public const string LostEvents = "lost_events";
    private static readonly string[] Beginnings = ["preflight", "smoke"];

    /// <summary>The index of the run that began the newest deployment: the first smoke or preflight after a report, or the first run of all.</summary>
    public static int BeginOf(IReadOnlyList<PastRun> runs)
    {
        var begin = 0;
        var isOver = false;
        for (var at = 0; at < runs.Count; at++)
        {
            if (isOver && Beginnings.Contains(runs[at].Report.Verb))
            {
                (begin, isOver) = (at, false);
            }

            isOver |= runs[at].Report.Verb == "report";
        }

        return begin;
    }

    public static IReadOnlyList<Kpi> Kpis(IReadOnlyList<PastRun> runs, SloFile slos) =>
    [
        .. slos.Slos.Where(slo => slo.Goal is not null).Select(slo => Find(runs, slo.Name, slo.What, slo.Unit, slo.Goal!)),
        Find(runs, LostEvents, "events lost, repeated or out of turn", "events", new Bound(Min: null, Max: 0)),
    ];

    public static string Of(IReadOnlyList<PastRun> runs, SloFile slos)
    {
        var text = new StringBuilder("# Deployment report\n");
        if (runs.Any(run => run.Report.Drill))
        {
            text.Append("\n**Some of these runs were drills**, with shortened times and players of their own.\n");
        }

        MarkdownReport.Table(text, "KPIs", ["KPI", "goal", "measured", "verdict", "by"], Kpis(runs, slos).Select(kpi => (string[])[kpi.What, $"{kpi.Goal} {kpi.Unit}", kpi.Value is { } value ? $"{value:0.####}" : "never", MarkdownReport.Word(kpi.Outcome), kpi.Run]));
        MarkdownReport.Table(text, "Runs", ["run", "verb", "outcome", "decision", "signed by", "took"], runs.Select(run => (string[])[run.Report.Run + (run.Report.Drill ? " (drill)" : ""), run.Report.Verb, MarkdownReport.Word(run.Report.Outcome), run.Report.Decision ?? "-", string.Join(", ", run.Signatures.Select(one => one.Name)), Took(run)]));
        MarkdownReport.Table(text, "Phases of the runbook", ["phase", "planned", "took"], Phases(runs));
        MarkdownReport.Table(text, "Decisions", ["when", "run", "decision", "gates that did not hold"], runs.Where(run => run.Report.Decision is not null).Select(run => (string[])[$"{run.Report.EndedAt:yyyy-MM-dd HH:mm} UTC", run.Report.Run, run.Report.Decision!, string.Join(", ", run.Report.Gates.Where(gate => gate.Outcome != Outcome.Pass).Select(gate => gate.Name))]));
        MarkdownReport.Table(text, "Incidents", ["when", "run", "what"], Incidents(runs));
        return text.ToString();
    }

    internal static IEnumerable<string[]> Incidents(IReadOnlyList<PastRun> runs) => runs
        .Where(run => run.Report.Outcome is Outcome.Fail or Outcome.Unknown || run.Report.Verb == "rollback")
        .Select(run => (string[])[$"{run.Report.StartedAt:yyyy-MM-dd HH:mm} UTC", run.Report.Run, string.Join("; ", run.Report.Steps.Where(step => step.Outcome is Outcome.Fail or Outcome.Unknown).Select(step => $"{step.Name}: {step.Detail}")) is { Length: > 0 } faults ? faults : "the session cache was switched off"]);

    private static Kpi Find(IReadOnlyList<PastRun> runs, string name, string what, string unit, Bound goal)
    {
        var newest = runs.LastOrDefault(run => run.Report.Kpis.ContainsKey(name));
        return new Kpi(name, what, unit, goal, newest?.Report.Kpis[name], newest?.Report.Run ?? "-");
    }

    /// <summary>The runbook's four phases; what lies between the configuration and the sanity checks is the deployment.</summary>
    private static IEnumerable<string[]> Phases(IReadOnlyList<PastRun> runs)
    {
        var configured = runs.LastOrDefault(run => run.Report.Verb == "secrets");
        var smoke = runs.LastOrDefault(run => run.Report.Verb == "smoke");
        return
        [
            ["secrets and configuration", "10 min", Took(configured)],
            ["deployment", "15 min", configured is null || smoke is null || smoke.Report.StartedAt < configured.Report.EndedAt ? "not seen" : Rounded(smoke.Report.StartedAt - configured.Report.EndedAt)],
            ["sanity checks", "10 min", Took(smoke)],
            ["monitoring", "15 min", Took(runs.LastOrDefault(run => run.Report.Verb == "preflight"))],
        ];
    }

    private static string Took(PastRun? run) => run is null ? "not seen" : Rounded(run.Report.EndedAt - run.Report.StartedAt);

    private static string Rounded(TimeSpan duration) => Durations.Text(TimeSpan.FromMilliseconds(Math.Round(duration.TotalMilliseconds)));
}
