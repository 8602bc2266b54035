using System.Collections.Immutable;
using System.Text.Json;
using Gw2Optimizer.Combat.Catalogue;

namespace Gw2Optimizer.Cli.Import;

/// <summary>Facts of a skill or trait, every one of them: prefixed buffs and facts without a type, too.</summary>
internal static class FactImport
{
    private const string Untyped = "Untyped";

    public static ImmutableArray<Fact> Of(JsonElement record, string field) => [.. record.Items(field).Select(Read)];

    private static Fact Read(JsonElement fact)
    {
        var type = fact.Text("type") ?? Untyped;
        return new(
            type,
            fact.Text("text"),
            fact.Text("status"),
            fact.Text("target"),
            fact.Text("source"),
            Value(fact),
            fact.Stated("duration"),
            (int?)fact.Stated("apply_count"),
            fact.Stated("percent"),
            (int?)fact.Stated("hit_count"),
            fact.Stated("dmg_multiplier"),
            (int?)fact.Stated("distance"),
            fact.Text("field_type"),
            fact.Text("finisher_type"),
            fact.Field("prefix") is { } prefix ? new(prefix.Text("text"), prefix.Text("status")) : null,
            fact.Whole("requires_trait"),
            fact.Whole("overrides"));
    }

    /// <summary>A number, or true (<c>Unblockable</c>, <c>StunBreak</c>) as 1.</summary>
    private static double? Value(JsonElement fact) => fact.Field("value") switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        { ValueKind: JsonValueKind.True } => 1,
        _ => null,
    };
}
