using System.Collections.Immutable;

namespace Gw2Optimizer.Combat.Model;

/// <summary>
/// Damage modifiers by how they stack: those that add, those that multiply, and those that sit on the target.
/// Source: discretize-gear-optimizer commit b64d7244, Kadenar/gw2-combat-simulator.
/// </summary>
/// <param name="Additive">Each a fraction; 0.05 is +5 %.</param>
public sealed record ModifierBuckets(ImmutableArray<double> Additive, ImmutableArray<double> Multiplicative, ImmutableArray<double> Target)
{
    public static ModifierBuckets None { get; } = new([], [], []);

    /// <summary>(1 + sum of additive) * product of (1 + multiplicative) * (1 + sum on the target).</summary>
    public double Total => (1 + Additive.Sum()) * Multiplicative.Aggregate(1.0, (product, modifier) => product * (1 + modifier)) * (1 + Target.Sum());
}
