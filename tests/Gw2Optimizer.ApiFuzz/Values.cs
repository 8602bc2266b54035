using System.Globalization;

namespace Gw2Optimizer.ApiFuzz;

/// <summary>Values that a schema allows, and values that nothing should choke on.</summary>
internal sealed class Values(SimRandom random, KnownIds ids)
{
    private const int TextMax = 200;
    private const int ItemsMax = 4;
    private const int DepthMax = 6;

    private static readonly string[] Evil =
    [
        "", " ", "\0", "a\0b", "\ud800", "\udc00x", "\u202e", "e\u0301", "😀", "ﷺ", "İ", "null", "-1", "NaN", "' OR 1=1 --", "\"; DROP TABLE users; --", "%00", "../../etc/passwd",
        "<script>alert(1)</script>", "{{7*7}}", "${jndi:ldap://x}", "\r\nX-Evil: 1", "[&DQ==]", "[&DQYlPSkvOyvnAA==]", "00000000-0000-0000-0000-000000000000", "9223372036854775808", "1e400",
    ];

    private static readonly JsonNode?[] Wrong =
    [
        null, true, false, 0, -1, 1, 1.5, -0.0, 1e300, long.MaxValue, long.MinValue, int.MaxValue, "", "x", "true", "0", new JsonArray(), new JsonObject(), new JsonArray(1, null, "x"),
        new JsonObject { [""] = 1 }, new JsonArray(new JsonArray(new JsonArray())),
    ];

    /// <summary>Something that the schema allows.</summary>
    public JsonNode? Fitting(JsonElement schema, int depth = 0)
    {
        if (schema.TryGetProperty("enum", out var words))
        {
            return JsonNode.Parse(words[random.Next(words.GetArrayLength())].GetRawText());
        }

        var type = schema.TryGetProperty("type", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
        return type switch
        {
            "string" => Text(schema),
            "integer" => (long)Math.Round(Number(schema)),
            "number" => Number(schema),
            "boolean" => random.Chance(0.5),
            "array" => new JsonArray([.. Enumerable.Range(0, random.Next(ItemsMax)).Select(_ => depth < DepthMax ? Fitting(schema.GetProperty("items"), depth + 1) : null)]),
            "object" => Object(schema, depth),
            _ => Any(),
        };
    }

    /// <summary>Something that no schema foresees.</summary>
    public JsonNode? Any() => random.Chance(0.5) ? Wrong[random.Next(Wrong.Length)]?.DeepClone() : EvilText();

    public string EvilText() => random.Chance(0.05) ? new string('x', random.Next(20_000)) : Evil[random.Next(Evil.Length)];

    private JsonObject Object(JsonElement schema, int depth)
    {
        var made = new JsonObject();
        if (schema.TryGetProperty("properties", out var fields))
        {
            var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(one => one.GetString()).ToHashSet() : [];
            foreach (var field in fields.EnumerateObject().Where(field => required.Contains(field.Name) || random.Chance(0.5)))
            {
                made[field.Name] = depth < DepthMax ? Fitting(field.Value, depth + 1) : null;
            }
        }

        return made;
    }

    private double Number(JsonElement schema)
    {
        var (min, max) = (Bound(schema, "minimum", -1_000), Bound(schema, "maximum", 1_000));
        return random.Next(4) switch
        {
            0 => min,
            1 => max,
            _ => min + ((max - min) * random.Next(1_000) / 1_000.0),
        };
    }

    private static double Bound(JsonElement schema, string name, double absent) =>
        schema.TryGetProperty(name, out var bound) ? bound.ValueKind == JsonValueKind.Number ? bound.GetDouble() : double.Parse(bound.GetString()!, CultureInfo.InvariantCulture) : absent;

    private string Text(JsonElement schema)
    {
        var format = schema.TryGetProperty("format", out var named) ? named.GetString() : null;
        if (format is not null)
        {
            return format switch
            {
                "uuid" => ids.Any(random),
                "email" => $"fuzz{random.Next()}@example.com",
                "date-time" => $"20{random.Next(10, 27)}-0{random.Next(1, 9)}-1{random.Next(9)}T02:00:07Z",
                _ => EvilText(),
            };
        }

        var min = schema.TryGetProperty("minLength", out var least) ? least.GetInt32() : 0;
        var max = Math.Min(schema.TryGetProperty("maxLength", out var most) ? most.GetInt32() : TextMax, Math.Max(TextMax, min));
        var length = random.Next(3) switch { 0 => min, 1 => max, _ => random.Between(min, max) };
        return string.Concat(Enumerable.Range(0, length).Select(_ => (char)random.Between('0', 'z')));
    }
}

internal static class RandomRanges
{
    /// <summary>From <paramref name="start"/> up to, without, <paramref name="end"/>.</summary>
    public static int Next(this SimRandom random, int start, int end) => start + random.Next(end - start);
}
