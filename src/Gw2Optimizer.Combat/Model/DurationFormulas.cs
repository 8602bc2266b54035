namespace Gw2Optimizer.Combat.Model;

/// <summary>How long boons and conditions last.</summary>
public static class DurationFormulas
{
    /// <summary>Points of concentration or expertise for +100 %.</summary>
    public const double PointsPerDuration = 1500;

    /// <summary>Neither boons nor conditions last more than twice as long.</summary>
    public const double Cap = 1;

    /// <summary>Concentration / 1500 + bonuses, not capped. Source: discretize-gear-optimizer commit b64d7244; wiki, Concentration.</summary>
    public static double Boon(double concentration, double bonus = 0) => bonus + (concentration / PointsPerDuration);

    /// <summary>What a boon's base duration is multiplied with: 1 + general + its own, capped at 2.</summary>
    public static double BoonFactor(double general, double specific = 0) => 1 + Math.Clamp(general + specific, 0, Cap);

    /// <summary>Expertise / 1500 + bonuses, not capped. Source: discretize-gear-optimizer commit b64d7244; wiki, Expertise.</summary>
    public static double Condition(double expertise, double bonus = 0) => bonus + (expertise / PointsPerDuration);

    /// <summary>What a condition's base duration is multiplied with: 1 + general and own capped at +100 % together, then the few uncapped bonuses. Source: discretize-gear-optimizer commit b64d7244.</summary>
    public static double ConditionFactor(double general, double specific = 0, double uncapped = 0) => 1 + Math.Clamp(general + specific, 0, Cap) + uncapped;
}
