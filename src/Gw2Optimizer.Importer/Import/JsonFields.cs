using System.Collections.Immutable;
using System.Text.Json;

namespace Gw2Optimizer.Importer.Import;

/// <summary>Fields that may be absent or null.</summary>
internal static class JsonFields
{
    public static JsonElement? Field(this JsonElement record, string name) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static string? Text(this JsonElement record, string name) =>
        record.Field(name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;

    public static int? Whole(this JsonElement record, string name) =>
        record.Field(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var whole) ? whole : null;

    /// <summary>Zero counts as not stated: recordings that were serialised again write every absent number as 0.</summary>
    public static double? Stated(this JsonElement record, string name) =>
        record.Field(name) is { ValueKind: JsonValueKind.Number } value && value.GetDouble() is var number && number != 0 ? number : null;

    public static IEnumerable<JsonElement> Items(this JsonElement record, string name) =>
        record.Field(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray().Where(item => item.ValueKind != JsonValueKind.Null) : [];

    public static ImmutableArray<int> Ids(this JsonElement record, string name) => [.. record.Items(name).Select(item => item.GetInt32())];

    public static ImmutableArray<string> Words(this JsonElement record, string name) => [.. record.Items(name).Select(item => item.GetString()!)];
}
