using GoLive.Reports;

namespace GoLive.Tests.Drill;

/// <summary>Evidence of a validation that was GO and signed, for verbs that begin after one.</summary>
internal static class Validated
{
    public static void Write(GoLiveRun golive, string verb = "validate", bool isDrill = false, string decision = "GO", string? signer = "QA")
    {
        var now = DateTimeOffset.UtcNow;
        var folder = EvidenceFolder.Create(golive.Evidence, verb, now);
        folder.Write(new Report
        {
            Verb = verb,
            Run = folder.Name,
            Drill = isDrill,
            Targets = [],
            StartedAt = now,
            EndedAt = now,
            Outcome = decision == "GO" ? Outcome.Pass : Outcome.Fail,
            Decision = decision,
            Steps = [],
            Gates = [],
            Kpis = new Dictionary<string, double>(),
            Metrics = [],
            Findings = [],
            Notes = [],
            Evidence = [],
        });
        folder.Seal();
        if (signer is not null)
        {
            using var key = SigningKey.ReadOrCreate(Path.Combine(golive.Evidence, "..", "keys", "test.pem"));
            Signature.Sign(folder.Path, decision, signer, key, now);
        }
    }
}
