namespace Gw2Optimizer.Combat.Catalogue;

/// <summary>
/// One line of a tooltip, as the API has it; fields that its type does not use, or that are not stated, are null. The API merges the facts of PvE, WvW and PvP without saying
/// which is which (gw2-api/issues#40, #149): two facts alike with other numbers are two game modes, or two hits.
/// </summary>
/// <param name="Type">The API's word, such as <c>Buff</c>, <c>PrefixedBuff</c>, <c>Damage</c>; <c>Untyped</c> where it gives none.</param>
/// <param name="Target">The attribute that an <c>AttributeAdjust</c> or <c>BuffConversion</c> changes, in the API's words.</param>
/// <param name="Source">The attribute that a <c>BuffConversion</c> reads.</param>
/// <param name="Duration">Seconds.</param>
/// <param name="DamageMultiplier">Sum over the hits, without weapon strength.</param>
/// <param name="Prefix">The skill's effect or boon that a <c>PrefixedBuff</c> is added to.</param>
/// <param name="RequiresTrait">A traited fact holds with this trait only.</param>
/// <param name="Overrides">Index of the plain fact that a traited one replaces; null: it is added.</param>
public sealed record Fact(
    string Type,
    string? Text,
    string? Status,
    string? Target,
    string? Source,
    double? Value,
    double? Duration,
    int? ApplyCount,
    double? Percent,
    int? HitCount,
    double? DamageMultiplier,
    int? Distance,
    string? FieldType,
    string? FinisherType,
    FactPrefix? Prefix,
    int? RequiresTrait,
    int? Overrides)
{
    /// <summary>What tells two facts of the same kind apart from two values of one fact.</summary>
    internal (string Type, string? Text, string? Status, string? Target, string? Prefix, int? Trait) Subject =>
        (Type, Text, Status, Target, Prefix?.Status, RequiresTrait);
}

/// <param name="Status">The effect or boon that the buff is added to.</param>
public sealed record FactPrefix(string? Text, string? Status);
