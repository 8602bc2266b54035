using System.Text;
using System.Text.Json;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Advice.Models;

/// <summary>Text in a model's answer, for people to read and nothing else.</summary>
internal static class Prose
{
    /// <summary>One clean line of 1 to <paramref name="charactersMax"/> characters, longer ones cut; null: there is none.</summary>
    public static string? Read(JsonElement of, string name, int charactersMax) =>
        of.ValueKind is JsonValueKind.Object && of.TryGetProperty(name, out var element) ? Read(element, charactersMax) : null;

    /// <inheritdoc cref="Read(JsonElement, string, int)"/>
    public static string? Read(JsonElement element, int charactersMax)
    {
        if (element.ValueKind is not JsonValueKind.String || CleanText.Read(element) is not { } text)
        {
            return null;
        }

        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Where(rune => !Rune.IsControl(rune) || Rune.IsWhiteSpace(rune)).Take(charactersMax))
        {
            line.Append(Rune.IsWhiteSpace(rune) ? new Rune(' ') : rune);
        }

        return line.ToString().Trim() is { Length: > 0 } clean ? clean : null;
    }

    /// <summary>The readable ones of a list, at most so many; none where there is no list.</summary>
    public static IReadOnlyList<string> ReadList(JsonElement of, string name, int countMax, int charactersMax) =>
        List(of, name).Select(element => Read(element, charactersMax)).OfType<string>().Take(countMax).ToList();

    /// <summary>The elements of a list; none where there is no list.</summary>
    public static IEnumerable<JsonElement> List(JsonElement of, string name) =>
        of.ValueKind is JsonValueKind.Object && of.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array ? list.EnumerateArray() : [];
}
