using Gw2Optimizer.Combat.Model;
using static Gw2Optimizer.Combat.Model.CombatAttribute;

namespace Gw2Optimizer.Solvers.Gear.Relaxations;

/// <summary>The finished sheet of a scenario as functions of gear; the steps are those of <see cref="CombatModel"/>.</summary>
internal static class ScenarioQuantities
{
    /// <param name="clamp">Makes a critical chance one that counts no more than 100 %.</param>
    /// <exception cref="GearProblemException">A conversion that has no such form.</exception>
    public static Quantity[] Of(GearSpace space, Scenario scenario, Func<Quantity, Quantity> clamp)
    {
        var sheet = new Quantity[CombatAttributes.Count];
        for (var attribute = 0; attribute < sheet.Length; attribute++)
        {
            sheet[attribute] = Quantity.Of(scenario.Base.AsSpan()[attribute]);
        }

        for (var k = 0; k < space.Dimensions; k++)
        {
            var attribute = (int)space.Attributes[k];
            sheet[attribute] = Quantity.OfColumn(sheet[attribute].Constant, k, space.Dimensions);
        }

        var before = (Quantity[])sheet.Clone();
        foreach (var (target, source, rate) in scenario.Conversions)
        {
            sheet[(int)target] += Converted(target, before[(int)source] * rate);
        }

        foreach (var (attribute, amount) in scenario.Buffs)
        {
            sheet[(int)attribute] += amount;
        }

        Derive(scenario.SecondStrike, sheet);
        foreach (var (target, source, rate) in scenario.ConversionsAfterBuffs)
        {
            var value = CombatModel.IsCriticalChance(source) ? clamp(sheet[(int)source]) : sheet[(int)source];
            if (rate < 0 && value.Terms.Length > 0)
            {
                throw new GearProblemException($"A conversion takes {CombatAttributes.NameOf(target)} for a capped {CombatAttributes.NameOf(source)}; its rate is {rate} and must not be negative.");
            }

            sheet[(int)target] += Converted(target, value * rate);
        }

        return sheet;
    }

    private static Quantity Converted(CombatAttribute target, Quantity amount) => CombatAttributes.IsPoints(target) ? amount.Rounded() : amount;

    private static void Derive(SecondStrike second, Quantity[] sheet)
    {
        var chance = (sheet[(int)Precision] + -1000) * (1 / CriticalFormulas.PrecisionPerChance);
        var damage = sheet[(int)Ferocity] * (1 / CriticalFormulas.FerocityPerDamage);
        sheet[(int)CriticalChance] += chance;
        sheet[(int)CriticalDamage] += damage;
        sheet[(int)BoonDuration] += sheet[(int)Concentration] * (1 / DurationFormulas.PointsPerDuration);
        sheet[(int)ConditionDuration] += sheet[(int)Expertise] * (1 / DurationFormulas.PointsPerDuration);
        if (!sheet[(int)MaximumHealth].IsConstant)
        {
            throw new GearProblemException("A conversion into Maximum Health is not something the search can bound; give the bonus as a number.");
        }

        sheet[(int)Health] = ((sheet[(int)Health] + (sheet[(int)Vitality] * SurvivabilityFormulas.HealthPerVitality)) * (1 + sheet[(int)MaximumHealth].Constant)).Rounded();
        sheet[(int)Armor] += sheet[(int)Toughness];
        if (second == SecondStrike.Phantasm)
        {
            sheet[(int)CloneCriticalChance] += chance;
            sheet[(int)PhantasmCriticalChance] += chance;
            sheet[(int)PhantasmCriticalDamage] += damage;
            return;
        }

        sheet[(int)AlternativePower] += sheet[(int)Power];
        sheet[(int)AlternativeCriticalChance] += sheet[(int)CriticalChance] + (sheet[(int)AlternativePrecision] * (1 / CriticalFormulas.PrecisionPerChance));
        sheet[(int)AlternativeCriticalDamage] += sheet[(int)CriticalDamage] + (sheet[(int)AlternativeFerocity] * (1 / CriticalFormulas.FerocityPerDamage));
    }
}
