using static Gw2Optimizer.Combat.Model.CombatAttribute;

namespace Gw2Optimizer.Combat.Model;

/// <summary>One build in one scenario, step by step. Allocates nothing, so that a search can call it for every build that it looks at.</summary>
/// <remarks>Order of effects from discretize-gear-optimizer commit b64d7244 (calcStatsScenario), told in facts/attributes_formulas.yaml.</remarks>
public static class CombatModel
{
    /// <summary>More conversions than any build has; beyond that an array is made.</summary>
    private const int ConversionsOnStack = 64;

    /// <summary>Fills <paramref name="attributes"/> with the finished sheet.</summary>
    /// <param name="gear">Points of gear and infusions, in the order of <see cref="CombatAttribute"/>; at most <see cref="CombatAttributes.GearCount"/> of them.</param>
    /// <param name="attributes">At least <see cref="CombatAttributes.Count"/> numbers.</param>
    public static void Evaluate(Scenario scenario, ReadOnlySpan<double> gear, Span<double> attributes)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        scenario.Base.AsSpan().CopyTo(attributes);
        for (var i = 0; i < gear.Length; i++)
        {
            attributes[i] += gear[i];
        }

        Convert(scenario, attributes);
        foreach (var (attribute, amount) in scenario.Buffs)
        {
            attributes[(int)attribute] += amount;
        }

