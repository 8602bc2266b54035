using System.Collections.Immutable;

namespace Gw2Optimizer.Combat.Catalogue;

/// <summary>A skill that a player can equip or that a weapon gives.</summary>
/// <param name="Name">For a skill that is equippable but not recorded: <c>Skill 12345</c>, see <paramref name="IsRecorded"/>.</param>
/// <param name="IsRecorded">False: only its id is known, from professions and palettes. Recorded skills end with End of Dragons (2023-05).</param>
/// <param name="Slot">The API's word: <c>Weapon_1</c> ... <c>Heal</c>, <c>Utility</c>, <c>Elite</c>, <c>Profession_1</c>; null: unknown.</param>
/// <param name="Facts">What is recorded; see <see cref="FactsKnown"/>.</param>
public sealed record Skill(
    int Id,
    string Name,
    bool IsRecorded,
    string? Type,
    string? Slot,
    string? WeaponType,
    string? Attunement,
    string? DualWield,
    ImmutableArray<string> Professions,
    string? Description,
    ImmutableArray<Fact> Facts,
    ImmutableArray<Fact> TraitedFacts) : ICatalogueEntry
{
    private static readonly ImmutableArray<string> WithoutEffect = ["Range", "Recharge", "Distance", "NoData", "Radius", "Untyped"];

    /// <summary>
    /// False: the API has a text but no number of what the skill does (71 equippable skills and more), or nothing at all. The numbers are unknown, not zero.
    /// </summary>
    public bool FactsKnown => Facts.Concat(TraitedFacts).Any(fact => !WithoutEffect.Contains(fact.Type));
}
