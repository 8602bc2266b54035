using System.Collections.Immutable;
using Gw2Optimizer.Combat.Model;
using Gw2Optimizer.Solvers.Gear;

namespace Gw2Optimizer.Solvers.Tests.Gear;

/// <summary>Small problems of every kind: few slots of real budgets, with everything else in the ranges that the game has.</summary>
internal static class RandomProblems
{
    private static readonly CombatAttribute[] Points = [.. CombatAttributes.All.Take(9)];

    private static readonly CombatAttribute[] Limited =
    [
        CombatAttribute.BoonDuration, CombatAttribute.QuicknessDuration, CombatAttribute.Toughness, CombatAttribute.HealingPower, CombatAttribute.CriticalChance,
        CombatAttribute.Health, CombatAttribute.OutgoingHealing, CombatAttribute.Power, CombatAttribute.Armor,
    ];

    public static GearProblem Of(ulong seed)
    {
        var numbers = new SeededNumbers(seed);
        var problem = new GearProblem(
            Slots(numbers),
            [.. Enumerable.Range(0, numbers.Chance(0.3) ? 3 : 1).Select(i => new UpgradeVariant($"set {i}", Scenarios(numbers)))],
            Objective(numbers),
            [],
            numbers.Chance(0.4) ? Infusions(numbers) : GearInfusions.None);
        return problem with { Limits = Limits(numbers, problem) };
    }

    private static ImmutableArray<GearSlot> Slots(SeededNumbers numbers)
    {
        var all = AscendedGear.AllPrefixes.ToList();
        var prefixes = Enumerable.Range(0, 2 + numbers.Below(3)).Select(_ => numbers.Of(all)).Distinct(StringComparer.Ordinal).ToList();
        var slots = AscendedGear.Slots(prefixes);
        var chosen = Enumerable.Range(0, 3 + numbers.Below(4)).Select(_ => numbers.Below(slots.Length)).Distinct().Order();
        return [.. chosen.Select(slot => numbers.Chance(0.1) ? slots[slot] with { Options = slots[slot].Options[..1] } : slots[slot])];
    }

    private static ImmutableArray<Scenario> Scenarios(SeededNumbers numbers)
    {
        var second = numbers.Chance(0.3) ? SecondStrike.Phantasm : SecondStrike.Alternative;
        var one = OneScenario(numbers, second);
        return numbers.Chance(0.3) ? [one with { Fraction = 0.4 }, OneScenario(numbers, second) with { Fraction = 0.6 }] : [one];
    }

    private static Scenario OneScenario(SeededNumbers numbers, SecondStrike second)
    {
        List<AttributeBonus> attributes =
        [
            new(CombatAttribute.Power, 1000 + numbers.Below(400)),
            new(CombatAttribute.Precision, 1000 + numbers.Below(900)),
            new(CombatAttribute.Toughness, 1000),
            new(CombatAttribute.Vitality, 1000 + numbers.Below(300)),
            new(CombatAttribute.Ferocity, numbers.Below(500) + (numbers.Chance(0.3) ? 0.6 : 0)),
            new(CombatAttribute.ConditionDamage, numbers.Below(700)),
            new(CombatAttribute.Expertise, numbers.Chance(0.3) ? numbers.Below(900) : 0),
            new(CombatAttribute.CriticalChance, numbers.Between(0.05, 0.7)),
            new(CombatAttribute.CriticalDamage, 1.5),
            new(CombatAttribute.Health, numbers.Of<double>([1645, 5922, 9212])),
            new(CombatAttribute.Armor, numbers.Of<double>([967, 1118, 1271])),
            new(CombatAttribute.OutgoingHealing, numbers.Chance(0.5) ? numbers.Between(0, 0.3) : 0),
            new(CombatAttribute.ConditionDuration, numbers.Chance(0.5) ? numbers.Between(0, 0.4) : 0),
            new(CombatAttribute.PowerCoefficient, numbers.Chance(0.8) ? numbers.Between(500, 4000) : 0),
            new(CombatAttribute.Power2Coefficient, numbers.Chance(0.4) ? numbers.Between(100, 3000) : 0),
            new(CombatAttribute.NonCritPowerCoefficient, numbers.Chance(0.2) ? numbers.Between(100, 500) : 0),
            new(CombatAttribute.SiphonBaseCoefficient, numbers.Chance(0.3) ? 140 : 0),
            new(CombatAttribute.SiphonPowerCoefficient, numbers.Chance(0.3) ? 0.1 : 0),
            new(CombatAttribute.FlatDps, numbers.Chance(0.3) ? 67 : 0),
            new(CombatAttribute.PhantasmCriticalChance, 0.3),
            new(CombatAttribute.PhantasmCriticalDamage, 1.5),
            new(CombatAttribute.AlternativeFerocity, numbers.Chance(0.3) ? 300 : 0),
            new(CombatAttribute.AlternativePrecision, numbers.Chance(0.3) ? 200 : 0),
            new(CombatAttribute.MaximumHealth, numbers.Chance(0.3) ? 0.1 : 0),
        ];
        foreach (var condition in Enum.GetValues<DamagingCondition>())
        {
            attributes.Add(new(CombatModel.CoefficientOf(condition), numbers.Chance(0.4) ? numbers.Between(0.2, 15) : 0));
            attributes.Add(new(CombatModel.DurationOf(condition), numbers.Chance(0.3) ? numbers.Between(0, 0.6) : 0));
        }

        var mode = numbers.Chance(0.7) ? GameMode.PvE : GameMode.WvW;
        return new(
            1,
            AttributeValues.Of(attributes),
            [new(CombatAttribute.Power, 750), new(CombatAttribute.ConditionDamage, 750), new(numbers.Of(Points), numbers.Below(300))],
            [.. Enumerable.Range(0, numbers.Below(4)).Select(_ => new Conversion(numbers.Chance(0.1) ? CombatAttribute.Armor : numbers.Of(Points), numbers.Of(Points), numbers.Of<double>([0.03, 0.05, 0.07, 0.1, 0.24, -0.02])))],
            [.. AfterBuffs(numbers)],
            new(
                Strike: numbers.Between(1, 2.5),
                Condition: numbers.Between(1, 1.5),
                Critical: numbers.Chance(0.3) ? 1.1 : 1,
                Phantasm: 1.25,
                IncomingStrike: numbers.Chance(0.5) ? 0.67 : 1,
                Burning: numbers.Chance(0.3) ? 1.1 : 1),
            ConditionFormulas.Against(mode, numbers.Unit(), numbers.Unit()) with { Burning = numbers.Chance(0.2) ? ConditionFormulas.InfernoBurning(mode) : ConditionFormulas.Burning },
            second);
    }

