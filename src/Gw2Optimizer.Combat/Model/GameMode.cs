namespace Gw2Optimizer.Combat.Model;

/// <summary>Where the game splits its numbers.</summary>
public enum GameMode
{
    PvE,
    WvW,
    PvP,
}

/// <summary>The five conditions that tick for damage.</summary>
public enum DamagingCondition
{
    Bleeding,
    Burning,
    Confusion,
    Poison,
    Torment,
}

/// <summary>Whose attributes <see cref="CombatAttribute.Power2Coefficient"/> strikes with.</summary>
public enum SecondStrike
{
    /// <summary>The second bar's own: the alternative attributes, added to the sheet's.</summary>
    Alternative,

    /// <summary>Mesmer's phantasms, with their own critical chance and damage.</summary>
    Phantasm,
}
