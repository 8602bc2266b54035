using System.Collections.Immutable;

namespace Gw2Optimizer.Combat.Model;

/// <summary>A share of the fight in which everything but gear stays the same.</summary>
/// <param name="Fraction">Of the fight, 0 to 1.</param>
/// <param name="Base">Before gear: profession, runes, flat food.</param>
/// <param name="Buffs">Points that no conversion of <paramref name="Conversions"/> reads.</param>
/// <param name="Conversions">Read base and gear, all at once.</param>
/// <param name="ConversionsAfterBuffs">Read everything, one after the other.</param>
public sealed record Scenario(
    double Fraction,
    AttributeValues Base,
    ImmutableArray<AttributeBonus> Buffs,
    ImmutableArray<Conversion> Conversions,
    ImmutableArray<Conversion> ConversionsAfterBuffs,
    DamageMultipliers Multipliers,
    ConditionTicks Ticks,
    SecondStrike SecondStrike = SecondStrike.Alternative)
{
    /// <summary>Nothing but these, in a fight of PvE.</summary>
    public static Scenario Of(AttributeValues attributes) => new(1, attributes, [], [], [], DamageMultipliers.None, ConditionFormulas.Against(GameMode.PvE));
}
