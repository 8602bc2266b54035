namespace Gw2Optimizer.Combat.Model;

/// <summary>What boons do to attributes and damage. Source: API buff descriptions and discretize-gear-optimizer commit b64d7244 (buffs).</summary>
public static class BoonFormulas
{
    public const int MightStacksMax = 25;

    /// <summary>Power and condition damage for each stack.</summary>
    public const double MightPerStack = 30;

    /// <summary>Factor on incoming strikes.</summary>
    public const double Protection = 0.67;

    /// <summary>Factor on incoming conditions.</summary>
    public const double Resolution = 0.67;

    public const double QuicknessActionSpeed = 0.5;

    public const double AlacrityRechargeFactor = 0.8;

    public const int VulnerabilityStacksMax = 25;

    /// <summary>Points of power, and as many of condition damage.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 0 or more than 25 stacks.</exception>
    public static double Might(double stacks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stacks);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stacks, MightStacksMax);
        return stacks * MightPerStack;
    }

    /// <summary>Added critical chance.</summary>
    public static double Fury(GameMode mode) => mode == GameMode.PvE ? 0.25 : 0.20;

    /// <summary>Factor on strike and condition damage taken: 1 % a stack, in the target's bucket.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 0 or more than 25 stacks.</exception>
    public static double Vulnerability(double stacks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stacks);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stacks, VulnerabilityStacksMax);
        return 1 + (0.01 * stacks);
    }

    /// <summary>Healing in a second, with the source's healing power. Source: wiki, Regeneration, level 80.</summary>
    public static double Regeneration(double healingPower) => 130 + (0.125 * healingPower);

    /// <summary>Share of the time that a boon of queued durations is on: sum of base duration * factor * casts a second, at most 1.</summary>
    public static double Uptime(double baseSeconds, double durationFactor, double castsPerSecond) => Math.Min(1, baseSeconds * durationFactor * castsPerSecond);

    /// <summary>Average stacks of a boon of intensity.</summary>
    public static double AverageStacks(double stacks, double baseSeconds, double durationFactor, double castsPerSecond, double maximum) =>
        Math.Min(maximum, stacks * baseSeconds * durationFactor * castsPerSecond);
}
