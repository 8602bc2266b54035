using System.Text.Json;

namespace Gw2Optimizer.Combat.Tests.Catalogue;

/// <summary>Tables that were made apart from the import, to compare with.</summary>
internal static class Table
{
    public static IReadOnlyList<JsonElement> Rows(string file)
    {
        using var table = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Catalogue", "Tables", file)));
        return [.. table.RootElement.GetProperty("rows").EnumerateArray().Select(row => row.Clone())];
    }

    public static Dictionary<string, int> Numbers(this JsonElement row, string field) => row.TryGetProperty(field, out var numbers)
        ? numbers.EnumerateObject().ToDictionary(number => number.Name, number => number.Value.GetInt32())
        : [];

    public static int[] Ids(this JsonElement row, string field) => [.. row.GetProperty(field).EnumerateArray().Select(id => id.GetInt32())];

    public static string[] Words(this JsonElement row, string field) =>
        row.TryGetProperty(field, out var words) ? [.. words.EnumerateArray().Select(word => word.GetString()!)] : [];
}
