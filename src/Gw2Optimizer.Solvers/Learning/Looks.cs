namespace Gw2Optimizer.Solvers.Learning;

/// <summary>One number that evidence says about some specializations and pairs together.</summary>
/// <param name="Deviation">How much better than expected, -1 to 1.</param>
/// <param name="Specializations">Each one's share of it; they sum to 1.</param>
/// <param name="Pairs">Each pair's share of it; they sum to 1, or there are none.</param>
internal sealed record Look(double Deviation, IReadOnlyList<KeyValuePair<string, double>> Specializations, IReadOnlyList<KeyValuePair<string, double>> Pairs)
{
    public double PredictedBy(SquadPriors priors) =>
        Specializations.Sum(one => one.Value * priors.Of(one.Key)) + Pairs.Sum(one => one.Value * priors.Pairs.GetValueOrDefault(one.Key));
}

/// <summary>What evidence comes down to.</summary>
internal static class Looks
{
    public static IEnumerable<Look> At(Evidence evidence, double meanRating) => evidence switch
    {
        Evidence.RatedSquad rated => rated.Subgroups.Any(subgroup => subgroup.Count > 0)
            ? [new Look(rated.Rating - meanRating, Shares(rated.Subgroups.SelectMany(subgroup => subgroup)), Shares(rated.Subgroups.SelectMany(Pairs)))]
            : [],
        Evidence.FinishedDraft draft => AtDraft(draft),
        _ => throw new ArgumentException($"{evidence.GetType().Name} is no evidence that can be read.", nameof(evidence)),
    };

    // Each specialization of the pool was taken or left; those that stand together on a side were wanted together.
    private static IEnumerable<Look> AtDraft(Evidence.FinishedDraft draft)
    {
        var (taken, expected) = (draft.Taken, draft.TakenShare);
        return draft.Pool
            .Select(specialization => new Look((taken.Contains(specialization) ? 1 : 0) - expected, [new(specialization, 1)], []))
            .Concat(draft.Squads.Where(squad => squad.Count > 1).Select(squad => new Look(1 - expected, [], Shares(Pairs(squad)))));
    }

    private static IEnumerable<string> Pairs(IReadOnlyList<string> members) =>
        Enumerable.Range(0, members.Count).SelectMany(one => Enumerable.Range(0, one).Select(other => SquadPriors.PairOf(members[one], members[other])));

    private static KeyValuePair<string, double>[] Shares(IEnumerable<string> keys)
    {
        var all = keys.ToArray();
        return [.. all.CountBy(key => key).Select(one => KeyValuePair.Create(one.Key, (double)one.Value / all.Length))];
    }
}
