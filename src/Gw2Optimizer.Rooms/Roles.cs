namespace Gw2Optimizer.Rooms;

/// <summary>What a player does in a squad, in the API's words.</summary>
public static class Roles
{
    public static IReadOnlyList<string> All { get; } =
        ["dps", "condi_dps", "support", "healer", "boon_support", "stability", "strip", "cleanse", "tank", "utility"];

    private static readonly FoldedNames Names = new(
        All, new("stab", "stability"), new("heal", "healer"), new("boon", "boon_support"), new("boonshare", "boon_support"), new("strips", "strip"));

    /// <summary>The role's one name. Case does not count, a blank or <c>-</c> stands for <c>_</c>, and common short names are known; null: no role.</summary>
    public static string? Canonical(string name) => Names.Find(name);
}
