namespace Gw2Optimizer.Combat.Squads;

/// <summary>Names as people write them.</summary>
public static class Names
{
    /// <summary>Case does not count, a blank or <c>-</c> stands for <c>_</c>.</summary>
    public static string Fold(string written) => written.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');

    public static bool Same(string written, string name) => Fold(written) == Fold(name);

    /// <summary>The known name that takes the fewest changes of a letter to reach; the first of several.</summary>
    public static string Nearest(string written, IEnumerable<string> known) => known.MinBy(name => Distance(Fold(written), Fold(name)))!;

    // Levenshtein's distance, one row at a time.
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var changed = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[to.Length];
    }
}
