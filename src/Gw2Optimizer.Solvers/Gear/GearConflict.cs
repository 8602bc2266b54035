using System.Collections.Immutable;

namespace Gw2Optimizer.Solvers.Gear;

/// <summary>Why no build holds all limits.</summary>
/// <param name="Limits">A smallest set that no build holds; up to <see cref="SmallestMax"/> limits no smaller one exists, beyond that none can be left out of it.</param>
/// <param name="Relaxations">What would do, the smallest change first. Each alone is enough.</param>
public sealed record GearConflict(ImmutableArray<GearLimit> Limits, ImmutableArray<GearRelaxation> Relaxations)
{
    public const int SmallestMax = 3;
}

/// <param name="Changes">Limits to be moved together.</param>
/// <param name="Relative">Sum of their changes, each in shares of the limit as it was.</param>
public sealed record GearRelaxation(ImmutableArray<LimitChange> Changes, double Relative);

/// <param name="To">The nearest that some build holds together with all other limits.</param>
public sealed record LimitChange(GearLimit From, GearLimit To);
