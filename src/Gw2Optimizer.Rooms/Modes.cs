namespace Gw2Optimizer.Rooms;

/// <summary>What a squad sets out for, in the API's words.</summary>
public static class Modes
{
    public const string Zerg = "zerg";

    public static IReadOnlyList<string> All { get; } = [Zerg, "raid_guild", "roaming", "raid", "strike", "fractal", "open_world", "spvp"];

    private static readonly FoldedNames Names = new(
        All,
        new("wvw", Zerg),
        new("wvw_zerg", Zerg),
        new("guild", "raid_guild"),
        new("wvw_outnumber", "raid_guild"),
        new("wvw_roam", "roaming"),
        new("raids", "raid"),
        new("strikes", "strike"),
        new("fractals", "fractal"),
        new("pve", "open_world"),
        new("pvp", "spvp"));

    /// <summary>The mode's one name. Case does not count, a blank or <c>-</c> stands for <c>_</c>, and common other names are known; null: no mode.</summary>
    public static string? Canonical(string name) => Names.Find(name);

    /// <summary>How many players a squad of this mode has where nobody says.</summary>
    public static int UsualSize(string mode) => mode switch
    {
        Zerg => 50,
        "raid_guild" => 25,
        "raid" or "strike" => 10,
        _ => 5,
    };
}
