using static Gw2Optimizer.Combat.Model.CombatAttribute;

namespace Gw2Optimizer.Combat.Model;

/// <summary>Opens every attribute of a finished sheet to its terms; the steps are those of <see cref="CombatModel"/>.</summary>
public static class AttributeExplanations
{
    /// <returns>One for each attribute, in their order.</returns>
    public static IReadOnlyList<Explanation> Of(Scenario scenario, IReadOnlyList<GearSource> gear)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(gear);
        var terms = CombatAttributes.All.Select(attribute => new List<Explanation> { Explanation.Given("base", scenario.Base[attribute]) }).ToArray();
        foreach (var source in gear)
        {
            foreach (var (attribute, amount) in source.Points)
            {
                terms[(int)attribute].Add(Explanation.Given(source.Label, amount));
            }
        }

        var before = terms.Select(parts => parts.Sum(part => part.Value)).ToArray();
        foreach (var (target, source, rate) in scenario.Conversions)
        {
            terms[(int)target].Add(Converted(source, rate, CombatModel.Converted(target, rate, before[(int)source])));
        }

        foreach (var (attribute, amount) in scenario.Buffs)
        {
            terms[(int)attribute].Add(Explanation.Given("buffs", amount));
        }

        Derive(scenario.SecondStrike, terms);
        foreach (var (target, source, rate) in scenario.ConversionsAfterBuffs)
        {
            terms[(int)target].Add(Converted(source, rate, CombatModel.ConvertedAfterBuffs(target, source, rate, Total(terms, source))));
        }

        return [.. CombatAttributes.All.Select(attribute => Explanation.Sum(CombatAttributes.NameOf(attribute), terms[(int)attribute]))];
    }

    private static Explanation Converted(CombatAttribute source, double rate, double amount) => Explanation.Given($"{rate:0.####} of {CombatAttributes.NameOf(source)}", amount);

    private static double Total(List<Explanation>[] terms, CombatAttribute attribute) => terms[(int)attribute].Sum(part => part.Value);

    private static void Derive(SecondStrike second, List<Explanation>[] terms)
    {
        var chance = Explanation.Given("(Precision - 1000) / 2100", CriticalFormulas.ChanceOfPrecision(Total(terms, Precision)));
        var damage = Explanation.Given("Ferocity / 1500", Total(terms, Ferocity) / CriticalFormulas.FerocityPerDamage);
        terms[(int)CriticalChance].Add(chance);
        terms[(int)CriticalDamage].Add(damage);
        terms[(int)BoonDuration].Add(Explanation.Given("Concentration / 1500", DurationFormulas.Boon(Total(terms, Concentration))));
        terms[(int)ConditionDuration].Add(Explanation.Given("Expertise / 1500", DurationFormulas.Condition(Total(terms, Expertise))));
        DeriveHealth(terms);
        terms[(int)Armor].Add(Explanation.Given("Toughness", Total(terms, Toughness)));
        if (second == SecondStrike.Phantasm)
        {
            terms[(int)CloneCriticalChance].Add(chance);
            terms[(int)PhantasmCriticalChance].Add(chance);
            terms[(int)PhantasmCriticalDamage].Add(damage);
            return;
        }

        terms[(int)AlternativePower].Add(Explanation.Given("Power", Total(terms, Power)));
        terms[(int)AlternativeCriticalChance].Add(Explanation.Given("Critical Chance", Total(terms, CriticalChance)));
        terms[(int)AlternativeCriticalChance].Add(Explanation.Given("Alternative Precision / 2100", Total(terms, AlternativePrecision) / CriticalFormulas.PrecisionPerChance));
        terms[(int)AlternativeCriticalDamage].Add(Explanation.Given("Critical Damage", Total(terms, CriticalDamage)));
        terms[(int)AlternativeCriticalDamage].Add(Explanation.Given("Alternative Ferocity / 1500", Total(terms, AlternativeFerocity) / CriticalFormulas.FerocityPerDamage));
    }

    private static void DeriveHealth(List<Explanation>[] terms)
    {
        var profession = Total(terms, Health);
        var vitality = Total(terms, Vitality);
        var bonus = Total(terms, MaximumHealth);
        var plain = profession + (SurvivabilityFormulas.HealthPerVitality * vitality);
        var whole = SurvivabilityFormulas.Health(profession, vitality, bonus);
        terms[(int)Health].Add(Explanation.Given("10 x Vitality", SurvivabilityFormulas.HealthPerVitality * vitality));
        terms[(int)Health].Add(Explanation.Given("Maximum Health", plain * bonus));
        terms[(int)Health].Add(Explanation.Given("rounding", whole - (plain + (plain * bonus))));
    }
}
