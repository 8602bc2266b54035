using System.Collections.Immutable;
using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Combat.Model;

namespace Gw2Optimizer.Combat.Builds;

/// <summary>Everything of a level-80 character but the prefixes of its gear and its infusions.</summary>
/// <param name="Traits">Minor and major ones.</param>
public sealed record Character(Profession Profession, ImmutableArray<Trait> Traits, UpgradeSet Upgrades)
{
    /// <summary>Power, precision, toughness and vitality of every level-80 character. Source: wiki, Attribute.</summary>
    public const double BaseAttribute = 1000;

    /// <summary>The fight with this character in it, and what of its effects no number stands for.</summary>
    public CharacterScenario In(Fight fight)
    {
        ArgumentNullException.ThrowIfNull(fight);
        var effects = new EffectSum(fight.Mode);
        effects.Add(CombatAttribute.Power, BaseAttribute);
        effects.Add(CombatAttribute.Precision, BaseAttribute);
        effects.Add(CombatAttribute.Toughness, BaseAttribute);
        effects.Add(CombatAttribute.Vitality, BaseAttribute);
        effects.Add(CombatAttribute.Health, Profession.BaseHealth);
        effects.Add(CombatAttribute.Armor, Profession.Defense);
        effects.Add(CombatAttribute.CriticalChance, CriticalFormulas.BaseChance);
        effects.Add(CombatAttribute.CriticalDamage, CriticalFormulas.BaseDamage);
        effects.Add(CombatAttribute.PowerCoefficient, fight.PowerCoefficient);
        foreach (var condition in Enum.GetValues<DamagingCondition>())
        {
            effects.Add(CombatModel.CoefficientOf(condition), fight.ConditionCoefficient);
        }

        effects.Take(Upgrades);
        foreach (var trait in Traits)
        {
            effects.Take(trait);
        }

        return effects.Finish(fight);
    }
}

/// <param name="NotCounted">Effects that are conditional or without a recorded number; unknown, not zero.</param>
public sealed record CharacterScenario(Scenario Scenario, ImmutableArray<string> NotCounted);
