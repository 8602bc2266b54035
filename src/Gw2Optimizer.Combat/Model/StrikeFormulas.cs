namespace Gw2Optimizer.Combat.Model;

/// <summary>Strikes and life siphons.</summary>
public static class StrikeFormulas
{
    /// <summary>Armour of the training golem, which tooltips count with. Source: discretize-gear-optimizer commit b64d7244, wiki.</summary>
    public const double ReferenceArmor = 2597;

    /// <summary>Weapon strength * power * coefficient / armour of the target, times critical factor and modifiers. Source: wiki, Damage calculation. Not rounded: the game rounds each hit, an average has no hits.</summary>
    public static double PerHit(double weaponStrength, double power, double coefficient, double targetArmor, double criticalFactor = 1, double modifier = 1) =>
        weaponStrength * power * coefficient / targetArmor * criticalFactor * modifier;

    /// <summary>The same per second: (sum of weapon strength * coefficient per second) / 2597 * power * critical factor * modifier. Source: discretize-gear-optimizer commit b64d7244.</summary>
    public static double PerSecond(double coefficient, double power, double criticalFactor, double modifier) =>
        coefficient / ReferenceArmor * power * criticalFactor * modifier;

    /// <summary>(base + coefficient * power) * modifier; armour and critical strikes do not count. Source: discretize-gear-optimizer commit b64d7244.</summary>
    public static double Siphon(double flat, double coefficient, double power, double modifier) => (flat + (coefficient * power)) * modifier;
}
