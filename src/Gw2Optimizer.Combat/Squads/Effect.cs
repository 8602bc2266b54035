namespace Gw2Optimizer.Combat.Squads;

/// <summary>What a member can give to a subgroup, to the squad, or do alone. Which of the three an effect is, the mode says.</summary>
public enum Effect
{
    Quickness,
    Alacrity,
    Might,
    Fury,
    Protection,
    Stability,
    Resolution,
    Regeneration,
    Vigor,
    Swiftness,
    Aegis,
    Resistance,
    Healing,
    Cleanse,
    Strip,
    CrowdControl,
    Stealth,
    Portal,
    Tanking,
    Damage,
    ConditionDamage,
}

/// <summary>The effects' names on the wire, and which of them are boons.</summary>
public static class Effects
{
    private static readonly string[] Names = [.. Enum.GetNames<Effect>().Select(System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    public static string Name(this Effect effect) => Names[(int)effect];

    /// <summary>One of the game's twelve boons.</summary>
    public static bool IsBoon(this Effect effect) => effect <= Effect.Resistance;
}
