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

    /// <summary>Levenshtein's edit distance: the fewest letters to insert, drop or replace.</summary>
    public static int Distance(string left, string right)
    {
        var row = new int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++) row[column] = column;
        for (var line = 1; line <= left.Length; line++)
        {
            var diagonal = row[0];
            row[0] = line;
            for (var column = 1; column <= right.Length; column++)
            {
                var replaced = diagonal + (left[line - 1] == right[column - 1] ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.Min(replaced, 1 + Math.Min(row[column], row[column - 1]));
            }
        }
        return row[^1];
    }
}
