using Gw2Optimizer.Combat.Squads;

namespace Gw2Optimizer.Solvers.Squads;

/// <summary>Squads of exactly the same score for one request, from which somebody may choose by taste.</summary>
public static class EqualSquads
{
    public const int CountMax = 5;

    /// <summary>Kinds of members that are tried with one fewer, the most frequent first.</summary>
    private const int TriedMax = 4;

    /// <summary>
    /// The solver's own squad first; then who else may play the same; then squads in which one kind of member is one fewer. Each costs a search, so this takes
    /// some five times as long as the first answer. Same request, same squads, in the same order.
    /// </summary>
    /// <param name="best">What <see cref="SquadSolver.Solve"/> found for the request.</param>
    public static IReadOnlyList<IReadOnlyList<IReadOnlyList<Archetype>>> Of(SquadRequest request, SquadOutcome.Solved best, CancellationToken cancellation = default)
    {
        var frequent = best.Subgroups.SelectMany(subgroup => subgroup)
            .CountBy(member => member)
            .OrderByDescending(kind => kind.Value)
            .ThenBy(kind => kind.Key.Id, StringComparer.Ordinal)
            .Take(TriedMax);
        return
        [
            .. best.EquallyGood.Prepend(best.Subgroups)
                .Concat(frequent.Select(kind => WithFewer(request, kind.Key, kind.Value - 1, cancellation))
                    .OfType<SquadOutcome.Solved>()
                    .Where(other => other.Rating.Points == best.Rating.Points)
                    .Select(other => other.Subgroups))
                .DistinctBy(Members)
                .Take(CountMax),
        ];
    }

    private static SquadOutcome WithFewer(SquadRequest request, Archetype kind, int max, CancellationToken cancellation)
    {
        var who = new Selector(kind.Profession, kind.Specialization, kind.Role, kind.Build);
        return SquadSolver.Solve(request with { Limits = [.. request.Limits, new SquadLimit(who, max)] }, cancellation: cancellation);
    }

    private static string Members(IReadOnlyList<IReadOnlyList<Archetype>> squad) =>
        string.Join(',', squad.SelectMany(subgroup => subgroup).Select(member => member.Id).Order(StringComparer.Ordinal));
}