        Derive(scenario.SecondStrike, attributes);
        foreach (var (target, source, rate) in scenario.ConversionsAfterBuffs)
        {
            attributes[(int)target] += ConvertedAfterBuffs(target, source, rate, attributes[(int)source]);
        }
    }

    /// <summary>What a conversion adds; points are rounded.</summary>
    public static double Converted(CombatAttribute target, double rate, double source)
    {
        var amount = source * rate;
        return CombatAttributes.IsPoints(target) ? Rounding.HalfEven(amount) : amount;
    }

    /// <summary>The same after buffs, where a critical chance counts no more than 100 %.</summary>
    public static double ConvertedAfterBuffs(CombatAttribute target, CombatAttribute source, double rate, double value) =>
        Converted(target, rate, IsCriticalChance(source) ? Math.Clamp(value, 0, 1) : value);

    public static bool IsCriticalChance(CombatAttribute attribute) =>
        attribute is CriticalChance or CloneCriticalChance or PhantasmCriticalChance or AlternativeCriticalChance;

    /// <param name="attributes">A finished sheet.</param>
    public static DamageBreakdown Damage(Scenario scenario, ReadOnlySpan<double> attributes)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var multipliers = scenario.Multipliers;
        var power = attributes[(int)Power];
        return new(
            StrikeFormulas.PerSecond(attributes[(int)PowerCoefficient], power, CriticalFormulas.ExpectedFactor(attributes[(int)CriticalChance], attributes[(int)CriticalDamage], multipliers.Critical), multipliers.Strike),
            StrikeFormulas.PerSecond(attributes[(int)NonCritPowerCoefficient], power, 1, multipliers.Strike),
            Second(scenario, attributes),
            StrikeFormulas.Siphon(attributes[(int)SiphonBaseCoefficient], attributes[(int)SiphonPowerCoefficient], power, multipliers.Siphon),
            attributes[(int)FlatDps],
            Tick(scenario, attributes, DamagingCondition.Bleeding),
            Tick(scenario, attributes, DamagingCondition.Burning),
            Tick(scenario, attributes, DamagingCondition.Confusion),
            Tick(scenario, attributes, DamagingCondition.Poison),
            Tick(scenario, attributes, DamagingCondition.Torment));
    }

    /// <param name="attributes">A finished sheet.</param>
    public static Indicators Indicators(Scenario scenario, ReadOnlySpan<double> attributes)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return new(
            Damage(scenario, attributes).Total,
            SurvivabilityFormulas.Index(attributes[(int)Health], attributes[(int)Armor], scenario.Multipliers.IncomingStrike),
            HealingFormulas.Index(attributes[(int)HealingPower], attributes[(int)OutgoingHealing]));
    }

    /// <summary>The whole fight: each scenario's indicators times its fraction.</summary>
    public static Indicators Evaluate(ReadOnlySpan<Scenario> scenarios, ReadOnlySpan<double> gear)
    {
        Span<double> attributes = stackalloc double[CombatAttributes.Count];
        double damage = 0, survivability = 0, healing = 0;
        foreach (var scenario in scenarios)
        {
            Evaluate(scenario, gear, attributes);
            var one = Indicators(scenario, attributes);
            damage += scenario.Fraction * one.Damage;
            survivability += scenario.Fraction * one.Survivability;
            healing += scenario.Fraction * one.Healing;
        }

        return new(damage, survivability, healing);
    }

    public static CombatAttribute CoefficientOf(DamagingCondition condition) => BleedingCoefficient + (int)condition;

    public static CombatAttribute DurationOf(DamagingCondition condition) => BleedingDuration + (int)condition;

    /// <summary>All read before any is added.</summary>
    private static void Convert(Scenario scenario, Span<double> attributes)
    {
        var conversions = scenario.Conversions.AsSpan();
        Span<double> amounts = conversions.Length <= ConversionsOnStack ? stackalloc double[conversions.Length] : new double[conversions.Length];
        for (var i = 0; i < amounts.Length; i++)
        {
            amounts[i] = Converted(conversions[i].Target, conversions[i].Rate, attributes[(int)conversions[i].Source]);
        }

        for (var i = 0; i < amounts.Length; i++)
        {
            attributes[(int)conversions[i].Target] += amounts[i];
        }
    }

    private static void Derive(SecondStrike second, Span<double> attributes)
    {
        var chance = CriticalFormulas.ChanceOfPrecision(attributes[(int)Precision]);
        var damage = attributes[(int)Ferocity] / CriticalFormulas.FerocityPerDamage;
        attributes[(int)CriticalChance] += chance;
        attributes[(int)CriticalDamage] += damage;
        attributes[(int)BoonDuration] = DurationFormulas.Boon(attributes[(int)Concentration], attributes[(int)BoonDuration]);
        attributes[(int)ConditionDuration] = DurationFormulas.Condition(attributes[(int)Expertise], attributes[(int)ConditionDuration]);
        attributes[(int)Health] = SurvivabilityFormulas.Health(attributes[(int)Health], attributes[(int)Vitality], attributes[(int)MaximumHealth]);
        attributes[(int)Armor] = SurvivabilityFormulas.Armor(attributes[(int)Armor], attributes[(int)Toughness]);
        if (second == SecondStrike.Phantasm)
        {
            attributes[(int)CloneCriticalChance] += chance;
            attributes[(int)PhantasmCriticalChance] += chance;
            attributes[(int)PhantasmCriticalDamage] += damage;
            return;
        }

        attributes[(int)AlternativePower] += attributes[(int)Power];
        attributes[(int)AlternativeCriticalChance] += attributes[(int)CriticalChance] + (attributes[(int)AlternativePrecision] / CriticalFormulas.PrecisionPerChance);
        attributes[(int)AlternativeCriticalDamage] += attributes[(int)CriticalDamage] + (attributes[(int)AlternativeFerocity] / CriticalFormulas.FerocityPerDamage);
    }

    private static double Second(Scenario scenario, ReadOnlySpan<double> attributes)
    {
        var coefficient = attributes[(int)Power2Coefficient];
        var multipliers = scenario.Multipliers;
        return scenario.SecondStrike == SecondStrike.Phantasm
            ? StrikeFormulas.PerSecond(coefficient, attributes[(int)Power], CriticalFormulas.ExpectedFactor(attributes[(int)PhantasmCriticalChance], attributes[(int)PhantasmCriticalDamage], multipliers.PhantasmCritical), multipliers.Phantasm)
            : StrikeFormulas.PerSecond(coefficient, attributes[(int)AlternativePower], CriticalFormulas.ExpectedFactor(attributes[(int)AlternativeCriticalChance], attributes[(int)AlternativeCriticalDamage], multipliers.AlternativeCritical), multipliers.Strike);
    }

    private static double Tick(Scenario scenario, ReadOnlySpan<double> attributes, DamagingCondition condition)
    {
        var coefficient = attributes[(int)CoefficientOf(condition)];
        if (coefficient == 0)
        {
            return 0;
        }

        var tick = scenario.Ticks[condition];
        return ConditionFormulas.PerSecond(
            coefficient,
            DurationFormulas.ConditionFactor(attributes[(int)ConditionDuration], attributes[(int)DurationOf(condition)], attributes[(int)ConditionDurationUncapped]),
            tick.Of(attributes[(int)tick.Source]),
            scenario.Multipliers.Condition * scenario.Multipliers[condition]);
    }
}
