namespace Gw2Optimizer.Solvers.Learning;

/// <summary>Something that people said or did from which the worth of specializations is learned. Closed.</summary>
/// <param name="Id">Stable: it decides whether this is fitted or held out.</param>
public abstract record Evidence(string Id)
{
    /// <summary>Somebody rated a squad, or a single build as a squad of one.</summary>
    /// <param name="Subgroups">Titles of specializations, as <c>Firebrand</c> or <c>core Guardian</c>; nobody stands twice for one seat.</param>
    /// <param name="Rating">0 to 1.</param>
    public sealed record RatedSquad(string Id, IReadOnlyList<IReadOnlyList<string>> Subgroups, double Rating) : Evidence(Id);

    /// <summary>Two captains banned and picked from a pool until both squads were complete. What was left lying was wanted less.</summary>
    /// <param name="Squads">What each side picked.</param>
    public sealed record FinishedDraft(string Id, IReadOnlyList<string> Pool, IReadOnlyList<string> Banned, IReadOnlyList<IReadOnlyList<string>> Squads) : Evidence(Id)
    {
        /// <summary>The share of the pool that was banned or picked: what chance alone would take of each.</summary>
        public double TakenShare => Pool.Count == 0 ? 0 : (double)Taken.Count / Pool.Count;

        public IReadOnlySet<string> Taken => Banned.Concat(Squads.SelectMany(squad => squad)).Intersect(Pool).ToHashSet();
    }
}
