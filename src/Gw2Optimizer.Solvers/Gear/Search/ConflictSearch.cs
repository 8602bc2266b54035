using System.Collections.Immutable;
using Gw2Optimizer.Combat.Model;

namespace Gw2Optimizer.Solvers.Gear.Search;

/// <summary>Finds out which limits cannot hold together, by searches that stop at their first build, and how far each would have to move.</summary>
internal sealed class ConflictSearch(GearProblem problem, GearSearchOptions options, CancellationToken cancelled)
{
    private readonly GearSearchOptions one = options with { BestCount = 1, RecordProof = false };

    /// <returns>Null if it was cancelled.</returns>
    public GearConflict? Run()
    {
        if (Smallest([.. problem.Limits]) is not { } limits)
        {
            return null;
        }

        var relaxations = limits.Select(limit => Relaxed(limit, problem.Limits.Remove(limit))).OfType<LimitChange>().Select(change => new GearRelaxation([change], Relative(change))).ToList();
        if (relaxations.Count == 0 && Together() is { } together)
        {
            relaxations.Add(together);
        }

        return cancelled.IsCancellationRequested ? null : new(limits, [.. relaxations.OrderBy(relaxation => relaxation.Relative)]);
    }

    private ImmutableArray<GearLimit>? Smallest(ImmutableArray<GearLimit> among)
    {
        for (var size = 1; size <= Math.Min(GearConflict.SmallestMax, among.Length); size++)
        {
            foreach (var subset in Subsets(among, size))
            {
                switch (Holds(subset))
                {
                    case null:
                        return null;
                    case false:
                        return subset;
                }
            }
        }

        return Irreducible(among);
    }

    private ImmutableArray<GearLimit>? Irreducible(ImmutableArray<GearLimit> among)
    {
        foreach (var limit in among)
        {
            switch (Holds(among.Remove(limit)))
            {
                case null:
                    return null;
                case false:
                    among = among.Remove(limit);
                    break;
            }
        }

        return among;
    }

    /// <summary>Where one move is not enough: the cheapest of each conflict in turn.</summary>
    private GearRelaxation? Together()
    {
        var changes = ImmutableArray.CreateBuilder<LimitChange>();
        var limits = problem.Limits;
        while (Holds(limits) == false)
        {
            if (Smallest(limits) is not { } conflict)
            {
                return null;
            }

            var cheapest = conflict.Select(limit => Relaxed(limit, conflict.Remove(limit))).OfType<LimitChange>().MinBy(Relative);
            if (cheapest is null)
            {
                return null;
            }

            limits = limits.Replace(cheapest.From, cheapest.To);
            changes.Add(cheapest);
        }

        return new(changes.ToImmutable(), changes.Sum(Relative));
    }

    private bool? Holds(ImmutableArray<GearLimit> limits)
    {
        var answer = new Exploration(problem with { Limits = limits }, one, double.NegativeInfinity, untilFirst: true, progress: null, cancelled).Run();
        return answer.Best is not null ? true : answer.Status == GearStatus.Infeasible ? false : null;
    }

    /// <summary>How far a limit can be held together with others.</summary>
    private LimitChange? Relaxed(GearLimit limit, ImmutableArray<GearLimit> others)
    {
        var objective = limit switch
        {
            GearLimit.IndicatorAtLeast floor => floor.Indicator switch
            {
                Indicator.Damage => GearObjective.ByDamage,
                Indicator.Survivability => GearObjective.BySurvivability,
                _ => GearObjective.ByHealing,
            },
            GearLimit.AtLeast floor => GearObjective.At(new(floor.Attribute, Least: false)),
            GearLimit.AtMost ceiling => GearObjective.At(new(ceiling.Attribute, Least: true)),
            _ => throw new ArgumentOutOfRangeException(nameof(limit)),
        };
        var answer = new Exploration(problem with { Limits = others, Objective = objective }, one, double.NegativeInfinity, untilFirst: false, progress: null, cancelled).Run();
        return answer is { Status: GearStatus.Proven, Best: { } best } ? new(limit, limit.At(Reached(limit, best))) : null;
    }

    private double Reached(GearLimit limit, GearBuild build)
    {
        if (limit is GearLimit.IndicatorAtLeast)
        {
            return build.Value;
        }

        var sheet = new double[CombatAttributes.Count];
        CombatModel.Evaluate(problem.Variants[build.Variant].Scenarios[0], build.PointsIn(problem), sheet);
        return GearLimit.Looked(limit is GearLimit.AtLeast floor ? floor.Attribute : ((GearLimit.AtMost)limit).Attribute, sheet);
    }

    private static double Relative(LimitChange change) => Math.Abs(change.To.Value - change.From.Value) / Math.Max(1e-9, Math.Abs(change.From.Value));

    private static IEnumerable<ImmutableArray<GearLimit>> Subsets(ImmutableArray<GearLimit> among, int size)
    {
        if (size == 0)
        {
            yield return [];
            yield break;
        }

        for (var first = 0; first <= among.Length - size; first++)
        {
            foreach (var rest in Subsets(among[(first + 1)..], size - 1))
            {
                yield return [among[first], .. rest];
            }
        }
    }
}
