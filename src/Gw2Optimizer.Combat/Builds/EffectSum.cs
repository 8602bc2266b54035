using System.Collections.Immutable;
using System.Globalization;
using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Combat.Model;

namespace Gw2Optimizer.Combat.Builds;

/// <summary>Adds up what a character's parts give, and notes what cannot be counted.</summary>
internal sealed class EffectSum(GameMode mode)
{
    private readonly List<AttributeBonus> bonuses = [];
    private readonly List<Conversion> conversions = [];
    private readonly List<double> strike = [];
    private readonly List<double> condition = [];
    private readonly List<string> notCounted = [];

    public void Add(CombatAttribute attribute, double amount) => bonuses.Add(new(attribute, amount));

    public void Take(UpgradeSet upgrades)
    {
        if (upgrades.Rune is { } rune)
        {
            Add(rune.Flat);
            Add(rune.Name, rune.Percents);
            Skip(rune.Name, rune.Other);
        }

        foreach (var sigil in upgrades.Sigils.DistinctBy(sigil => sigil.Id))
        {
            Take(sigil);
        }

        if (upgrades.Relic is { } relic)
        {
            // Every recorded number of a relic holds for some seconds after something has happened.
            Skip(relic.Name, relic.EffectsKnown ? relic.Modifiers.Where(modifier => modifier.IsFor(mode)).Select(modifier => modifier.Effect) : ["no number is recorded"]);
        }

        Take(upgrades.Food);
        Take(upgrades.Utility);
    }

    /// <remarks>
    /// A conversion of a trait always holds. Where the API has two numbers for one, the modes differ: in its order the first is PvE's and the last WvW's and PvP's.
    /// What a trait adds besides depends on what happens in the fight.
    /// </remarks>
    public void Take(Trait trait)
    {
        var all = trait.Facts.Where(fact => fact is { Type: "BuffConversion", Source: not null, Target: not null, Percent: not null }).ToList();
        foreach (var same in all.GroupBy(fact => (fact.Target, fact.Source)))
        {
            var percent = (mode == GameMode.PvE ? same.First() : same.Last()).Percent!.Value;
            if (GearAttributes.Find(same.Key.Target!) is { } target && GearAttributes.Find(same.Key.Source!) is { } source)
            {
                conversions.Add(new((CombatAttribute)target, (CombatAttribute)source, percent / 100));
            }
        }

        if (!trait.FactsKnown)
        {
            Skip(trait.Name, ["no number is recorded"]);
        }
        else if (trait.Facts.Concat(trait.TraitedFacts).Any(fact => fact.Type is "AttributeAdjust" or "Percent" or "PrefixedBuff" or "Buff"))
        {
            Skip(trait.Name, ["what it does in the fight"]);
        }
    }

    public CharacterScenario Finish(Fight fight)
    {
        var target = BoonFormulas.Vulnerability(fight.VulnerabilityStacks) - 1;
        var buffs = ImmutableArray.CreateBuilder<AttributeBonus>();
        buffs.Add(new(CombatAttribute.Power, BoonFormulas.Might(fight.MightStacks)));
        buffs.Add(new(CombatAttribute.ConditionDamage, BoonFormulas.Might(fight.MightStacks)));
        if (fight.Fury)
        {
            buffs.Add(new(CombatAttribute.CriticalChance, BoonFormulas.Fury(fight.Mode)));
        }

        var multipliers = new DamageMultipliers(
            Strike: new ModifierBuckets([.. strike], [], [target]).Total,
            Condition: new ModifierBuckets([.. condition], [], [target]).Total,
            IncomingStrike: fight.Protection ? BoonFormulas.Protection : 1);
        var scenario = new Scenario(1, AttributeValues.Of(bonuses), buffs.ToImmutable(), [.. conversions], [], multipliers, ConditionFormulas.Against(fight.Mode));
        return new(scenario, [.. notCounted]);
    }

    private void Take(Sigil sigil)
    {
        if (sigil.Modifier is not { } modifier)
        {
            Skip(sigil.Name, [sigil.Text ?? "no number is recorded"]);
            return;
        }

        switch (modifier.What)
        {
            case "strike_damage_pct":
                strike.Add(modifier.Amount / 100);
                break;
            case "condition_damage_pct":
                condition.Add(modifier.Amount / 100);
                break;
            default:
                Add(SigilAttribute(modifier.What), modifier.What.Contains("_pct", StringComparison.Ordinal) ? Stacked(modifier) / 100 : Stacked(modifier));
                break;
        }

        if (modifier.When != "always")
        {
            notCounted.Add($"{sigil.Name}: {(IsStacking(modifier) ? "counted with" : "beside")} {modifier.When}");
        }
    }

    /// <summary>A sigil that gathers stacks is counted with all of them.</summary>
    private static double Stacked(SigilModifier modifier) => IsStacking(modifier) ? modifier.Amount * BoonFormulas.MightStacksMax : modifier.Amount;

    private static bool IsStacking(SigilModifier modifier) => modifier.What.EndsWith("per stack", StringComparison.Ordinal);

    /// <summary>"bleeding_duration_pct" is Bleeding Duration, "Power per stack" is Power.</summary>
    private static CombatAttribute SigilAttribute(string what) => CombatAttributes.Named(
        what.Replace(" per stack", "", StringComparison.Ordinal).Replace("_pct", "", StringComparison.Ordinal)
            .Replace("crit_", "critical_", StringComparison.Ordinal));

    private void Take(Consumable? consumable)
    {
        if (consumable is null)
        {
            return;
        }

        Add(consumable.Flat);
        Add(consumable.Name, consumable.Percents);
        foreach (var (to, percent, from) in consumable.Conversions)
        {
            conversions.Add(new((CombatAttribute)to, (CombatAttribute)from, percent / 100));
        }

        Skip(consumable.Name, consumable.EffectsKnown ? consumable.Other : ["no number is recorded"]);
    }

    private void Add(AttributePoints points)
    {
        foreach (var (attribute, amount) in points.Terms)
        {
            Add((CombatAttribute)attribute, amount);
        }
    }

    private void Add(string of, ImmutableArray<PercentBonus> percents)
    {
        foreach (var (what, percent) in percents)
        {
            if (Enum.TryParse<CombatAttribute>(what, out var attribute))
            {
                Add(attribute, percent / 100);
            }
            else
            {
                notCounted.Add(string.Create(CultureInfo.InvariantCulture, $"{of}: {what} {percent} %"));
            }
        }
    }

    private void Skip(string of, IEnumerable<string> effects) => notCounted.AddRange(effects.Select(effect => $"{of}: {effect}"));
}
