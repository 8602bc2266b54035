using System.Text.Json;

namespace Gw2Optimizer.Rooms;

/// <summary>Fields of what a client sent.</summary>
internal static class ClientJson
{
    /// <summary>Null where the field is absent or null.</summary>
    public static JsonElement? Field(this JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>Null for what is no text.</summary>
    public static string? Text(this JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Null where the field is absent or no text.</summary>
    public static string? Text(this JsonElement parent, string name) => parent.Field(name)?.Text();

    /// <summary>An option that is true or false; anything else, null too, is a problem.</summary>
    public static bool ReadFlag(this JsonElement options, string name, bool byDefault, Dictionary<string, string> problems)
    {
        if (!options.TryGetProperty(name, out var flag))
        {
            return byDefault;
        }

        if (flag.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            problems[name] = $"{name} must be true or false.";
        }

        return flag.ValueKind == JsonValueKind.True;
    }
}
