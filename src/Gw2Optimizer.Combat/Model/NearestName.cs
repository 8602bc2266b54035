namespace Gw2Optimizer.Combat.Model;

/// <summary>What somebody may have meant.</summary>
public static class NearestName
{
    /// <summary>The candidate with the fewest letters to insert, drop or exchange; the first of equals. Empty if there are none.</summary>
    public static string Of(string asked, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(candidates);
        return candidates.MinBy(candidate => Distance(asked.ToUpperInvariant(), candidate.ToUpperInvariant())) ?? "";
    }

    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j - 1], above) + 1, diagonal + (from[i - 1] == to[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[to.Length];
    }
}
