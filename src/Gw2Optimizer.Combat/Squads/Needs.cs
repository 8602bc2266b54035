namespace Gw2Optimizer.Combat.Squads;

/// <summary>What each subgroup of five wants of an effect.</summary>
/// <param name="Target">Quarters that count in full.</param>
/// <param name="Weight">Points for each member of the subgroup and each quarter up to the target.</param>
/// <param name="Surplus">Quarters beyond the target that still count.</param>
/// <param name="SurplusWeight">Points for those, at most <paramref name="Weight"/>: more of the same is worth less.</param>
public sealed record SubgroupNeed(Effect Effect, int Target, int Weight, int Surplus = 0, int SurplusWeight = 0)
{
    /// <summary>Quarters beyond which nothing counts.</summary>
    public int Cap => Target + Surplus;

    /// <summary>Points for each member of a subgroup that gets this many quarters.</summary>
    public int Points(int supplied) => (Weight * Math.Min(supplied, Target)) + (SurplusWeight * Math.Clamp(supplied - Target, 0, Surplus));
}

/// <summary>What the squad as a whole wants of an effect.</summary>
/// <param name="Base">Quarters whatever the size.</param>
/// <param name="PerTen">Quarters for every ten members, rounded up.</param>
/// <param name="Weight">Points for each quarter up to the target.</param>
public sealed record SquadNeed(Effect Effect, int Base, int PerTen, int Weight)
{
    /// <summary>Quarters that a squad of this size wants; beyond them nothing counts.</summary>
    public int Target(int size) => Base + (((PerTen * size) + 9) / 10);

    public int Points(int supplied, int size) => Weight * Math.Min(supplied, Target(size));
}

/// <summary>What a game mode asks of a squad, in points.</summary>
/// <param name="Why">Where shares and weights come from.</param>
/// <param name="Own">Points for each quarter of what a member does alone.</param>
public sealed record ModeNeeds(string Mode, string Why, IReadOnlyDictionary<Effect, int> Own, IReadOnlyList<SubgroupNeed> Subgroup, IReadOnlyList<SquadNeed> Squad)
{
    /// <summary>Points more or fewer for each member of a specialization, by its title, beside what the data say; none in the data themselves.</summary>
    public IReadOnlyDictionary<string, int> Learned { get; init; } = new Dictionary<string, int>();

    /// <summary>Points for this member alone: what it does, and what is learned of its specialization; never below 0.</summary>
    public int OwnPoints(Archetype member) => Math.Max(0, DonePoints(member) + Learned.GetValueOrDefault(member.Title));

    /// <summary>The learned part of <see cref="OwnPoints"/>.</summary>
    public int LearnedPoints(Archetype member) => OwnPoints(member) - DonePoints(member);

    private int DonePoints(Archetype member) => Own.Sum(own => own.Value * member.Amount(own.Key));
}
