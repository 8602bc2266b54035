using Gw2Optimizer.Combat.Squads;
using Gw2Optimizer.Solvers.Learning;
using Gw2Optimizer.Solvers.Squads.Search;

namespace Gw2Optimizer.Solvers.Squads;

/// <summary>From kinds of members to archetypes, where several may be equal.</summary>
internal static class Casting
{
    /// <summary>
    /// Squads that are worth the same and differ in who plays: the best by what is learned of pairs first. Seats go round among equals, so that a squad is not one
    /// specialization many times; or to the first of them as long as there are any; or to the last.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<IReadOnlyList<Archetype>>> All(SquadModel model, IReadOnlyList<int[]> subgroups, SquadPriors priors) =>
    [
        .. new[] { Of(model, subgroups, goRound: true, fromLast: false), Of(model, subgroups, goRound: false, fromLast: false), Of(model, subgroups, goRound: false, fromLast: true) }
            .DistinctBy(squad => string.Join('|', squad.Select(subgroup => string.Join(',', subgroup.Select(member => member.Id)))))
            .OrderByDescending(priors.OfPairs),
    ];

    private static IReadOnlyList<IReadOnlyList<Archetype>> Of(SquadModel model, IReadOnlyList<int[]> subgroups, bool goRound, bool fromLast)
    {
        var left = model.Kinds.Select(kind => kind.Members.Select(member => member.Copies).ToArray()).ToArray();
        var next = left.Select(copies => fromLast ? copies.Length - 1 : 0).ToArray();
        var order = Order(model);
        return
        [
            .. subgroups
                .OrderByDescending(members => members.Length)
                .ThenBy(members => string.Join(',', members.Order().Select(kind => kind.ToString("D3"))), StringComparer.Ordinal)
                .Select(members => members.OrderBy(kind => order[kind]).Select(kind => Cast(model, kind, left[kind], ref next[kind], goRound)).ToArray()),
        ];
    }

    private static Archetype Cast(SquadModel model, int kind, int[] left, ref int next, bool goRound)
    {
        while (left[next] == 0)
        {
            next = (next + 1) % left.Length;
        }

        var candidate = model.Kinds[kind].Members[next].Candidate;
        left[next]--;
        next = goRound ? (next + 1) % left.Length : next;
        return model.Question.Candidates[candidate].Archetype;
    }

    // Supports first, damage last: by what a kind does alone.
    private static int[] Order(SquadModel model)
    {
        var order = new int[model.Kinds.Count];
        foreach (var (kind, place) in Enumerable.Range(0, order.Length).OrderBy(kind => model.Kinds[kind].Own).ThenBy(kind => kind).Select((kind, place) => (kind, place)))
        {
            order[kind] = place;
        }

        return order;
    }
}
