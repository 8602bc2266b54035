namespace Gw2Optimizer.Combat.Catalogue;

/// <summary>Names that people write in many ways: case, blanks, <c>-</c>, <c>_</c>, apostrophes and other punctuation do not count.</summary>
internal static class FoldedName
{
    private const string Ignored = " -_'’‘`\"“”!,.:";

    public static string Of(string written)
    {
        Span<char> kept = written.Length <= 256 ? stackalloc char[written.Length] : new char[written.Length];
        var length = 0;
        foreach (var letter in written)
        {
            if (!Ignored.Contains(letter, StringComparison.Ordinal)) kept[length++] = char.ToLowerInvariant(letter);
        }
        return new(kept[..length]);
    }
}
