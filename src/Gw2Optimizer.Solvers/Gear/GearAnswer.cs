using System.Collections.Immutable;
using Gw2Optimizer.Combat.Model;

namespace Gw2Optimizer.Solvers.Gear;

/// <param name="BestCount">How many of the best builds are asked for, 1 to 10 000.</param>
/// <param name="Workers">Threads at most; 0 for all cores. The answer does not depend on it.</param>
/// <param name="NodesMax">Where to stop with what is found so far, 1 or more.</param>
/// <param name="RecordProof">Whether to keep every closed part of the space; slower, and only for small problems.</param>
public sealed record GearSearchOptions(int BestCount = 1, int Workers = 0, long NodesMax = long.MaxValue, bool RecordProof = false)
{
    public const int BestCountMax = 10_000;

    public static GearSearchOptions Default { get; } = new();
}

public enum GearStatus
{
    /// <summary>Nothing is better than the first build by more than <see cref="GearAnswer.Tolerance"/>.</summary>
    Proven,

    /// <summary>Cancelled or out of nodes: the best so far, and a bound.</summary>
    Interrupted,

    /// <summary>No build holds all limits; proven.</summary>
    Infeasible,
}

/// <param name="Builds">Best first, at most as many as asked for; equal ones in the order of their variants and options.</param>
/// <param name="Bound">No build is worth more.</param>
/// <param name="Nodes">Parts of the space that were bounded.</param>
/// <param name="VariantsOpened">Upgrade sets that a bound of the whole could not rule out.</param>
/// <param name="Proof">Only when asked for.</param>
/// <param name="Conflict">Only where no build holds all limits: why, and what would do.</param>
public sealed record GearAnswer(GearStatus Status, ImmutableArray<GearBuild> Builds, double Bound, long Nodes, int VariantsOpened, GearProof? Proof, GearConflict? Conflict)
{
    /// <summary>Relative; values closer than this are ties.</summary>
    public const double Tolerance = 1e-9;

    public GearBuild? Best => Builds.IsEmpty ? null : Builds[0];

    /// <summary>Relative distance of the best build and the bound; infinite without a build.</summary>
    public double Gap => Best is { } best ? Math.Max(0, Bound - best.Value) / Math.Max(1e-300, Math.Abs(best.Value)) : double.PositiveInfinity;

    /// <summary>Builds that are worth as much as the best.</summary>
    public IEnumerable<GearBuild> Ties => Builds.Where(build => build.Value >= Builds[0].Value - (Tolerance * Math.Abs(Builds[0].Value)));

    /// <summary>Whether there may be more ties than were asked for.</summary>
    public bool MoreTiesPossible => Builds.Length > 0 && Ties.Count() == Builds.Length;
}

/// <param name="Variant">Its place in the problem.</param>
/// <param name="Options">For each slot the place of the chosen option in its list.</param>
/// <param name="Infusions">For each option of the problem's infusions how many.</param>
/// <param name="Value">What it is ranked by.</param>
public sealed record GearBuild(int Variant, ImmutableArray<int> Options, ImmutableArray<int> Infusions, double Value, Indicators Indicators)
{
    /// <summary>Points of gear and infusions together, in the order of <see cref="CombatAttribute"/>.</summary>
    public double[] PointsIn(GearProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var points = new double[CombatAttributes.GearCount];
        for (var slot = 0; slot < Options.Length; slot++)
        {
            foreach (var (attribute, amount) in problem.Slots[slot].Options[Options[slot]].Points)
            {
                points[(int)attribute] += amount;
            }
        }

        for (var type = 0; type < Infusions.Length; type++)
        {
            points[(int)problem.Infusions.Options[type].Attribute] += Infusions[type] * problem.Infusions.PointsEach;
        }

        return points;
    }

    public IEnumerable<string> PrefixesIn(GearProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return Options.Select((option, slot) => problem.Slots[slot].Options[option].Prefix);
    }
}

/// <summary>How far a search is.</summary>
/// <param name="Best">Null before the first build.</param>
public readonly record struct GearProgress(long Nodes, double? Best, double Bound);
