using System.Text.Json.Serialization;

namespace Gw2Optimizer.Combat.Catalogue;

/// <summary>
/// One line of a tooltip, as the API has it; fields that its type does not use, or that are not stated, are null. The API merges the facts of PvE, WvW and
/// PvP without saying which is which (gw2-api/issues#40, #149): two facts alike with other numbers are two game modes, or two hits.
/// </summary>
[JsonConverter(typeof(FactConverter))]
public sealed record Fact
{
    /// <summary>The API's word, such as <c>Buff</c>, <c>PrefixedBuff</c>, <c>Damage</c>; <c>Untyped</c> where it gives none.</summary>
    public string Type { get; init; } = "";

    public string? Text { get; init; }

    /// <summary>The boon, condition or effect.</summary>
    public string? Status { get; init; }

    /// <summary>The attribute that an <c>AttributeAdjust</c> or <c>BuffConversion</c> changes, in the API's words.</summary>
    public string? Target { get; init; }

    /// <summary>The attribute that a <c>BuffConversion</c> reads.</summary>
    public string? Source { get; init; }

    public double? Value { get; init; }

    /// <summary>Seconds.</summary>
    public double? Duration { get; init; }

    public int? ApplyCount { get; init; }

    public double? Percent { get; init; }

    public int? HitCount { get; init; }

    /// <summary>Sum over the hits, without weapon strength.</summary>
    public double? DamageMultiplier { get; init; }

    public int? Distance { get; init; }

    public string? FieldType { get; init; }

    public string? FinisherType { get; init; }

    /// <summary>The skill's effect or boon that a <c>PrefixedBuff</c> is added to.</summary>
    public FactPrefix? Prefix { get; init; }

    /// <summary>A traited fact holds with this trait only.</summary>
    public int? RequiresTrait { get; init; }

    /// <summary>Index of the plain fact that a traited one replaces; null: it is added.</summary>
    public int? Overrides { get; init; }

    /// <summary>What tells two facts of the same kind apart from two values of one fact.</summary>
    internal (string Type, string? Text, string? Status, string? Target, string? Prefix, int? Trait) Subject =>
        (Type, Text, Status, Target, Prefix?.Status, RequiresTrait);
}

/// <param name="Status">The effect or boon that the buff is added to.</param>
public sealed record FactPrefix(string? Text, string? Status);
