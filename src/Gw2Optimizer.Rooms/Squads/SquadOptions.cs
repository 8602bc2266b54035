using System.Text.Json;
using GameSessions.Wire;

namespace Gw2Optimizer.Rooms.Squads;

/// <param name="Mode">One of <see cref="Modes.All"/>.</param>
/// <param name="Size">How many slots the squad has, 1 to <see cref="SizeMax"/>.</param>
/// <param name="Public">Whether anybody signed in may watch.</param>
public sealed record SquadOptions(string Mode, int Size, bool Public)
{
    public const int SizeMax = 50;

    /// <summary>Completes what was asked for, or adds to <paramref name="problems"/> a sentence by option name. The size is the mode's usual one by default.</summary>
    public static SquadOptions Read(JsonElement asked, Dictionary<string, string> problems)
    {
        if (asked.ValueKind != JsonValueKind.Object)
        {
            problems["options"] = "options must be an object.";
            return new(Modes.Zerg, SizeMax, Public: true);
        }

        var mode = ReadMode(asked, problems);
        return new(mode, ReadSize(asked, problems) ?? Modes.UsualSize(mode), asked.ReadFlag("public", byDefault: true, problems));
    }

    private static string ReadMode(JsonElement asked, Dictionary<string, string> problems)
    {
        if (!asked.TryGetProperty("mode", out var mode))
        {
            return Modes.Zerg;
        }

        if (mode.Text() is { } name && Modes.Canonical(name) is { } canonical)
        {
            return canonical;
        }

        problems["mode"] = $"mode must be one of {string.Join(", ", Modes.All)}.";
        return Modes.Zerg;
    }

    private static int? ReadSize(JsonElement asked, Dictionary<string, string> problems)
    {
        if (!asked.TryGetProperty("size", out var size))
        {
            return null;
        }

        if (WholeNumber.Read(size) is >= 1 and <= SizeMax and var whole)
        {
            return (int)whole;
        }

        problems["size"] = $"size must be a whole number from 1 to {SizeMax}.";
        return null;
    }
}
