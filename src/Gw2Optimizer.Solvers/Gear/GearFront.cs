using System.Collections.Immutable;
using Gw2Optimizer.Solvers.Gear.Search;

namespace Gw2Optimizer.Solvers.Gear;

/// <summary>
/// The front of damage, survivability and healing, at as many levels as asked for: no build is better in one of them and no worse in the others than a build of the front.
/// At each pair of floors under survivability and healing the most damage, then with it the most survivability, then the most healing.
/// </summary>
/// <param name="Builds">Most damage first; each is proven to be of the front.</param>
/// <param name="Complete">Whether every search was carried through.</param>
public sealed record GearFront(ImmutableArray<GearBuild> Builds, bool Complete)
{
    public const int LevelsMax = 50;

    /// <param name="levels">Floors under survivability, and under healing, from none to the most there is; 2 to <see cref="LevelsMax"/>.</param>
    /// <exception cref="GearProblemException">Out of range.</exception>
    public static GearFront Of(GearProblem problem, int levels = 5, GearSearchOptions? options = null, CancellationToken cancelled = default)
    {
        options = (options ?? GearSearchOptions.Default) with { BestCount = 1, RecordProof = false };
        GearRanges.Check(problem, options);
        GearRanges.CheckLevels(levels);
        var walk = new Walk(problem, options, cancelled);
        var builds = walk.Levels(Indicator.Survivability, levels)
            .SelectMany(survivability => walk.Levels(Indicator.Healing, levels).Select(healing => walk.Best(survivability, healing)))
            .OfType<GearBuild>()
            .DistinctBy(build => build.Indicators)
            .OrderByDescending(build => build.Indicators.Damage).ThenByDescending(build => build.Indicators.Survivability);
        return new([.. builds], !walk.Interrupted);
    }

    private sealed class Walk(GearProblem problem, GearSearchOptions options, CancellationToken cancelled)
    {
        public bool Interrupted { get; private set; }

        /// <summary>Floors from nothing to the most.</summary>
        public IReadOnlyList<double> Levels(Indicator indicator, int levels)
        {
            if (Solve(ObjectiveOf(indicator), []) is not { } most || Solve(GearObjective.ByDamage, []) is not { } strongest)
            {
                return [0];
            }

            var from = Reading(strongest, indicator);
            var to = Reading(most, indicator);
            return to > from ? [.. Enumerable.Range(0, levels).Select(level => level == 0 ? 0 : from + ((to - from) * level / (levels - 1)))] : [0];
        }

        public GearBuild? Best(double survivability, double healing)
        {
            GearLimit[] floors = [new GearLimit.IndicatorAtLeast(Indicator.Survivability, survivability), new GearLimit.IndicatorAtLeast(Indicator.Healing, healing)];
            GearBuild? best = null;
            foreach (var indicator in (ReadOnlySpan<Indicator>)[Indicator.Damage, Indicator.Survivability, Indicator.Healing])
            {
                if (Solve(ObjectiveOf(indicator), floors) is not { } better)
                {
                    return Interrupted ? null : best;
                }

                best = better;
                floors = [.. floors, new GearLimit.IndicatorAtLeast(indicator, Reading(best, indicator))];
            }

            return best;
        }

        private GearBuild? Solve(GearObjective objective, IReadOnlyList<GearLimit> floors)
        {
            var limited = problem with { Objective = objective, Limits = [.. problem.Limits, .. floors] };
            var answer = new Exploration(limited, options, double.NegativeInfinity, untilFirst: false, progress: null, cancelled).Run();
            Interrupted |= answer.Status == GearStatus.Interrupted;
            return answer.Status == GearStatus.Proven ? answer.Best : null;
        }

        private static GearObjective ObjectiveOf(Indicator indicator) => indicator switch
        {
            Indicator.Damage => GearObjective.ByDamage,
            Indicator.Survivability => GearObjective.BySurvivability,
            _ => GearObjective.ByHealing,
        };

        private static double Reading(GearBuild build, Indicator indicator) => indicator switch
        {
            Indicator.Damage => build.Indicators.Damage,
            Indicator.Survivability => build.Indicators.Survivability,
            _ => build.Indicators.Healing,
        };
    }
}
