using Gw2Optimizer.Combat.Model;
using Gw2Optimizer.Solvers.Gear;

namespace Gw2Optimizer.Solvers.Tests.Gear;

/// <summary>Visits every build, with nothing of the solver but the problem's types: slots one by one, then every way to infuse.</summary>
internal sealed class BruteForce
{
    private readonly GearProblem problem;
    private readonly Action<int, double, Indicators> visit;
    private readonly long visitsMax;
    private readonly double[] gear = new double[CombatAttributes.GearCount];
    private int variant;

    private BruteForce(GearProblem problem, Action<int, double, Indicators> visit, long visitsMax)
    {
        this.problem = problem;
        this.visit = visit;
        this.visitsMax = visitsMax;
    }

    public long Visited { get; private set; }

    /// <summary>Worths of all builds that hold the limits, each once even where equal slots may be exchanged; best first.</summary>
    public static List<double> Values(GearProblem problem)
    {
        var values = new List<double>();
        Run(problem, (_, value, _) => values.Add(value));
        values.Sort(static (one, other) => other.CompareTo(one));
        return values;
    }

    /// <param name="visit">Variant, worth and indicators of each build that holds the limits.</param>
    /// <param name="visitsMax">Where to stop.</param>
    public static long Run(GearProblem problem, Action<int, double, Indicators> visit, long visitsMax = long.MaxValue)
    {
        var run = new BruteForce(problem, visit, visitsMax);
        for (run.variant = 0; run.variant < problem.Variants.Length; run.variant++)
        {
            run.Slot(0, new int[problem.Slots.Length]);
        }

        return run.Visited;
    }

    /// <summary>Of one build; null if it misses a limit.</summary>
    public static double? Worth(GearProblem problem, int variant, ReadOnlySpan<double> gear)
    {
        double? worth = null;
        var one = new BruteForce(problem, (_, value, _) => worth = value, 1) { variant = variant };
        gear.CopyTo(one.gear);
        one.Evaluate();
        return worth;
    }

    private void Slot(int slot, int[] chosen)
    {
        if (slot == problem.Slots.Length)
        {
            Infuse(0, problem.Infusions.Max);
            return;
        }

        // Equal slots are filled in the order of their options.
        var twin = Enumerable.Range(0, slot).LastOrDefault(other => Same(problem.Slots[other], problem.Slots[slot]), -1);
        for (var option = twin >= 0 ? chosen[twin] : 0; option < problem.Slots[slot].Options.Length && Visited < visitsMax; option++)
        {
            chosen[slot] = option;
            Add(problem.Slots[slot].Options[option], 1);
            Slot(slot + 1, chosen);
            Add(problem.Slots[slot].Options[option], -1);
        }
    }

    private void Infuse(int type, int left)
    {
        if (type == problem.Infusions.Options.Length)
        {
            Evaluate();
            return;
        }

        var (attribute, count) = problem.Infusions.Options[type];
        for (var number = 0; number <= Math.Min(left, count); number++)
        {
            gear[(int)attribute] += number * problem.Infusions.PointsEach;
            Infuse(type + 1, left - number);
            gear[(int)attribute] -= number * problem.Infusions.PointsEach;
        }
    }

    private void Evaluate()
    {
        Visited++;
        var scenarios = problem.Variants[variant].Scenarios.AsSpan();
        var indicators = CombatModel.Evaluate(scenarios, gear);
        Span<double> sheet = stackalloc double[CombatAttributes.Count];
        CombatModel.Evaluate(scenarios[0], gear, sheet);
        if (Holds(indicators, sheet))
        {
            visit(variant, problem.Objective.Of(indicators), indicators);
        }
    }

    private bool Holds(Indicators indicators, ReadOnlySpan<double> sheet)
    {
        foreach (var limit in problem.Limits)
        {
            var missing = limit switch
            {
                GearLimit.AtLeast floor => floor.Minimum - GearLimit.Looked(floor.Attribute, sheet),
                GearLimit.AtMost ceiling => GearLimit.Looked(ceiling.Attribute, sheet) - ceiling.Maximum,
                GearLimit.IndicatorAtLeast { Indicator: Indicator.Damage } floor => floor.Minimum - indicators.Damage,
                GearLimit.IndicatorAtLeast { Indicator: Indicator.Survivability } floor => floor.Minimum - indicators.Survivability,
                GearLimit.IndicatorAtLeast floor => floor.Minimum - indicators.Healing,
                _ => 0,
            };
            if (missing > GearLimit.Tolerance)
            {
                return false;
            }
        }

        return true;
    }

    private void Add(GearOption option, int sign)
    {
        foreach (var (attribute, amount) in option.Points)
        {
            gear[(int)attribute] += sign * amount;
        }
    }

    private static bool Same(GearSlot one, GearSlot other) =>
        one.Options.Length == other.Options.Length && one.Options.Zip(other.Options).All(pair => pair.First.Prefix == pair.Second.Prefix && pair.First.Points.SequenceEqual(pair.Second.Points));
}
