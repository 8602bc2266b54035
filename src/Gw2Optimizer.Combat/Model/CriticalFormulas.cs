namespace Gw2Optimizer.Combat.Model;

/// <summary>Critical strikes at level 80.</summary>
public static class CriticalFormulas
{
    public const double BaseChance = 0.05;

    public const double BaseDamage = 1.5;

    /// <summary>Points of precision for one whole of chance.</summary>
    public const double PrecisionPerChance = 2100;

    /// <summary>Points of ferocity for one whole of damage.</summary>
    public const double FerocityPerDamage = 1500;

    /// <summary>The part of critical chance that precision gives: (precision - 1000) / 2100. Source: wiki, Precision; discretize-gear-optimizer commit b64d7244.</summary>
    public static double ChanceOfPrecision(double precision) => (precision - 1000) / PrecisionPerChance;

    /// <summary>0.05 + (precision - 1000) / 2100 + bonuses, not clamped. Source: wiki, Precision.</summary>
    public static double Chance(double precision, double bonus = 0) => BaseChance + bonus + ChanceOfPrecision(precision);

    /// <summary>1.5 + ferocity / 1500 + bonuses. Source: wiki, Ferocity.</summary>
    public static double Damage(double ferocity, double bonus = 0) => BaseDamage + bonus + (ferocity / FerocityPerDamage);

    /// <summary>What a strike is worth on average: 1 + chance * (damage * modifier - 1), chance clamped to [0, 1]. Source: discretize-gear-optimizer commit b64d7244.</summary>
    public static double ExpectedFactor(double chance, double damage, double modifier = 1) => 1 + (Math.Clamp(chance, 0, 1) * ((damage * modifier) - 1));
}
