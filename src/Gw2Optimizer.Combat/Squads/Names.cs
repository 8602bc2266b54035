namespace Gw2Optimizer.Combat.Squads;

/// <summary>Names as people write them.</summary>
public static class Names
{
    /// <summary>Case does not count, a blank or <c>-</c> stands for <c>_</c>.</summary>
    public static string Fold(string written) => written.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');

    public static bool Same(string written, string name) => Fold(written) == Fold(name);

    /// <summary>The known name that takes the fewest changes of a letter to reach; the first of several.</summary>
    public static string Nearest(string written, IEnumerable<string> known) => known.MinBy(name => EditDistance.Between(Fold(written), Fold(name)))!;
}
