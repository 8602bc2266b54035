namespace Gw2Optimizer.Combat.Model;

/// <summary>What somebody may have meant.</summary>
public static class NearestName
{
    /// <summary>The candidate with the fewest letters to insert, drop or exchange; the first of equals. Empty if there are none.</summary>
    public static string Of(string asked, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(candidates);
        return candidates.MinBy(candidate => EditDistance.Between(asked.ToUpperInvariant(), candidate.ToUpperInvariant())) ?? "";
    }
}
