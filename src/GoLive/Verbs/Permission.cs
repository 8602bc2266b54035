using GoLive.Reports;

namespace GoLive.Verbs;

/// <summary>Whether a phase may begin, from the evidence of those before it. What was a drill opens no door to production.</summary>
internal static class Permission
{
    /// <summary>A canary needs a signed GO of the validation.</summary>
    public static Finding ForCanary(IReadOnlyList<PastRun> runs, bool isDrill) => Signed(runs, "validate", isDrill);

    /// <summary>A rollout needs a signed GO: of the canary, and where that is only a drill, of the validation.</summary>
    public static Finding ForRollout(IReadOnlyList<PastRun> runs, bool isDrill)
    {
        var canary = Newest(runs, "canary", isDrill);
        var rolledBack = runs.LastOrDefault(run => run.Report.Verb == "rollback" && run.Report.Outcome != Outcome.Skipped);
        return canary is null ? Finding.Fail("there was no canary", "Run golive canary first.")
            : canary.Report.Decision != "GO" ? Finding.Fail($"the last canary, {canary.Report.Run}, was {canary.Report.Decision}", "Only a canary that is GO may be rolled out.")
            : rolledBack?.Report.StartedAt > canary.Report.StartedAt ? Finding.Fail($"{rolledBack.Report.Run} rolled the canary {canary.Report.Run} back", "Run golive canary again.")
            : canary.Signatures.Count > 0 ? Finding.Pass($"{canary.Report.Run} is GO, {By(canary)}")
            : isDrill ? Signed(runs, "validate", isDrill)
            : Finding.Fail($"nobody signed {canary.Report.Run}", $"golive sign {canary.Report.Run} --name NAME, after the gate review.");
    }

    private static Finding Signed(IReadOnlyList<PastRun> runs, string verb, bool isDrill)
    {
        var run = Newest(runs, verb, isDrill);
        return run is null ? Finding.Fail($"there was no {verb}{(isDrill ? "" : " that was no drill")}", $"Run golive {verb} --sign NAME first.")
            : run.Report.Decision != "GO" ? Finding.Fail($"the last {verb}, {run.Report.Run}, was {run.Report.Decision}", $"Mend what it found, and run golive {verb} again.")
            : run.Signatures.Count > 0 ? Finding.Pass($"{run.Report.Run} is GO, {By(run)}")
            : Finding.Fail($"nobody signed {run.Report.Run}, or it was changed since", $"golive sign {run.Report.Run} --name NAME.");
    }

    private static PastRun? Newest(IReadOnlyList<PastRun> runs, string verb, bool isDrill) => runs.LastOrDefault(run => run.Report.Verb == verb && (isDrill || !run.Report.Drill));

    private static string By(PastRun run) => $"signed by {string.Join(", ", run.Signatures.Select(signature => signature.Name))}";
}
