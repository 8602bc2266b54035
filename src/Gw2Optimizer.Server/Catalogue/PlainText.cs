using System.Text.RegularExpressions;

namespace Gw2Optimizer.Server.Catalogue;

/// <summary>The game's texts carry colours and line breaks as markup; the words are all that is told.</summary>
internal static partial class PlainText
{
    public static string? Of(string? text) => text is null ? null : Blanks().Replace(Markup().Replace(Breaks().Replace(text, " "), ""), " ").Trim();

    [GeneratedRegex("<br ?/?>|\n", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Breaks();

    [GeneratedRegex("<[^>]*>", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Markup();

    [GeneratedRegex(" {2,}", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Blanks();
}
