namespace Gw2Optimizer.Solvers.Gear;

/// <summary>What somebody wants of a build, in words.</summary>
public enum GearGoal
{
    /// <summary>Strike damage.</summary>
    Damage,

    /// <summary>Damage of the five conditions.</summary>
    Condi,

    /// <summary>Healing, and half as much to stay alive, with boons that last.</summary>
    Support,

    /// <summary>Health and armour.</summary>
    Survive,

    /// <summary>Strike damage, survivability and healing alike, each as a share of what full Celestial gear gives.</summary>
    Balanced,
}
