using Gw2Optimizer.Combat.Model;

namespace Gw2Optimizer.Solvers.Gear;

/// <summary>One side of a window: what a build must have at least or at most.</summary>
public abstract record GearLimit
{
    /// <summary>A build that misses a limit by no more than this holds it, so that 600 / 1500 is 40 %.</summary>
    public const double Tolerance = 1e-9;

    private GearLimit()
    {
    }

    public abstract string Name { get; }

    public abstract double Value { get; }

    /// <summary>The same kind of limit, elsewhere.</summary>
    public abstract GearLimit At(double value);

    /// <summary>A floor under an attribute of the finished sheet of the first scenario.</summary>
    /// <param name="Minimum">Points, or a fraction for chances, durations and outgoing healing. The duration of one boon or condition counts with the general one.</param>
    public sealed record AtLeast(CombatAttribute Attribute, double Minimum) : GearLimit
    {
        public override string Name => $"{CombatAttributes.NameOf(Attribute)} at least {Minimum:0.####}";

        public override double Value => Minimum;

        public override GearLimit At(double value) => this with { Minimum = value };
    }

    /// <inheritdoc cref="AtLeast"/>
    public sealed record AtMost(CombatAttribute Attribute, double Maximum) : GearLimit
    {
        public override string Name => $"{CombatAttributes.NameOf(Attribute)} at most {Maximum:0.####}";

        public override double Value => Maximum;

        public override GearLimit At(double value) => this with { Maximum = value };
    }

    /// <summary>A floor under what the whole fight gives.</summary>
    public sealed record IndicatorAtLeast(Indicator Indicator, double Minimum) : GearLimit
    {
        public override string Name => $"{Indicator} at least {Minimum:0.####}";

        public override double Value => Minimum;

        public override GearLimit At(double value) => this with { Minimum = value };
    }

    /// <summary>The number that a limit on this attribute looks at.</summary>
    /// <param name="sheet">Finished, in the order of <see cref="CombatAttribute"/>.</param>
    public static double Looked(CombatAttribute attribute, ReadOnlySpan<double> sheet) =>
        General(attribute) is { } general ? sheet[(int)attribute] + sheet[(int)general] : sheet[(int)attribute];

    /// <summary>The general duration that counts with that of one boon or condition; null for every other attribute.</summary>
    public static CombatAttribute? General(CombatAttribute attribute) => attribute switch
    {
        >= CombatAttribute.AegisDuration and <= CombatAttribute.VigorDuration => CombatAttribute.BoonDuration,
        >= CombatAttribute.BleedingDuration and <= CombatAttribute.TormentDuration => CombatAttribute.ConditionDuration,
        _ => null,
    };
}
