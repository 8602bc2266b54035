using GoLive.Reports;

namespace GoLive.Gates;

/// <summary>What a set of judgements says together.</summary>
internal static class Judgements
{
    /// <summary>Fails naming every gate that fails; where none does, cannot tell while one cannot.</summary>
    public static Finding Tell(IReadOnlyList<Judgement> judgements)
    {
        var failed = judgements.Where(one => one.Verdict == Verdict.Fail).ToList();
        var unknown = judgements.Where(one => one.Verdict == Verdict.Unknown).ToList();
        return (failed.Count, unknown.Count) switch
        {
            ( > 0, _) => Finding.Fail(string.Join("; ", failed)),
            (_, > 0) => Finding.Unknown(string.Join("; ", unknown), "A gate that cannot be measured is not passed: see that there is traffic, and that the metrics can be read."),
            _ => Finding.Pass($"{judgements.Count} gates hold"),
        };
    }
}
