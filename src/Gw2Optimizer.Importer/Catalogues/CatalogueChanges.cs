using System.Collections.Immutable;
using System.Text.Json;
using Gw2Optimizer.Combat.Catalogue;

namespace Gw2Optimizer.Importer.Catalogues;

internal enum ChangeKind
{
    Added,
    Removed,
    Changed,
}

/// <param name="Fields">Of a changed row: what differs.</param>
internal sealed record RowChange(string File, string Id, string Name, ChangeKind Kind, ImmutableArray<FieldChange> Fields);

/// <param name="Path">Such as <c>facts[2].duration</c>.</param>
/// <param name="Before">As JSON; null: it was not there.</param>
/// <param name="After">As JSON; null: it is not there any more.</param>
internal sealed record FieldChange(string Path, string? Before, string? After);

/// <summary>What differs between two catalogues, row by row and field by field.</summary>
internal static class CatalogueChanges
{
    private static readonly ImmutableArray<string> NumberFields = ["id", "sigil", "piece", "weight"];
    private static readonly ImmutableArray<string> NameFields = ["profession", "name"];

    public static ImmutableArray<RowChange> Between(CatalogueReader before, CatalogueReader after) =>
        [.. CatalogueFiles.Imported.Concat(CatalogueFiles.Curated).SelectMany(file => OfFile(file, before(file), after(file)))];

    private static IEnumerable<RowChange> OfFile(string file, ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after)
    {
        if (before.Span.SequenceEqual(after.Span)) yield break;
        using var old = JsonDocument.Parse(before);
        using var now = JsonDocument.Parse(after);
        var oldRows = Rows(old);
        var newRows = Rows(now);
        foreach (var (key, row) in oldRows.Where(pair => !newRows.ContainsKey(pair.Key))) yield return Row(file, key, row, ChangeKind.Removed, []);
        foreach (var (key, row) in newRows)
        {
            if (!oldRows.TryGetValue(key, out var previous)) yield return Row(file, key, row, ChangeKind.Added, []);
            else if (Fields("", previous, row).ToImmutableArray() is { Length: > 0 } fields) yield return Row(file, key, row, ChangeKind.Changed, fields);
        }
    }

    private static RowChange Row(string file, string key, JsonElement row, ChangeKind kind, ImmutableArray<FieldChange> fields) =>
        new(file, key, row.TryGetProperty("name", out var name) ? name.ToString() : "", kind, fields);

    /// <summary>By id, where rows have one; else by what names them; several rows of one name are numbered.</summary>
    private static Dictionary<string, JsonElement> Rows(JsonDocument file)
    {
        var rows = new Dictionary<string, JsonElement>();
        foreach (var row in file.RootElement.GetProperty("rows").EnumerateArray())
        {
            var key = Key(row);
            var unique = key;
            for (var number = 2; !rows.TryAdd(unique, row); number++) unique = $"{key} #{number}";
        }
        return rows;
    }

    private static string Key(JsonElement row)
    {
        var number = NumberFields.FirstOrDefault(field => row.TryGetProperty(field, out _));
        return number is not null
            ? row.GetProperty(number).ToString()
            : string.Join(' ', NameFields.Where(field => row.TryGetProperty(field, out _)).Select(field => row.GetProperty(field)));
    }

    private static IEnumerable<FieldChange> Fields(string path, JsonElement before, JsonElement after)
    {
        if (JsonElement.DeepEquals(before, after)) return [];
        return (before.ValueKind, after.ValueKind) switch
        {
            (JsonValueKind.Object, JsonValueKind.Object) => Parts(
                path.Length == 0 ? "" : path + ".",
                before.EnumerateObject().ToDictionary(field => field.Name, field => field.Value),
                after.EnumerateObject().ToDictionary(field => field.Name, field => field.Value)),
            (JsonValueKind.Array, JsonValueKind.Array) => Parts(path, Items(before), Items(after)),
            _ => [new(path, before.GetRawText(), after.GetRawText())],
        };
    }

    private static Dictionary<string, JsonElement> Items(JsonElement array) =>
        array.EnumerateArray().Select((item, index) => ($"[{index}]", item)).ToDictionary(pair => pair.Item1, pair => pair.item);

    private static IEnumerable<FieldChange> Parts(string path, Dictionary<string, JsonElement> before, Dictionary<string, JsonElement> after) =>
        before.Keys.Union(after.Keys).SelectMany(name => (before.TryGetValue(name, out var old), after.TryGetValue(name, out var now)) switch
        {
            (true, true) => Fields(path + name, old, now),
            (true, false) => [new(path + name, old.GetRawText(), After: null)],
            _ => [new FieldChange(path + name, Before: null, now.GetRawText())],
        });
}
