namespace Gw2Optimizer.Combat.Model;

/// <summary>Healing at level 80.</summary>
public static class HealingFormulas
{
    public const double PulseBase = 390;

    public const double PulseCoefficient = 0.3;

    /// <summary>(base + coefficient * healing power) * (1 + outgoing) * (1 + incoming of the target). Source: wiki, Healing.</summary>
    public static double Skill(double flat, double coefficient, double healingPower, double outgoing = 0, double incoming = 0) =>
        (flat + (coefficient * healingPower)) * (1 + outgoing) * (1 + incoming);

    /// <summary>A representative pulse: (390 + 0.3 * healing power) * (1 + outgoing). Source: discretize-gear-optimizer commit b64d7244.</summary>
    public static double Index(double healingPower, double outgoing) => Skill(PulseBase, PulseCoefficient, healingPower, outgoing);
}
