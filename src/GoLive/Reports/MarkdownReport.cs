using System.Text;
using GoLive.Gates;

namespace GoLive.Reports;

/// <summary>The report for people.</summary>
internal static class MarkdownReport
{
    public const string File = "report.md";

    public static string Of(Report report)
    {
        var text = new StringBuilder();
        text.Append($"# golive {report.Verb}: {report.Decision ?? Word(report.Outcome)}\n\n");
        text.Append($"{report.StartedAt:yyyy-MM-dd HH:mm:ss} to {report.EndedAt:HH:mm:ss} UTC ({Durations.Text(TimeSpan.FromMilliseconds(Math.Round((report.EndedAt - report.StartedAt).TotalMilliseconds)))}), on {string.Join(", ", report.Targets)}.\n");
        if (report.Drill)
        {
            text.Append("\n**This was a drill**: with shortened times and players of its own. It shows that the way works, and opens no door to production.\n");
        }

        Table(text, "Steps", ["step", "outcome", "ms", "what was found"], report.Steps.Select(step => (string[])[step.Name, Word(step.Outcome), $"{step.Milliseconds:0}", step.Hint.Length > 0 ? $"{step.Detail} ({step.Hint})" : step.Detail]));
        Table(text, "Gates", ["gate", "what", "wanted", "measured", "verdict"], report.Gates.Select(gate => (string[])[gate.Name, gate.What, $"{new Bound(gate.Min, gate.Max)} {gate.Unit}", gate.Value is { } value ? $"{value:0.####} {gate.Unit}" : gate.Reason, Word(gate.Outcome)]));
        Table(text, "KPIs", ["kpi", "measured"], report.Kpis.Select(kpi => (string[])[kpi.Key, $"{kpi.Value:0.####}"]));
        Table(text, "Findings", ["priority", "what", "step"], report.Findings.Select(finding => (string[])[finding.Priority, finding.What, finding.Step]));
        Charts(text, report);
        Table(text, "Metrics before and after", ["series", "before", "after"], report.Metrics.Where(metric => metric.Before != metric.After).Select(metric => (string[])[$"`{metric.Series}`", metric.Before is { } before ? $"{before:0.####}" : "-", $"{metric.After:0.####}"]));
        List(text, "Notes", report.Notes);
        List(text, "Evidence", report.Evidence.Select(file => $"[{file}]({file})"));
        return text.ToString();
    }

    internal static void Table(StringBuilder text, string title, IReadOnlyList<string> heads, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        if (all.Count > 0)
        {
            text.Append($"\n## {title}\n\n| {string.Join(" | ", heads)} |\n|{string.Concat(heads.Select(_ => " --- |"))}\n");
            foreach (var row in all)
            {
                text.Append($"| {string.Join(" | ", row.Select(Cell))} |\n");
            }
        }
    }

    internal static void List(StringBuilder text, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count > 0)
        {
            text.Append($"\n## {title}\n\n{string.Concat(all.Select(line => $"- {line}\n"))}");
        }
    }

    internal static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Pass => "pass",
        Outcome.Fail => "FAIL",
        Outcome.Unknown => "could not tell",
        _ => "skipped",
    };

    private static void Charts(StringBuilder text, Report report)
    {
        foreach (var chart in report.Evidence.Where(file => file.EndsWith(".svg", StringComparison.Ordinal)))
        {
            text.Append($"\n![{Path.GetFileNameWithoutExtension(chart)}]({chart})\n");
        }
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');
}
