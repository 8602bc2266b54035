using System.CommandLine;
using GoLive.Reports;
using GoLive.Verbs;

namespace GoLive.Commands;

/// <summary><c>golive report</c>: the deployment report and the retrospective, from all runs.</summary>
internal static class ReportCommand
{
    private static readonly Option<bool> All = new("--all") { Description = "Also the runs before the last smoke or preflight that began a deployment." };

    public static Command Create() => VerbCommand.Create("report", "The deployment report and retrospective: KPIs, gates, incidents, decisions, from all evidence.", [All], (settings, parsed) => new ReportVerb(settings, parsed.GetValue(All)));

    private sealed class ReportVerb(Settings settings, bool all) : Verb
    {
        private IReadOnlyList<PastRun> runs = [];

        public override IReadOnlyList<Step> Plan(Run run) =>
        [
            new("evidence", $"reads every run below {settings.EvidenceRoot}, and sees that none was changed", _ => Task.FromResult(Read())) { Stops = true },
            new("KPIs", "every KPI of the plan against its goal", _ => Task.FromResult(Judge(run))),
            new("deployment report", "writes deployment.md", _ => Task.FromResult(Write(run, "deployment.md", DeploymentReport.Of(runs, settings.Slo)))),
            new("retrospective", "writes retrospective.md", _ => Task.FromResult(Write(run, "retrospective.md", Retrospective.Of(runs)))),
        ];

        private Finding Read()
        {
            var found = Runs.Read(settings.EvidenceRoot);
            runs = all ? found : [.. found.Skip(DeploymentReport.BeginOf(found))];
            var changed = runs.Where(run => Manifest.Read(run.Folder).Differences(run.Folder).Count > 0).Select(run => run.Report.Run).ToList();
            return runs.Count == 0 ? Finding.Unknown($"{settings.EvidenceRoot} has no runs", "Run smoke, validate, canary, rollout, uat first.")
                : Finding.Check(changed.Count == 0, changed.Count == 0 ? $"{runs.Count} runs" : $"changed since they ended: {string.Join(", ", changed)}", "Evidence that was changed proves nothing: run the verb again.");
        }

        private Finding Judge(Run run)
        {
            var kpis = DeploymentReport.Kpis(runs, settings.Slo);
            foreach (var kpi in kpis.Where(kpi => kpi.Value is not null))
            {
                run.Kpis[kpi.Name] = kpi.Value!.Value;
            }

            var missed = kpis.Where(kpi => kpi.Outcome == Outcome.Fail).Select(kpi => kpi.What).ToList();
            var missing = kpis.Where(kpi => kpi.Outcome == Outcome.Unknown).Select(kpi => kpi.What).ToList();
            return missing.Count > 0 ? Finding.Unknown($"never measured: {string.Join(", ", missing)}", "Run golive validate, canary or rollout, which measure them.")
                : missed.Count > 0 ? Finding.Fail($"missed: {string.Join(", ", missed)}")
                : Finding.Pass($"{kpis.Count} KPIs are measured, and meet their goals");
        }

        private static Finding Write(Run run, string file, string text)
        {
            run.Folder.Write(file, text);
            return Finding.Pass(file);
        }
    }
}
