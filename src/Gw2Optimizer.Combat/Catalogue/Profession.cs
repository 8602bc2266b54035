using System.Collections.Immutable;

namespace Gw2Optimizer.Combat.Catalogue;

/// <summary>One of the nine professions at level 80.</summary>
/// <param name="Id">Its code in chat links, 1-9.</param>
/// <param name="BaseHealth">Health before Vitality: 1645, 5922 or 9212.</param>
/// <param name="Defense">Armour rating of a full ascended set, without a shield.</param>
public sealed record Profession(
    int Id,
    string Name,
    ArmorWeight Armor,
    int BaseHealth,
    int Defense,
    ImmutableArray<int> Specializations,
    ImmutableArray<ProfessionWeapon> Weapons,
    ImmutableArray<SkillSlot> Skills) : ICatalogueEntry;

/// <param name="Specialization">The specialization that first gave access; since Secrets of the Obscure the weapon needs it no more. Null: core.</param>
/// <param name="Hands"><c>Mainhand</c>, <c>Offhand</c>, <c>TwoHand</c>, <c>Aquatic</c>.</param>
public sealed record ProfessionWeapon(string Weapon, ImmutableArray<string> Hands, int? Specialization, ImmutableArray<SkillSlot> Skills);

/// <param name="Slot">The API's word: <c>Weapon_1</c> ... <c>Heal</c>, <c>Utility</c>, <c>Elite</c>, <c>Profession_1</c>.</param>
/// <param name="Attunement">Elementalist weapons; for Weaver's dual attacks the first one.</param>
/// <param name="Offhand">Thief's dual skills: the weapon in the other hand.</param>
public sealed record SkillSlot(int Id, string Slot, string? Attunement, string? Offhand);
