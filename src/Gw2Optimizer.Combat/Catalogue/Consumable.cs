using System.Collections.Immutable;

namespace Gw2Optimizer.Combat.Catalogue;

public enum ConsumableKind
{
    Food,
    Utility,
}

/// <summary>A level-80 food (nourishment) or utility (enhancement). Source: GW2 API /v2/items.</summary>
/// <param name="Flat">Points, "to All Stats" included as <see cref="GearAttributes.OfAllStats"/> says.</param>
/// <param name="Conversions">Points of one attribute for a share of another, read before any other conversion.</param>
/// <param name="Other">Procs and notes, as written.</param>
/// <param name="EffectsKnown">False: the API says nothing of what it does (ascended feasts); unknown, not zero.</param>
/// <param name="OtherIds">Other items with the same name and effect.</param>
public sealed record Consumable(
    int Id,
    string Name,
    ConsumableKind Kind,
    string Rarity,
    int Minutes,
    AttributePoints Flat,
    ImmutableArray<PointConversion> Conversions,
    ImmutableArray<PercentBonus> Percents,
    ImmutableArray<string> Other,
    bool EffectsKnown,
    ImmutableArray<int> OtherIds) : ICatalogueEntry
{
    IEnumerable<int> ICatalogueEntry.OtherIds => OtherIds;
}

/// <param name="Percent">3 is 3 % of <paramref name="From"/>.</param>
public sealed record PointConversion(GearAttribute To, double Percent, GearAttribute From);
