using System.Collections.Frozen;
using System.Collections.Immutable;
using Gw2Optimizer.Combat.Builds;
using Gw2Optimizer.Combat.Squads;

namespace Gw2Optimizer.Server.Advice.Gear;

/// <summary>The slots of the game's API, whose names stored equipment has, and those that prefixes are chosen for. Case, blanks, <c>-</c> and <c>_</c> do not count.</summary>
internal static class GearSlots
{
    public const string Rune = "Rune";

    /// <summary>The solver's name by the folded written one; the first weapon set counts.</summary>
    private static readonly FrozenDictionary<string, string> SolverNames = EquipmentSlot.WithTwoWeapons.Select(slot => KeyValuePair.Create(Fold(slot.Name), slot.Name))
        .Concat([new("backpack", "Back"), new("weapona1", "MainHand"), new("weapon", "MainHand"), new("weapona2", "OffHand")])
        .Concat([new("head", "Helm"), new("shoulder", "Shoulders"), new("chest", "Coat"), new("hands", "Gloves"), new("legs", "Leggings"), new("feet", "Boots")])
        .ToFrozenDictionary();

    /// <summary>Slots that exist, and that no prefix is chosen for here.</summary>
    private static readonly FrozenSet<string> Others = FrozenSet.Create(
        "rune", "relic", "weaponb1", "weaponb2", "helmaquatic", "weaponaquatica", "weaponaquaticb", "sickle", "axe", "pick", "fishingrod", "fishingbait", "fishinglure", "powercore", "sensoryarray", "servicechip");

    private static readonly FrozenSet<string> Armor = FrozenSet.Create("Helm", "Shoulders", "Coat", "Gloves", "Leggings", "Boots");

    /// <summary>Null: no slot that a prefix is chosen for, such as an aquatic one.</summary>
    public static string? Find(string written) => SolverNames.GetValueOrDefault(Fold(written));

    /// <summary>Each needs its rune for the set.</summary>
    public static int ArmorPieces => Armor.Count;

    /// <summary>One name for all that are written for the same slot; null: there is no such slot.</summary>
    public static string? Identify(string written) => Find(written) ?? (Others.TryGetValue(Fold(written), out var other) ? other : null);

    public static string Nearest(string written) => Names.Nearest(written, [.. EquipmentSlot.WithTwoWeapons.Select(slot => slot.Name), Rune]);

    public static bool IsRune(string written) => Fold(written) == Fold(Rune);

    public static bool IsRelic(string written) => Fold(written) is "relic";

    public static bool IsArmor(string solverName) => Armor.Contains(solverName);

    public static bool IsWeapon(string solverName) => solverName is "MainHand" or "OffHand";

    /// <summary>With one in each hand where something is in the second; else the first hand's is two-handed.</summary>
    public static ImmutableArray<EquipmentSlot> For(IReadOnlySet<string> worn) => worn.Contains("OffHand")
        ? EquipmentSlot.WithTwoWeapons
        : [.. EquipmentSlot.WithTwoHandedWeapon.Select(slot => slot.Name is "Weapon" ? slot with { Name = "MainHand" } : slot)];

    private static string Fold(string written) => Names.Fold(written).Replace("_", "", StringComparison.Ordinal);
}
