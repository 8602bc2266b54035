using GameSessions.Games;

namespace Gw2Optimizer.Rooms;

/// <summary>An elite specialization, by the words of the game.</summary>
/// <param name="Id">The game's own number for it.</param>
public sealed record EliteSpecialization(int Id, string Name, string Profession);

/// <summary>Every elite specialization. Source: the GW2 API, /v2/specializations (2026-07); names are content of ArenaNet.</summary>
public static class Specializations
{
    public static IReadOnlyList<EliteSpecialization> Elite { get; } =
    [
        new(48, "Tempest", "Elementalist"),
        new(56, "Weaver", "Elementalist"),
        new(67, "Catalyst", "Elementalist"),
        new(80, "Evoker", "Elementalist"),
        new(43, "Scrapper", "Engineer"),
        new(57, "Holosmith", "Engineer"),
        new(70, "Mechanist", "Engineer"),
        new(75, "Amalgam", "Engineer"),
        new(27, "Dragonhunter", "Guardian"),
        new(62, "Firebrand", "Guardian"),
        new(65, "Willbender", "Guardian"),
        new(81, "Luminary", "Guardian"),
        new(40, "Chronomancer", "Mesmer"),
        new(59, "Mirage", "Mesmer"),
        new(66, "Virtuoso", "Mesmer"),
        new(73, "Troubadour", "Mesmer"),
        new(34, "Reaper", "Necromancer"),
        new(60, "Scourge", "Necromancer"),
        new(64, "Harbinger", "Necromancer"),
        new(76, "Ritualist", "Necromancer"),
        new(5, "Druid", "Ranger"),
        new(55, "Soulbeast", "Ranger"),
        new(72, "Untamed", "Ranger"),
        new(78, "Galeshot", "Ranger"),
        new(52, "Herald", "Revenant"),
        new(63, "Renegade", "Revenant"),
        new(69, "Vindicator", "Revenant"),
        new(79, "Conduit", "Revenant"),
        new(7, "Daredevil", "Thief"),
        new(58, "Deadeye", "Thief"),
        new(71, "Specter", "Thief"),
        new(77, "Antiquary", "Thief"),
        new(18, "Berserker", "Warrior"),
        new(61, "Spellbreaker", "Warrior"),
        new(68, "Bladesworn", "Warrior"),
        new(74, "Paragon", "Warrior"),
    ];

    internal static Refusal Unknown { get; } = new("UNKNOWN_SPECIALIZATION", "The game has no elite specialization of that name.");

    private static readonly HashSet<string> EliteNames = [.. Elite.Select(elite => elite.Name)];

    /// <summary>Whether this is the name of one, exactly as the game writes it.</summary>
    public static bool IsElite(string name) => EliteNames.Contains(name);
}
