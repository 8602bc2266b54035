using System.Text;

namespace GoLive.Reports;

/// <summary>What is worth talking about afterwards: what went well, what did not, what to do.</summary>
internal static class Retrospective
{
    public static string Of(IReadOnlyList<PastRun> runs)
    {
        var text = new StringBuilder("# Retrospective\n");
        MarkdownReport.List(text, "What went well", runs.Where(run => run.Report.Outcome == Outcome.Pass).Select(run => $"{run.Report.Run}: {run.Report.Decision ?? "passed"}, {run.Report.Steps.Count(step => step.Outcome == Outcome.Pass)} steps"));
        MarkdownReport.List(text, "What did not", DeploymentReport.Incidents(runs).Select(incident => $"{incident[0]}, {incident[1]}: {incident[2]}"));
        MarkdownReport.List(text, "What testers found", runs.SelectMany(run => run.Report.Findings).Select(finding => $"{finding.Priority}: {finding.What} ({finding.Step})"));
        MarkdownReport.List(text, "Hints that were given", runs.SelectMany(run => run.Report.Steps).Where(step => step.Hint.Length > 0 && step.Outcome is Outcome.Fail or Outcome.Unknown).Select(step => $"{step.Name}: {step.Hint}").Distinct());
        MarkdownReport.List(text, "To do", ["who, what, until when"]);
        return text.ToString();
    }
}
