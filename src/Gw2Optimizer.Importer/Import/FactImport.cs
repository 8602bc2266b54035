using System.Collections.Immutable;
using System.Text.Json;
using Gw2Optimizer.Combat.Catalogue;

namespace Gw2Optimizer.Importer.Import;

/// <summary>Facts of a skill or trait, every one of them: prefixed buffs and facts without a type, too.</summary>
internal static class FactImport
{
    private const string Untyped = "Untyped";

    public static ImmutableArray<Fact> Of(JsonElement record, string field) => [.. record.Items(field).Select(Read)];

    private static Fact Read(JsonElement fact) => new()
    {
        Type = fact.Text("type") ?? Untyped,
        Text = fact.Text("text"),
        Status = fact.Text("status"),
        Target = fact.Text("target"),
        Source = fact.Text("source"),
        Value = Value(fact),
        Duration = fact.Stated("duration"),
        ApplyCount = (int?)fact.Stated("apply_count"),
        Percent = fact.Stated("percent"),
        HitCount = (int?)fact.Stated("hit_count"),
        DamageMultiplier = fact.Stated("dmg_multiplier"),
        Distance = (int?)fact.Stated("distance"),
        FieldType = fact.Text("field_type"),
        FinisherType = fact.Text("finisher_type"),
        Prefix = fact.Field("prefix") is { } prefix ? new(prefix.Text("text"), prefix.Text("status")) : null,
        RequiresTrait = fact.Whole("requires_trait"),
        Overrides = fact.Whole("overrides"),
    };

    /// <summary>A number, or true (<c>Unblockable</c>, <c>StunBreak</c>) as 1.</summary>
    private static double? Value(JsonElement fact) => fact.Field("value") switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        { ValueKind: JsonValueKind.True } => 1,
        _ => null,
    };
}
