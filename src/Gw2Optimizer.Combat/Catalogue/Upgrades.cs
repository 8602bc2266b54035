using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Gw2Optimizer.Combat.Catalogue;

/// <summary>A percentage that an upgrade or a food gives.</summary>
/// <param name="What">Such as <c>BoonDuration</c>, <c>BurningDuration</c>, <c>MovementSpeed</c>, <c>OutgoingHealing</c>.</param>
/// <param name="Percent">10 is 10 %.</param>
public sealed record PercentBonus(string What, double Percent);

/// <summary>A superior rune; all numbers are those of six pieces. Source: GW2 API /v2/items.</summary>
/// <param name="Flat">Points, "to All Stats" included as <see cref="GearAttributes.OfAllStats"/> says.</param>
/// <param name="AllStats">The points "to All Stats" in <paramref name="Flat"/>.</param>
/// <param name="Other">Bonuses that are neither points nor percentages of an outgoing thing, as written.</param>
/// <param name="Bonuses">The six lines, as written.</param>
/// <param name="LegendaryId">The legendary rune with the same effect.</param>
public sealed record Rune(
    int Id,
    string Name,
    AttributePoints Flat,
    int AllStats,
    ImmutableArray<PercentBonus> Percents,
    ImmutableArray<string> Other,
    ImmutableArray<string> Bonuses,
    int? LegendaryId) : ICatalogueEntry
{
    [JsonIgnore]
    public IEnumerable<int> OtherIds => LegendaryId is { } id ? [id] : [];

    [JsonIgnore]
    public IEnumerable<string> OtherNames => UpgradeNames.Short(Name, "Superior Rune of ");
}

/// <summary>A superior sigil. Source: GW2 API /v2/items; modifiers are read from its text by hand.</summary>
/// <param name="Text">What it does, in the API's words.</param>
/// <param name="CooldownSeconds">Null: none is stated.</param>
/// <param name="Modifier">Null: a proc, or an effect that is not a steady number; its worth is unknown, not zero.</param>
public sealed record Sigil(int Id, string Name, string? Text, double? CooldownSeconds, int? LegendaryId, SigilModifier? Modifier) : ICatalogueEntry
{
    [JsonIgnore]
    public IEnumerable<int> OtherIds => LegendaryId is { } id ? [id] : [];

    [JsonIgnore]
    public IEnumerable<string> OtherNames => UpgradeNames.Short(Name, "Superior Sigil of ");
}

/// <param name="What">Such as <c>strike_damage_pct</c>, <c>crit_chance_pct</c>, <c>boon_duration_pct</c>, <c>Power per stack</c>.</param>
/// <param name="Stacking"><c>additive</c>: in the additive bucket; null: does not multiply damage.</param>
public sealed record SigilModifier(int Sigil, string What, double Amount, string? Stacking, string When);

/// <summary>A relic. Its text in the API has no numbers: see <see cref="Modifiers"/> for those that logs know; all else is unknown.</summary>
public sealed record Relic(int Id, string Name, string? Text, ImmutableArray<DamageModifier> Modifiers) : ICatalogueEntry
{
    /// <summary>Whether any number of it is known.</summary>
    public bool EffectsKnown => Modifiers.Length > 0;

    [JsonIgnore]
    public IEnumerable<string> OtherNames => UpgradeNames.Short(Name, "Relic of ");
}

/// <summary>An infusion. Source: GW2 API /v2/items.</summary>
public sealed record Infusion(int Id, string Name, AttributePoints Points) : ICatalogueEntry;

internal static class UpgradeNames
{
    /// <summary>"Superior Rune of the Scholar": "Rune of the Scholar", "the Scholar" and "Scholar".</summary>
    public static IEnumerable<string> Short(string name, string lead)
    {
        if (!name.StartsWith(lead, StringComparison.Ordinal)) return [];
        var rest = name[lead.Length..];
        var bare = rest.StartsWith("the ", StringComparison.Ordinal) ? rest[4..] : rest;
        return [name.Replace("Superior ", "", StringComparison.Ordinal), rest, bare];
    }
}
