using System.Text.Json;

namespace Gw2Optimizer.Rooms.Squads;

/// <summary>What people write in a room. Characters are counted as a reader counts them: an emoji is one.</summary>
internal static class SquadText
{
    public const int NoteCharactersMax = 500;
    public const int NameCharactersMax = 100;

    /// <summary>As it was written, line breaks and tabs too, but no other control character; null: no note.</summary>
    public static string? Note(JsonElement? value) =>
        value?.Text() is { } text && Fits(text, NoteCharactersMax) && !text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) ? text : null;

    /// <summary>One line, trimmed; null: no name.</summary>
    public static string? Name(JsonElement? value) =>
        value?.Text()?.Trim() is { } name && Fits(name, NameCharactersMax) && !name.Any(char.IsControl) ? name : null;

    private static bool Fits(string text, int charactersMax) => text.Length > 0 && text.EnumerateRunes().Count() <= charactersMax;
}
