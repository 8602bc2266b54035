using Gw2Optimizer.Combat.Model;

namespace Gw2Optimizer.Combat.Builds;

/// <summary>What a character is assumed to have and to do while it fights. A rotation is not simulated: coefficients say what is counted.</summary>
/// <param name="MightStacks">0 to 25.</param>
/// <param name="VulnerabilityStacks">On the target, 0 to 25.</param>
/// <param name="PowerCoefficient">Weapon strength times skill coefficient, a second; 2597 makes strike damage the effective power.</param>
/// <param name="ConditionCoefficient">Stack seconds of each of the five damaging conditions, applied a second.</param>
public sealed record Fight(
    GameMode Mode,
    double MightStacks,
    bool Fury,
    bool Protection,
    double VulnerabilityStacks,
    double PowerCoefficient,
    double ConditionCoefficient)
{
    /// <summary>Strike damage as effective power; the armour that <see cref="StrikeFormulas"/> strikes is 2597.</summary>
    public const double EffectivePower = 2597;

    /// <summary>A party that gives its boons: 25 might, fury, protection, 25 vulnerability on the target.</summary>
    public static Fight InAParty(GameMode mode, double powerCoefficient, double conditionCoefficient) => new(mode, 25, true, true, 25, powerCoefficient, conditionCoefficient);

    /// <summary>Nobody helps.</summary>
    public static Fight Alone(GameMode mode, double powerCoefficient, double conditionCoefficient) => new(mode, 0, false, false, 0, powerCoefficient, conditionCoefficient);
}
