using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gw2Optimizer.Combat.Model;
using Gw2Optimizer.Solvers.Gear;

namespace Gw2Optimizer.Cli.Commands;

/// <summary>Tells a gear answer as a table or as JSON. Progress goes to the other stream.</summary>
internal sealed class GearOutput(TextWriter output, TextWriter errors, bool json, bool explain)
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter() } };

    public IProgress<GearProgress> Progress { get; } = new ProgressLine(errors);

    /// <returns>The exit code.</returns>
    public int Refuse(string message)
    {
        errors.WriteLine(message);
        return 1;
    }

    /// <returns>The exit code: 1 where no gear holds the limits.</returns>
    /// <param name="near">Null: not asked for.</param>
    /// <param name="front">Null: not asked for.</param>
    public int Tell(GearQuestion question, GearProblem problem, GearAnswer answer, NearBuilds? near, GearFront? front)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(Json(question, problem, answer, near, front), Written));
        }
        else
        {
            WriteTable(question, problem, answer, near, front);
        }

        return answer.Best is null ? 1 : 0;
    }

    private object Json(GearQuestion question, GearProblem problem, GearAnswer answer, NearBuilds? near, GearFront? front) => new
    {
        status = answer.Status.ToString(),
        answer.Bound,
        gap = double.IsFinite(answer.Gap) ? answer.Gap : (double?)null,
        answer.Nodes,
        builds = answer.Builds.Select(build => Json(problem, build)),
        notCounted = question.ScenarioWith(question.Upgrades[answer.Best?.Variant ?? 0]).NotCounted,
        conflict = answer.Conflict is { } conflict
            ? new { limits = conflict.Limits.Select(limit => limit.Name), relaxations = conflict.Relaxations.Select(relaxation => relaxation.Changes.Select(change => change.To.Name)) }
            : null,
        explanation = explain && answer.Best is { } best
            ? new
            {
                marginals = GearInsight.Marginals(problem, best).ToDictionary(marginal => marginal.Attribute.ToString(), marginal => marginal.Amount),
                costs = GearInsight.LimitCosts(problem, best).Select(cost => new { limit = cost.Limit.Name, cost.Cost, cost.Exact }),
                figures = GearInsight.Explain(problem, best),
            }
            : null,
        near = near is null ? null : new { near.Complete, groups = near.Groups.Select(group => new { group.Difference, builds = group.Builds.Select(build => Json(problem, build)) }) },
        front = front is null ? null : new { front.Complete, builds = front.Builds.Select(build => Json(problem, build)) },
        dataVersion = question.Catalogue.DataVersion,
    };

    private static object Json(GearProblem problem, GearBuild build) => new
    {
        value = build.Value,
        build.Indicators,
        upgrades = problem.Variants[build.Variant].Name,
        gear = problem.Slots.Zip(build.PrefixesIn(problem)).ToDictionary(pair => pair.First.Name, pair => pair.Second),
        infusions = Infusions(problem, build).ToDictionary(pair => pair.Attribute.ToString(), pair => pair.Count),
        attributes = Sheet(problem, build).ToDictionary(pair => pair.Attribute.ToString(), pair => pair.Value),
    };

    private void WriteTable(GearQuestion question, GearProblem problem, GearAnswer answer, NearBuilds? near, GearFront? front)
    {
        output.WriteLine(Invariant($"{Status(answer)}, {answer.Nodes} parts of the space looked at"));
        if (answer.Conflict is { } conflict)
        {
            WriteConflict(conflict);
        }

        foreach (var build in answer.Builds)
        {
            output.WriteLine();
            output.WriteLine(Invariant($"value {build.Value:0.####}   damage {build.Indicators.Damage:0.##}   survivability {build.Indicators.Survivability:0.##}   healing {build.Indicators.Healing:0.##}"));
            output.WriteLine($"upgrades    {problem.Variants[build.Variant].Name}");
            foreach (var (slot, prefix) in problem.Slots.Zip(build.PrefixesIn(problem)))
            {
                output.WriteLine($"{slot.Name,-11} {prefix}");
            }

            foreach (var (attribute, count) in Infusions(problem, build))
            {
                output.WriteLine($"{"infusions",-11} {count} of {CombatAttributes.NameOf(attribute)}");
            }

            foreach (var (attribute, value) in Sheet(problem, build))
            {
                output.WriteLine(Invariant($"{CombatAttributes.NameOf(attribute),-20} {(CombatAttributes.IsPoints(attribute) || attribute == CombatAttribute.Health ? value.ToString("0", CultureInfo.InvariantCulture) : value.ToString("0.0 %", CultureInfo.InvariantCulture)),10}"));
            }
        }

        if (explain && answer.Best is { } best)
        {
            WriteExplanation(problem, best);
            WriteNotCounted(question, best);
        }

        if (near is not null)
        {
            WriteNear(near);
        }

        if (front is not null)
        {
            WriteFront(problem, front);
        }
    }

    private void WriteConflict(GearConflict conflict)
    {
        output.WriteLine($"No gear holds all of: {string.Join("; ", conflict.Limits.Select(limit => limit.Name))}");
        foreach (var relaxation in conflict.Relaxations)
        {
            output.WriteLine($"It would do to ask for {string.Join(" and ", relaxation.Changes.Select(change => change.To.Name))}");
        }
    }

    /// <summary>Builds within 0.1 % of the best, by what differs.</summary>
    private void WriteNear(NearBuilds near)
    {
        output.WriteLine();
        output.WriteLine(near.Complete ? "Nearly as good:" : "Nearly as good, among others:");
        foreach (var group in near.Groups)
        {
            output.WriteLine(Invariant($"  {group.Builds[0].Value:0.####} {group.Difference} ({group.Builds.Length})"));
        }
    }

    /// <summary>No build is better in one figure and no worse in the others.</summary>
    private void WriteFront(GearProblem problem, GearFront front)
    {
        output.WriteLine();
        output.WriteLine("    damage  survivability  healing  prefixes");
        foreach (var build in front.Builds)
        {
            var prefixes = build.PrefixesIn(problem).CountBy(prefix => prefix).OrderByDescending(count => count.Value).Select(count => $"{count.Value} {count.Key}");
            output.WriteLine(Invariant($"{build.Indicators.Damage,10:0} {build.Indicators.Survivability,14:0} {build.Indicators.Healing,8:0}  {string.Join(", ", prefixes)}"));
        }
    }

    private void WriteExplanation(GearProblem problem, GearBuild best)
    {
        output.WriteLine();
        output.WriteLine(Invariant($"{GearInsight.MarginalPoints} points more would add"));
        foreach (var (attribute, value) in GearInsight.Marginals(problem, best).Where(marginal => marginal.Amount != 0))
        {
            output.WriteLine(Invariant($"  {CombatAttributes.NameOf(attribute),-18} {value:0.####}"));
        }

        foreach (var cost in GearInsight.LimitCosts(problem, best))
        {
            output.WriteLine(Invariant($"{cost.Limit.Name} costs {(cost.Exact ? "" : "at most ")}{cost.Cost:0.####}"));
        }

        foreach (var indicator in GearInsight.Explain(problem, best))
        {
            output.WriteLine();
            ExplanationTree.Write(output, indicator);
        }
    }

    private void WriteNotCounted(GearQuestion question, GearBuild best)
    {
        output.WriteLine();
        output.WriteLine("Not counted: conditional, or without a recorded number");
        foreach (var effect in question.ScenarioWith(question.Upgrades[best.Variant]).NotCounted)
        {
            output.WriteLine($"  {effect}");
        }
    }

    private static string Status(GearAnswer answer) => answer.Status switch
    {
        GearStatus.Proven => "Proven: nothing is better",
        GearStatus.Infeasible => "Proven: no gear holds all limits",
        _ => Invariant($"Stopped: nothing is better by more than {answer.Gap:0.####%}"),
    };

    private static IEnumerable<(CombatAttribute Attribute, int Count)> Infusions(GearProblem problem, GearBuild build) =>
        problem.Infusions.Options.Zip(build.Infusions, (option, count) => (option.Attribute, count)).Where(pair => pair.count > 0);

    private static IEnumerable<(CombatAttribute Attribute, double Value)> Sheet(GearProblem problem, GearBuild build)
    {
        var sheet = new double[CombatAttributes.Count];
        CombatModel.Evaluate(problem.Variants[build.Variant].Scenarios[0], build.PointsIn(problem), sheet);
        return CombatAttributes.All.Where(attribute => attribute <= CombatAttribute.OutgoingHealing && sheet[(int)attribute] != 0).Select(attribute => (attribute, sheet[(int)attribute]));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class ProgressLine(TextWriter errors) : IProgress<GearProgress>
    {
        private long told;

        public void Report(GearProgress value)
        {
            if (value.Nodes >= told)
            {
                told = Math.Max(100_000, value.Nodes * 2);
                errors.WriteLine(Invariant($"{value.Nodes} parts, best {value.Best:0.####}, bound {value.Bound:0.####}"));
            }
        }
    }
}
