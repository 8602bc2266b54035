using System.Text.Json;
using GameSessions.Wire;

namespace GameSessions.Games;

internal static class JsonOptions
{
    public static bool Boolean(RawJson options, string name, bool byDefault) =>
        options.Parse() is { ValueKind: JsonValueKind.Object } parsed && parsed.TryGetProperty(name, out var value)
            ? value.ValueKind == JsonValueKind.True
            : byDefault;
}
