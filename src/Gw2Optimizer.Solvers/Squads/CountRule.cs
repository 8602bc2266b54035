using Gw2Optimizer.Combat.Squads;

namespace Gw2Optimizer.Solvers.Squads;

/// <summary>What a bound on a number of members stands for.</summary>
public enum RuleKind
{
    Pool,
    Locked,
    Role,
    Avoid,
    Limit,
}

/// <summary>Somebody who may come: an archetype, from one entry of the pool.</summary>
/// <param name="Entry">The pool's entry; null: there is no pool, or no entry names it.</param>
internal sealed record Candidate(Archetype Archetype, int? Entry);

/// <summary>So many of some candidates.</summary>
/// <param name="Label">As a player would say it.</param>
/// <param name="Field">The request's field it came from, as <c>pool[2]</c>.</param>
/// <param name="Who">Indices of candidates.</param>
internal sealed record CountRule(RuleKind Kind, string Label, string Field, IReadOnlyList<int> Who, int Min, int Max);

/// <summary>A request with its names resolved.</summary>
internal sealed record Question(ModeNeeds Needs, int Size, IReadOnlyList<Candidate> Candidates, IReadOnlyList<CountRule> Rules, long Steps);
