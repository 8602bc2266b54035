using System.Collections.Immutable;
using Gw2Optimizer.Combat.Model;
using Gw2Optimizer.Solvers.Gear.Relaxations;

namespace Gw2Optimizer.Solvers.Gear.Search;

/// <summary>One upgrade set over a space, exactly (for builds) and relaxed (for parts of the space).</summary>
internal sealed class VariantModel
{
    private readonly GearProblem problem;
    private readonly Scenario[] scenarios;
    private readonly bool checksSheet;
    private readonly int problemWidth;

    /// <summary>Over the whole space of the problem.</summary>
    public VariantModel(GearProblem problem, int variant, GearSpace space)
        : this(problem, variant, space, Enumerable.Range(0, space.Width).ToArray(), space.Width)
    {
    }

    private VariantModel(GearProblem problem, int variant, GearSpace space, ReadOnlyMemory<int> original, int problemWidth)
    {
        this.problemWidth = problemWidth;
        this.problem = problem;
        Variant = variant;
        Space = space;
        Original = original;
        scenarios = [.. problem.Variants[variant].Scenarios];
        Relaxation = RelaxationBuilder.Of(space, problem, problem.Variants[variant].Scenarios);
        checksSheet = problem.Objective.Aim is not null || problem.Limits.Any(limit => limit is not GearLimit.IndicatorAtLeast);
        CurvedRows = [.. Enumerable.Range(0, Relaxation.Rows.Length).Where(row => !Relaxation.Rows[row].Linear)];
    }

    public int Variant { get; }

    public GearSpace Space { get; }

    /// <summary>Where each option of the space stands in the space of the problem.</summary>
    public ReadOnlyMemory<int> Original { get; }

    public Relaxation Relaxation { get; }

    /// <summary>Rows whose majorant differs from part to part.</summary>
    public ImmutableArray<int> CurvedRows { get; }

    /// <summary>The objective with its priced rows, the priced rows alone, and every curved row.</summary>
    public int PlaneCount => 2 + CurvedRows.Length;

    /// <summary>The same upgrades where only these options are left.</summary>
    public VariantModel Keeping(ReadOnlySpan<bool> kept)
    {
        var left = Space.Keeping(kept);
        var original = new int[left.Width];
        for (var c = 0; c < Space.Classes.Length; c++)
        {
            var next = left.Classes[c].Start;
            for (var o = Space.Classes[c].Start; o < Space.Classes[c].Start + Space.Classes[c].Options; o++)
            {
                if (kept[o])
                {
                    original[next++] = Original.Span[o];
                }
            }
        }

        return new(problem, Variant, left, original, problemWidth);
    }

    /// <summary>A build's worth and how far it misses the limits, 0 if it holds them all.</summary>
    /// <param name="points">By the columns of the space.</param>
    public (double Value, double Missed) Evaluate(ReadOnlySpan<double> points)
    {
        Span<double> gear = stackalloc double[CombatAttributes.GearCount];
        gear.Clear();
        for (var k = 0; k < points.Length; k++)
        {
            gear[(int)Space.Attributes[k]] = points[k];
        }

        var (aimed, missed) = (0.0, 0.0);
        if (checksSheet)
        {
            Span<double> sheet = stackalloc double[CombatAttributes.Count];
            CombatModel.Evaluate(scenarios[0], gear, sheet);
            aimed = problem.Objective.Aim?.Of(sheet) ?? 0;
            foreach (var limit in problem.Limits)
            {
                missed += limit switch
                {
                    GearLimit.AtLeast floor => Missing(floor.Minimum - GearLimit.Looked(floor.Attribute, sheet), floor.Minimum),
                    GearLimit.AtMost ceiling => Missing(GearLimit.Looked(ceiling.Attribute, sheet) - ceiling.Maximum, ceiling.Maximum),
                    _ => 0,
                };
            }
        }

        var indicators = CombatModel.Evaluate(scenarios, gear);
        foreach (var limit in problem.Limits)
        {
            if (limit is GearLimit.IndicatorAtLeast floor)
            {
                missed += Missing(floor.Minimum - Reading(indicators, floor.Indicator), floor.Minimum);
            }
        }

        return (aimed + problem.Objective.Of(indicators), missed);
    }

    /// <summary>A build's worth, added up in the order of the options.</summary>
    public double ValueOf(ReadOnlySpan<int> counts)
    {
        Span<double> points = stackalloc double[Space.Dimensions];
        PointsOf(counts, points);
        return Evaluate(points).Value;
    }

    public void PointsOf(ReadOnlySpan<int> counts, Span<double> points)
    {
        points.Clear();
        for (var o = 0; o < counts.Length; o++)
        {
            if (counts[o] > 0)
            {
                for (var k = 0; k < points.Length; k++)
                {
                    points[k] += Space.Points[(k * Space.Width) + o] * counts[o];
                }
            }
        }
    }

    /// <summary>The same choices by the options of the problem's space.</summary>
    public int[] InProblem(ReadOnlySpan<int> counts)
    {
        var whole = new int[problemWidth];
        for (var o = 0; o < counts.Length; o++)
        {
            if (counts[o] > 0)
            {
                whole[Original.Span[o]] = counts[o];
            }
        }

        return whole;
    }

    private static double Reading(Indicators indicators, Indicator indicator) => indicator switch
    {
        Indicator.Damage => indicators.Damage,
        Indicator.Survivability => indicators.Survivability,
        _ => indicators.Healing,
    };

    private static double Missing(double by, double of) => by <= GearLimit.Tolerance ? 0 : by / Math.Max(1e-9, Math.Abs(of));
}
