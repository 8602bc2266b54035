namespace Gw2Optimizer.Combat.Model;

/// <summary>Damage of conditions per stack and second at level 80.</summary>
/// <remarks>Source: discretize-gear-optimizer commit b64d7244 (conditionData, conditionDataWvW, calculationTweaks). Where the sources disagree, docs/combat-sources.md says which was taken.</remarks>
public static class ConditionFormulas
{
    public static ConditionTick Bleeding => new(22, 0.06);

    public static ConditionTick Burning => new(131, 0.155);

    public static ConditionTick Poison => new(33.5, 0.06);

    /// <summary>An elementalist's with Inferno: it burns with power.</summary>
    public static ConditionTick InfernoBurning(GameMode mode) => new(131, mode == GameMode.PvE ? 0.0825 : 0.06, CombatAttribute.Power);

    /// <summary>A ranger's with Sharpshooter: it bleeds with power.</summary>
    public static ConditionTick SharpshooterBleeding => new(22, 0.04, CombatAttribute.Power);

    public static ConditionTick TormentStill(GameMode mode) => mode == GameMode.PvE ? new(31.8, 0.09) : new(26, 0.07);

    public static ConditionTick TormentMoving(GameMode mode) => mode == GameMode.PvE ? new(22, 0.06) : new(19.8, 0.054);

    public static ConditionTick ConfusionOverTime(GameMode mode) => mode == GameMode.PvE ? new(18.25, 0.05) : new(11, 0.03);

    /// <summary>For each skill that the target uses.</summary>
    public static ConditionTick ConfusionOnSkill(GameMode mode) => mode == GameMode.PvE ? new(16.34, 0.0325) : new(49.5, 0.0975);

    /// <param name="movementUptime">Share of the time in which the target moves, 0 to 1.</param>
    public static ConditionTick Torment(GameMode mode, double movementUptime) =>
        ConditionTick.Mix(TormentStill(mode), 1 - movementUptime, TormentMoving(mode), movementUptime);

    /// <param name="attacksPerSecond">Skills that the target uses in a second.</param>
    public static ConditionTick Confusion(GameMode mode, double attacksPerSecond) =>
        ConditionTick.Mix(ConfusionOverTime(mode), 1, ConfusionOnSkill(mode), attacksPerSecond);

    /// <summary>All five against a target that moves and attacks so much.</summary>
    public static ConditionTicks Against(GameMode mode, double movementUptime = 0, double attacksPerSecond = 0) =>
        new(Bleeding, Burning, Confusion(mode, attacksPerSecond), Poison, Torment(mode, movementUptime));

    /// <summary>coefficient * duration factor * tick * modifiers. Source: discretize-gear-optimizer commit b64d7244.</summary>
    /// <param name="coefficient">Stack seconds applied per second, before duration.</param>
    public static double PerSecond(double coefficient, double durationFactor, double tick, double modifier) => coefficient * durationFactor * tick * modifier;
}
