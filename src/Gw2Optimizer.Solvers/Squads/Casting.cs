using Gw2Optimizer.Combat.Squads;
using Gw2Optimizer.Solvers.Squads.Search;

namespace Gw2Optimizer.Solvers.Squads;

/// <summary>From kinds of members to archetypes. Where several are equal, seats go round among them, so that a squad is not one specialization many times.</summary>
internal static class Casting
{
    public static IReadOnlyList<IReadOnlyList<Archetype>> Of(SquadModel model, IReadOnlyList<int[]> subgroups)
    {
        var left = model.Kinds.Select(kind => kind.Members.Select(member => member.Copies).ToArray()).ToArray();
        var next = new int[model.Kinds.Count];
        var order = Order(model);
        return
        [
            .. subgroups
                .OrderByDescending(members => members.Length)
                .ThenBy(members => string.Join(',', members.Order().Select(kind => kind.ToString("D3"))), StringComparer.Ordinal)
                .Select(members => members.OrderBy(kind => order[kind]).Select(kind => Cast(model, kind, left[kind], ref next[kind])).ToArray()),
        ];
    }

    private static Archetype Cast(SquadModel model, int kind, int[] left, ref int next)
    {
        while (left[next] == 0)
        {
            next = (next + 1) % left.Length;
        }

        var candidate = model.Kinds[kind].Members[next].Candidate;
        left[next]--;
        next = (next + 1) % left.Length;
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
