using System.Collections.Immutable;
using static Gw2Optimizer.Combat.Model.CombatAttribute;

namespace Gw2Optimizer.Combat.Model;

/// <summary>Opens damage, survivability and healing of a whole fight down to what is given.</summary>
public static class IndicatorExplanations
{
    public static Explanation Damage(ImmutableArray<Scenario> scenarios, IReadOnlyList<GearSource> gear) => Whole("Damage", scenarios, gear, DamageOf);

    public static Explanation Survivability(ImmutableArray<Scenario> scenarios, IReadOnlyList<GearSource> gear) => Whole("Survivability", scenarios, gear, (scenario, sheet) =>
        Explanation.Product(
            "Survivability",
            sheet[(int)Health],
            sheet[(int)Armor],
            Explanation.Given("1 / incoming strike damage", 1 / scenario.Multipliers.IncomingStrike),
            Explanation.Given("1 / 1967", 1 / SurvivabilityFormulas.IndexScale)));

    public static Explanation Healing(ImmutableArray<Scenario> scenarios, IReadOnlyList<GearSource> gear) => Whole("Healing", scenarios, gear, (_, sheet) =>
        Explanation.Product(
            "Healing",
            Explanation.Sum("pulse", Explanation.Given("base", HealingFormulas.PulseBase), Explanation.Product("by healing power", Explanation.Given("coefficient", HealingFormulas.PulseCoefficient), sheet[(int)HealingPower])),
            OnePlus("outgoing", sheet[(int)OutgoingHealing])));

    private static Explanation Whole(string label, ImmutableArray<Scenario> scenarios, IReadOnlyList<GearSource> gear, Func<Scenario, IReadOnlyList<Explanation>, Explanation> open)
    {
        var parts = scenarios.Select((scenario, place) => Explanation.Product($"scenario {place + 1}", Explanation.Given("share of the fight", scenario.Fraction), open(scenario, AttributeExplanations.Of(scenario, gear))));
        return Explanation.Sum(label, parts);
    }

    private static Explanation DamageOf(Scenario scenario, IReadOnlyList<Explanation> sheet)
    {
        var multipliers = scenario.Multipliers;
        var strike = Explanation.Given("strike modifiers", multipliers.Strike);
        var second = scenario.SecondStrike == SecondStrike.Phantasm
            ? Strike("phantasm strikes", sheet[(int)Power2Coefficient], sheet[(int)Power], Critical(sheet, PhantasmCriticalChance, PhantasmCriticalDamage, multipliers.PhantasmCritical), Explanation.Given("phantasm modifiers", multipliers.Phantasm))
            : Strike("strikes of the second bar", sheet[(int)Power2Coefficient], sheet[(int)AlternativePower], Critical(sheet, AlternativeCriticalChance, AlternativeCriticalDamage, multipliers.AlternativeCritical), strike);
        return Explanation.Sum(
            "Damage",
            [
                Strike("strikes", sheet[(int)PowerCoefficient], sheet[(int)Power], Critical(sheet, CriticalChance, CriticalDamage, multipliers.Critical), strike),
                Strike("strikes that cannot be critical", sheet[(int)NonCritPowerCoefficient], sheet[(int)Power], Explanation.Given("critical factor", 1), strike),
                second,
                Explanation.Product("siphon", Explanation.Sum("siphoned", sheet[(int)SiphonBaseCoefficient], Explanation.Product("by power", sheet[(int)SiphonPowerCoefficient], sheet[(int)Power])), Explanation.Given("siphon modifiers", multipliers.Siphon)),
                sheet[(int)FlatDps],
                .. Enum.GetValues<DamagingCondition>().Select(condition => Condition(scenario, sheet, condition)),
            ]);
    }

    private static Explanation Strike(string label, Explanation coefficient, Explanation power, Explanation critical, Explanation modifiers) =>
        Explanation.Product(label, coefficient, Explanation.Given("1 / 2597", 1 / StrikeFormulas.ReferenceArmor), power, critical, modifiers);

    private static Explanation Critical(IReadOnlyList<Explanation> sheet, CombatAttribute chance, CombatAttribute damage, double multiplier) => OnePlus(
        "critical factor",
        Explanation.Product(
            "of critical strikes",
            Explanation.Clamped("chance", sheet[(int)chance], 0, 1),
            Explanation.Sum("damage beyond a plain strike", Explanation.Product("critical damage", sheet[(int)damage], Explanation.Given("critical modifiers", multiplier)), Explanation.Given("a plain strike", -1))));

    private static Explanation Condition(Scenario scenario, IReadOnlyList<Explanation> sheet, DamagingCondition condition)
    {
        var tick = scenario.Ticks[condition];
        var duration = Explanation.Sum("duration", sheet[(int)ConditionDuration], sheet[(int)CombatModel.DurationOf(condition)]);
        return Explanation.Product(
            condition.ToString(),
            sheet[(int)CombatModel.CoefficientOf(condition)],
            Explanation.Sum("duration factor", Explanation.Given("one", 1), Explanation.Clamped("duration up to the cap", duration, 0, DurationFormulas.Cap), sheet[(int)ConditionDurationUncapped]),
            Explanation.Sum("tick", Explanation.Given("base", tick.Base), Explanation.Product("by points", Explanation.Given("factor", tick.Factor), sheet[(int)tick.Source])),
            Explanation.Given("condition modifiers", scenario.Multipliers.Condition),
            Explanation.Given($"{condition} modifiers", scenario.Multipliers[condition]));
    }

    private static Explanation OnePlus(string label, Explanation part) => Explanation.Sum(label, Explanation.Given("one", 1), part);
}
