using System.Collections.Immutable;
using Gw2Optimizer.Combat.Model;
using Gw2Optimizer.Solvers.Gear;
using static Gw2Optimizer.Combat.Model.CombatAttribute;

namespace Gw2Optimizer.Solvers.Tests.Gear;

/// <summary>Ascended gear with every prefix that armour and weapons can have. Source: attribute budgets of raw /v2/items and /v2/itemstats (sliekens/gw2sdk, vanwheels/GW2-Squaded).</summary>
internal static class AscendedGear
{
    private static readonly Prefix[] Prefixes =
    [
        new("Apothecary", Shape.Three, [HealingPower], [Toughness, ConditionDamage]),
        new("Assassin", Shape.Three, [Precision], [Power, Ferocity]),
        new("Berserker", Shape.Three, [Power], [Precision, Ferocity]),
        new("Bringer", Shape.Three, [Expertise], [Precision, Vitality]),
        new("Carrion", Shape.Three, [ConditionDamage], [Power, Vitality]),
        new("Cavalier", Shape.Three, [Toughness], [Power, Ferocity]),
        new("Celestial", Shape.Celestial, [Power, Precision, Toughness, Vitality, Ferocity, HealingPower, ConditionDamage, Concentration, Expertise], []),
        new("Cleric", Shape.Three, [HealingPower], [Power, Toughness]),
        new("Commander", Shape.Four, [Power, Precision], [Toughness, Concentration]),
        new("Crusader", Shape.Four, [Power, Toughness], [Ferocity, HealingPower]),
        new("Demolisher", Shape.Four, [Power, Precision], [Toughness, Ferocity]),
        new("Dire", Shape.Three, [ConditionDamage], [Toughness, Vitality]),
        new("Diviner", Shape.Four, [Power, Concentration], [Precision, Ferocity]),
        new("Dragon", Shape.Four, [Power, Ferocity], [Precision, Vitality]),
        new("Giver", Shape.Three, [Toughness], [HealingPower, Concentration]),
        new("Grieving", Shape.Four, [Power, ConditionDamage], [Precision, Ferocity]),
        new("Harrier", Shape.Three, [Power], [HealingPower, Concentration]),
        new("Knight", Shape.Three, [Toughness], [Power, Precision]),
        new("Magi", Shape.Three, [HealingPower], [Precision, Vitality]),
        new("Marauder", Shape.Four, [Power, Precision], [Vitality, Ferocity]),
        new("Marshal", Shape.Four, [Power, HealingPower], [Precision, ConditionDamage]),
        new("Minstrel", Shape.Four, [Toughness, HealingPower], [Vitality, Concentration]),
        new("Nomad", Shape.Three, [Toughness], [Vitality, HealingPower]),
        new("Plaguedoctor", Shape.Four, [Vitality, ConditionDamage], [HealingPower, Concentration]),
        new("Rabid", Shape.Three, [ConditionDamage], [Precision, Toughness]),
        new("Rampager", Shape.Three, [Precision], [Power, ConditionDamage]),
        new("Ritualist", Shape.Four, [Vitality, ConditionDamage], [Concentration, Expertise]),
        new("Sentinel", Shape.Three, [Vitality], [Power, Toughness]),
        new("Seraph", Shape.Four, [Precision, ConditionDamage], [HealingPower, Concentration]),
        new("Settler", Shape.Three, [Toughness], [HealingPower, ConditionDamage]),
        new("Shaman", Shape.Three, [Vitality], [HealingPower, ConditionDamage]),
        new("Sinister", Shape.Three, [ConditionDamage], [Power, Precision]),
        new("Soldier", Shape.Three, [Power], [Toughness, Vitality]),
        new("Trailblazer", Shape.Four, [Toughness, ConditionDamage], [Vitality, Expertise]),
        new("Valkyrie", Shape.Three, [Power], [Vitality, Ferocity]),
        new("Vigilant", Shape.Four, [Power, Toughness], [Concentration, Expertise]),
        new("Viper", Shape.Four, [Power, ConditionDamage], [Precision, Expertise]),
        new("Wanderer", Shape.Four, [Power, Vitality], [Toughness, Concentration]),
        new("Zealot", Shape.Three, [Power], [Precision, HealingPower]),
    ];

    private static readonly Budget[] Budgets =
    [
        new("Helm", 63, 45, 54, 30, 30),
        new("Shoulders", 47, 34, 40, 22, 22),
        new("Coat", 141, 101, 121, 67, 67),
        new("Gloves", 47, 34, 40, 22, 22),
        new("Leggings", 94, 67, 81, 44, 44),
        new("Boots", 47, 34, 40, 22, 22),
        new("Amulet", 157, 108, 133, 71, 72),
        new("Ring 1", 126, 85, 106, 56, 57),
        new("Ring 2", 126, 85, 106, 56, 57),
        new("Accessory 1", 110, 74, 92, 49, 50),
        new("Accessory 2", 110, 74, 92, 49, 50),
        new("Back", 63, 40, 52, 27, 28),
        new("Mainhand", 125, 90, 108, 59, 59),
        new("Offhand", 125, 90, 108, 59, 59),
    ];

    private static readonly Budget TwoHanded = new("Weapon", 251, 179, 215, 118, 118);

    private enum Shape
    {
        Three,
        Four,
        Celestial,
    }

    public static IEnumerable<string> AllPrefixes => Prefixes.Select(prefix => prefix.Name);

    /// <summary>14 slots with two weapons, or 13 with one of two hands.</summary>
    public static ImmutableArray<GearSlot> Slots(IEnumerable<string> prefixes, bool twoHanded = false)
    {
        var chosen = prefixes.Select(name => Prefixes.Single(prefix => prefix.Name == name)).ToList();
        var budgets = twoHanded ? [.. Budgets[..12], TwoHanded] : Budgets;
        return [.. budgets.Select(budget => new GearSlot(budget.Slot, [.. chosen.Select(prefix => new GearOption(prefix.Name, Points(prefix, budget)))]))];
    }

    private static ImmutableArray<AttributeBonus> Points(Prefix prefix, Budget budget)
    {
        var (major, minor) = prefix.Shape switch
        {
            Shape.Three => (budget.ThreeMajor, budget.ThreeMinor),
            Shape.Four => (budget.FourMajor, budget.FourMinor),
            _ => (budget.Celestial, 0),
        };
        return [.. prefix.Major.Select(attribute => new AttributeBonus(attribute, major)), .. prefix.Minor.Select(attribute => new AttributeBonus(attribute, minor))];
    }

    private sealed record Prefix(string Name, Shape Shape, CombatAttribute[] Major, CombatAttribute[] Minor);

    private sealed record Budget(string Slot, int ThreeMajor, int ThreeMinor, int FourMajor, int FourMinor, int Celestial);
}
