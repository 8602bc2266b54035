using System.Collections.Immutable;
using Gw2Optimizer.Combat.Model;
using Gw2Optimizer.Solvers.Gear.Search;

namespace Gw2Optimizer.Solvers.Gear;

/// <summary>What makes a build worth what it is.</summary>
public static class GearInsight
{
    /// <summary>Points that a marginal value is told for.</summary>
    public const double MarginalPoints = 5;

    /// <summary>What five points more of each attribute would add to what the build is ranked by.</summary>
    /// <remarks>What is converted from the five points is not rounded, so that the value does not depend on where the last rounding fell.</remarks>
    public static ImmutableArray<AttributeBonus> Marginals(GearProblem problem, GearBuild build)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(build);
        var gear = build.PointsIn(problem);
        var scenarios = problem.Variants[build.Variant].Scenarios;
        return [.. CombatAttributes.All.Take(CombatAttributes.GearCount).Select(attribute =>
        {
            var raised = scenarios.Select(scenario => Raised(scenario, attribute)).ToArray();
            return new AttributeBonus(attribute, problem.Objective.Of(CombatModel.Evaluate(raised, gear)) - build.Value);
        })];
    }

    private static Scenario Raised(Scenario scenario, CombatAttribute attribute) => scenario with
    {
        Buffs =
        [
            .. scenario.Buffs,
            new(attribute, MarginalPoints),
            .. scenario.Conversions.Where(conversion => conversion.Source == attribute).Select(conversion => new AttributeBonus(conversion.Target, conversion.Rate * MarginalPoints)),
        ],
    };

    /// <summary>What each limit costs: how much more the best build would be worth without it. 0 for one that does not bind.</summary>
    /// <param name="best">Proven.</param>
    /// <returns>For each limit of the problem; an interrupted search tells its bound.</returns>
    public static ImmutableArray<LimitCost> LimitCosts(GearProblem problem, GearBuild best, GearSearchOptions? options = null, CancellationToken cancelled = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(best);
        options = (options ?? GearSearchOptions.Default) with { BestCount = 1, RecordProof = false };
        GearRanges.Check(problem, options);
        return [.. problem.Limits.Select(limit =>
        {
            var without = new Exploration(problem with { Limits = problem.Limits.Remove(limit) }, options, double.NegativeInfinity, untilFirst: false, progress: null, cancelled).Run();
            return new LimitCost(limit, Math.Max(0, without.Bound - best.Value), without.Status == GearStatus.Proven);
        })];
    }

    /// <summary>Everything worn, each with its points, as explanations name them.</summary>
    public static IReadOnlyList<GearSource> Sources(GearProblem problem, GearBuild build)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(build);
        var infusions = problem.Infusions;
        return
        [
            .. build.Options.Select((option, slot) => new GearSource($"{problem.Slots[slot].Options[option].Prefix} {problem.Slots[slot].Name}", problem.Slots[slot].Options[option].Points)),
            .. build.Infusions.Select((count, type) => (count, infusions.Options[type].Attribute)).Where(worn => worn.count > 0)
                .Select(worn => new GearSource($"{worn.count} x {CombatAttributes.NameOf(worn.Attribute)} infusion", [new(worn.Attribute, worn.count * infusions.PointsEach)])),
        ];
    }

    /// <summary>Damage, survivability and healing of a build, opened down to what is given.</summary>
    public static ImmutableArray<Explanation> Explain(GearProblem problem, GearBuild build)
    {
        var sources = Sources(problem, build);
        var scenarios = problem.Variants[build.Variant].Scenarios;
        return [IndicatorExplanations.Damage(scenarios, sources), IndicatorExplanations.Survivability(scenarios, sources), IndicatorExplanations.Healing(scenarios, sources)];
    }
}

/// <param name="Exact">Whether <paramref name="Cost"/> is proven; else it is at most that.</param>
public sealed record LimitCost(GearLimit Limit, double Cost, bool Exact);