    private static IEnumerable<Conversion> AfterBuffs(SeededNumbers numbers)
    {
        if (numbers.Chance(0.3))
        {
            yield return new(CombatAttribute.FlatDps, CombatAttribute.Power, 0.126);
        }

        if (numbers.Chance(0.3))
        {
            yield return new(CombatAttribute.BleedingCoefficient, CombatAttribute.CriticalChance, 3.2);
        }

        if (numbers.Chance(0.15))
        {
            yield return new(CombatAttribute.BleedingCoefficient, CombatAttribute.PhantasmCriticalChance, 9);
        }

        if (numbers.Chance(0.15))
        {
            yield return new(CombatAttribute.HealingPower, CombatAttribute.Power, 0.04);
        }

        if (numbers.Chance(0.1))
        {
            yield return new(CombatAttribute.OutgoingHealing, CombatAttribute.CriticalChance, 0.2);
        }
    }

    private static GearObjective Objective(SeededNumbers numbers) => numbers.Below(6) switch
    {
        0 => GearObjective.ByHealing,
        1 => GearObjective.BySurvivability,
        2 => new(1, 0.3, 5),
        _ => GearObjective.ByDamage,
    };

    private static GearInfusions Infusions(SeededNumbers numbers) => new(
        1 + numbers.Below(6),
        [.. Enumerable.Range(0, 1 + numbers.Below(3)).Select(_ => numbers.Of(Points)).Distinct().Select(attribute => new InfusionOption(attribute, numbers.Below(7)))]);

    /// <summary>Around what some build has, so that they bind; now and then beyond what any has.</summary>
    private static ImmutableArray<GearLimit> Limits(SeededNumbers numbers, GearProblem problem)
    {
        var limits = ImmutableArray.CreateBuilder<GearLimit>();
        var gear = new double[CombatAttributes.GearCount];
        foreach (var slot in problem.Slots)
        {
            foreach (var (attribute, amount) in numbers.Of(slot.Options).Points)
            {
                gear[(int)attribute] += amount;
            }
        }

        var sheet = new double[CombatAttributes.Count];
        var scenarios = problem.Variants[0].Scenarios.AsSpan();
        CombatModel.Evaluate(scenarios[0], gear, sheet);
        var indicators = CombatModel.Evaluate(scenarios, gear);
        for (var count = numbers.Below(4); count > 0; count--)
        {
            var attribute = numbers.Of(Limited);
            var value = GearLimit.Looked(attribute, sheet);
            limits.Add(numbers.Below(4) switch
            {
                0 => new GearLimit.IndicatorAtLeast(Indicator.Survivability, indicators.Survivability * numbers.Between(0.9, 1.03)),
                1 => new GearLimit.IndicatorAtLeast(Indicator.Damage, indicators.Damage * numbers.Between(0.9, 1.03)),
                2 => new GearLimit.AtMost(attribute, value * numbers.Between(0.99, 1.1)),
                _ => new GearLimit.AtLeast(attribute, value * numbers.Between(0.95, 1.02)),
            });
        }

        return limits.ToImmutable();
    }
}
