using Gw2Optimizer.Combat.Squads;

namespace Gw2Optimizer.Solvers.Squads;

/// <summary>What came of a request: one of three.</summary>
public abstract record SquadOutcome
{
    private SquadOutcome()
    {
    }

    /// <summary>A squad.</summary>
    /// <param name="Subgroups">The members of each subgroup: five, the last one what is left.</param>
    /// <param name="BoundPoints">No squad has more points than this; equal to the score's where that is proven.</param>
    /// <param name="Certificate">A proof of a bound that can be checked without the search; null: cut off before there was one. Where its bound is above
    /// <paramref name="BoundPoints"/>, branches of the search did the rest.</param>
    /// <param name="Available">Who could have come.</param>
    /// <param name="Work">Placements weighed.</param>
    public sealed record Solved(
        ModeNeeds Needs,
        IReadOnlyList<IReadOnlyList<Archetype>> Subgroups,
        SquadRating Rating,
        long BoundPoints,
        SquadCertificate? Certificate,
        IReadOnlyList<Archetype> Available,
        long Work) : SquadOutcome
    {
        /// <summary>Other squads of exactly the same score.</summary>
        public IReadOnlyList<IReadOnlyList<IReadOnlyList<Archetype>>> EquallyGood { get; init; } = [];

        /// <summary>Why each member is there, and what is missing.</summary>
        public SquadAnalysis Explain() => SquadAnalysis.Of(Needs, Subgroups, Available);

        public double Score => Rating.Value;

        /// <summary>On the scale of the score, at least the score.</summary>
        public double Bound => SquadScore.Value(BoundPoints, Rating.Ideal);

        public bool Proven => BoundPoints == Rating.Points;

        public int Size => Subgroups.Sum(subgroup => subgroup.Count);
    }

    /// <summary>No squad meets these requirements together, though any smaller set of them can be met.</summary>
    /// <param name="PoolTooSmall">The pool has fewer players than the squad has seats, whatever else is asked.</param>
    /// <param name="Relaxation">The smallest change that would do.</param>
    public sealed record Infeasible(bool PoolTooSmall, IReadOnlyList<ConflictingRule> Conflict, IReadOnlyList<Relaxation> Relaxation) : SquadOutcome;

    /// <summary>The request itself is wrong.</summary>
    public sealed record Wrong(IReadOnlyList<SquadProblem> Problems) : SquadOutcome;
}

/// <summary>A requirement that takes part in a conflict.</summary>
/// <param name="Field">Where the request says so, as <c>locked[0]</c>.</param>
public sealed record ConflictingRule(RuleKind Kind, string Field, string Label);

/// <summary>One requirement, changed.</summary>
/// <param name="From">The number asked for.</param>
/// <param name="To">The number that would do.</param>
public sealed record Relaxation(string Field, string Label, int From, int To);

/// <summary>What is wrong with a field of a request.</summary>
/// <param name="Message">Names the thing, and the nearest match or the range.</param>
public sealed record SquadProblem(string Field, string Message);

/// <summary>A proof that no squad has more than so many points: Lagrange multipliers on the requirements that reach across subgroups.</summary>
/// <param name="BoundPoints">What they prove.</param>
/// <param name="Scale">Multipliers and sums are whole numbers of points divided by this.</param>
public sealed record SquadCertificate(long Scale, IReadOnlyList<Multiplier> Multipliers, long BoundPoints);

/// <summary>The price of one requirement.</summary>
/// <param name="Members">Ids of the archetypes it counts; one from a pool's entry has it behind, as <c>guardian/firebrand/healer/quickness@pool[2]</c>.</param>
/// <param name="Effect">For a need of the whole squad: the effect; each member counts by its quarters.</param>
/// <param name="AtLeast">Whether <paramref name="Limit"/> is a least (the value is then at most 0) or a most (at least 0).</param>
/// <param name="Halved">Each subgroup counts by half of its number of these, rounded down; all subgroups together by at most half of the copies there are.</param>
public sealed record Multiplier(string Label, IReadOnlyList<string> Members, Effect? Effect, bool AtLeast, int Limit, long Value, bool Halved = false);
