namespace Gw2Optimizer.Combat.Model;

/// <summary>How much it takes to bring somebody down.</summary>
public static class SurvivabilityFormulas
{
    /// <summary>Health for each point of vitality.</summary>
    public const double HealthPerVitality = 10;

    /// <summary>Only a scale, of discretize-gear-optimizer commit b64d7244.</summary>
    public const double IndexScale = 1967;

    /// <summary>(health of the profession + 10 * vitality) * (1 + percent bonuses), rounded half to even. Source: wiki, Health; discretize-gear-optimizer commit b64d7244.</summary>
    public static double Health(double professionHealth, double vitality, double maximumHealthBonus = 0) =>
        Rounding.HalfEven((professionHealth + (HealthPerVitality * vitality)) * (1 + maximumHealthBonus));

    /// <summary>Defense of the armour worn + toughness. Source: wiki, Armor.</summary>
    public static double Armor(double defense, double toughness) => defense + toughness;

    /// <summary>Health * armour / factor on incoming strikes. Source: discretize-gear-optimizer commit b64d7244.</summary>
    public static double EffectiveHealth(double health, double armor, double incomingStrike = 1) => health * armor / incomingStrike;

    /// <summary>Effective health / 1967.</summary>
    public static double Index(double health, double armor, double incomingStrike = 1) => EffectiveHealth(health, armor, incomingStrike) / IndexScale;
}
