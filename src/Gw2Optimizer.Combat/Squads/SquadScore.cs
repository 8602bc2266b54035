namespace Gw2Optimizer.Combat.Squads;

/// <summary>One sum of a squad's score.</summary>
/// <param name="Subgroup">Its number from 0; null: the whole squad.</param>
/// <param name="Supplied">Quarters that the members give together.</param>
/// <param name="Target">Quarters that count in full; null for what members do alone, which has no end.</param>
/// <param name="Points">What it adds to the score.</param>
/// <param name="Missing">Points that are lost below the target.</param>
public sealed record ScoreTerm(int? Subgroup, Effect Effect, int Supplied, int? Target, long Points, long Missing);

/// <summary>A squad's score: <see cref="Points"/> is the sum of the terms' points and of <see cref="Learned"/>.</summary>
/// <param name="Learned">Points for what is learned of the members' specializations.</param>
/// <param name="Ideal">The points of a squad that lacks nothing anywhere while everybody deals full damage: a scale that no squad reaches.</param>
public sealed record SquadRating(long Points, long Ideal, IReadOnlyList<ScoreTerm> Terms, long Learned = 0)
{
    /// <summary>0 to 100.</summary>
    public double Value => SquadScore.Value(Points, Ideal);
}

/// <summary>
/// How good a squad is, in whole points: for each subgroup g of n members
/// <c>n · Σ_e points_e(Σ_{m in g} amount_e(m))</c>, capped for each effect e and worth less beyond its target; for the squad
/// <c>Σ_e points_e(Σ_m amount_e(m))</c>, capped; and what each member does alone. docs/SQUADS.md tells it with an example.
/// </summary>
public static class SquadScore
{
    /// <summary>Members of a full subgroup.</summary>
    public const int SubgroupSize = 5;

    /// <param name="subgroups">The members of each subgroup, 1 to 5 in each.</param>
    public static SquadRating Rate(ModeNeeds needs, IReadOnlyList<IReadOnlyList<Archetype>> subgroups)
    {
        var members = subgroups.SelectMany(subgroup => subgroup).ToArray();
        ScoreTerm[] terms =
        [
            .. subgroups.SelectMany((subgroup, number) => needs.Subgroup.Select(need => Covered(need, number, subgroup))),
            .. needs.Squad.Select(need => Covered(need, members)),
            .. needs.Own.Select(own => Alone(own.Key, own.Value, members)),
        ];
        var learned = members.Sum(member => (long)needs.LearnedPoints(member));
        return new(terms.Sum(term => term.Points) + learned, Ideal(needs, members.Length), terms, learned);
    }

    /// <summary>The most that any squad of this size could have, were every archetype everything at once.</summary>
    public static long Ideal(ModeNeeds needs, int size) =>
        (size * ((long)needs.Subgroup.Sum(need => need.Points(need.Cap)) + SquadCatalogue.Shipped.Archetypes.Max(needs.OwnPoints)))
        + needs.Squad.Sum(need => need.Points(need.Target(size), size));

    /// <summary>Points on a scale of 0 to 100.</summary>
    public static double Value(long points, long ideal) => 100.0 * points / ideal;

    private static ScoreTerm Covered(SubgroupNeed need, int number, IReadOnlyList<Archetype> subgroup)
    {
        var supplied = subgroup.Sum(member => member.Amount(need.Effect));
        var lacking = Math.Max(0, need.Points(need.Target) - need.Points(supplied));
        return new(number, need.Effect, supplied, need.Target, (long)subgroup.Count * need.Points(supplied), (long)subgroup.Count * lacking);
    }

    private static ScoreTerm Covered(SquadNeed need, Archetype[] members)
    {
        var supplied = members.Sum(member => member.Amount(need.Effect));
        var target = need.Target(members.Length);
        var points = need.Points(supplied, members.Length);
        return new(Subgroup: null, need.Effect, supplied, target, points, need.Points(target, members.Length) - points);
    }

    private static ScoreTerm Alone(Effect effect, int weight, Archetype[] members)
    {
        var supplied = members.Sum(member => member.Amount(effect));
        return new(Subgroup: null, effect, supplied, Target: null, (long)weight * supplied, Missing: 0);
    }
}
