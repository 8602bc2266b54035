using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Gw2Optimizer.Combat.Catalogue;

/// <summary>The gear attributes in order, and the other words for them.</summary>
public static class GearAttributes
{
    public static ImmutableArray<GearAttribute> All { get; } = [.. Enum.GetValues<GearAttribute>()];

    /// <summary>
    /// What "to All Stats" on an item certainly means. The text is older than Expertise and Concentration on gear, and the recorded jewel of that
    /// kind (Charged Quartz, item 43866) lists these seven; whether runes and food give the other two is not recorded, so they are not counted.
    /// </summary>
    public static ImmutableArray<GearAttribute> OfAllStats { get; } =
    [
        GearAttribute.Power, GearAttribute.Precision, GearAttribute.Toughness, GearAttribute.Vitality, GearAttribute.Ferocity,
        GearAttribute.ConditionDamage, GearAttribute.HealingPower,
    ];

    private static readonly FrozenDictionary<string, GearAttribute> ByWord = All
        .Select(attribute => KeyValuePair.Create(FoldedName.Of(attribute.ToString()), attribute))
        .Concat(
        [
            new("critdamage", GearAttribute.Ferocity),
            new("healing", GearAttribute.HealingPower),
            new("boonduration", GearAttribute.Concentration),
            new("conditionduration", GearAttribute.Expertise),
        ])
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// By the API's word (<c>CritDamage</c>, <c>Healing</c>, <c>BoonDuration</c>, <c>ConditionDuration</c>) or the game's; null: none of them.
    /// </summary>
    public static GearAttribute? Find(string word) => ByWord.TryGetValue(FoldedName.Of(word), out var attribute) ? attribute : null;
}
