using Gw2Optimizer.Combat.Model;

namespace Gw2Optimizer.Solvers.Gear;

/// <summary>What may be asked.</summary>
public static class GearRanges
{
    public const int SlotsMax = 32;

    public const int OptionsMax = 256;

    public const int VariantsMax = 100_000;

    public const int ScenariosMax = 64;

    public const int LimitsMax = 16;

    public const double PointsMax = 10_000;

    public const double InfusionPointsMax = 100;

    /// <exception cref="GearProblemException">Names what is out of range, and the range.</exception>
    public static void Check(GearProblem problem, GearSearchOptions options)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(options);
        Require(options.BestCount, 1, GearSearchOptions.BestCountMax, "How many builds are asked for");
        Require(options.Workers, 0, 1024, "Workers");
        Require(options.NodesMax, 1, long.MaxValue, "Nodes");
        Require(problem.Slots.Length, 1, SlotsMax, "Slots");
        Require(problem.Variants.Length, 1, VariantsMax, "Upgrade variants");
        Require(problem.Limits.Length, 0, LimitsMax, "Limits");
        foreach (var slot in problem.Slots)
        {
            Check(slot);
        }

        foreach (var variant in problem.Variants)
        {
            Check(variant);
        }

        foreach (var limit in problem.Limits)
        {
            Require(limit.Value, -1e9, 1e12, limit.Name);
        }

        Check(problem.Infusions);
        Check(problem.Objective);
    }

    internal static void CheckShare(double relative) => Require(relative, 0, 0.1, "The share that may be missing");

    internal static void CheckLevels(int levels) => Require(levels, 2, GearFront.LevelsMax, "Levels of the front");

    private static void Check(GearSlot slot)
    {
        Require(slot.Options.Length, 1, OptionsMax, $"Options of slot {slot.Name}");
        if (slot.Options.GroupBy(option => option.Prefix, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new GearProblemException($"Slot {slot.Name} has the prefix {twice.Key} twice.");
        }

        foreach (var option in slot.Options)
        {
            foreach (var (attribute, amount) in option.Points)
            {
                RequireGear(attribute, $"{option.Prefix} in slot {slot.Name}");
                Require(amount, 0, PointsMax, $"{CombatAttributes.NameOf(attribute)} of {option.Prefix} in slot {slot.Name}");
            }
        }
    }

    private static void Check(UpgradeVariant variant)
    {
        Require(variant.Scenarios.Length, 1, ScenariosMax, $"Scenarios of {variant.Name}");
        foreach (var scenario in variant.Scenarios)
        {
            Require(scenario.Fraction, 0, 1, $"A scenario's fraction in {variant.Name}");
            Require(scenario.Multipliers.IncomingStrike, 1e-6, 1e6, $"The factor on incoming strikes in {variant.Name}");
            foreach (var multiplier in Multipliers(scenario.Multipliers))
            {
                Require(multiplier, 0, 1e6, $"A damage multiplier in {variant.Name}");
            }
        }
    }

    private static IEnumerable<double> Multipliers(DamageMultipliers multipliers) =>
    [
        multipliers.Strike, multipliers.Condition, multipliers.Critical, multipliers.Phantasm, multipliers.PhantasmCritical, multipliers.AlternativeCritical, multipliers.Siphon,
        multipliers.Bleeding, multipliers.Burning, multipliers.Confusion, multipliers.Poison, multipliers.Torment,
    ];

    private static void Check(GearInfusions infusions)
    {
        Require(infusions.Max, 0, GearInfusions.SlotsMax, "Infusions");
        Require(infusions.PointsEach, 0, InfusionPointsMax, "Points of an infusion");
        foreach (var (attribute, count) in infusions.Options)
        {
            RequireGear(attribute, "An infusion");
            Require(count, 0, GearInfusions.SlotsMax, $"Infusions of {CombatAttributes.NameOf(attribute)}");
        }

        if (infusions.Options.GroupBy(option => option.Attribute).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new GearProblemException($"Infusions name {CombatAttributes.NameOf(twice.Key)} twice.");
        }
    }

    private static void Check(GearObjective objective)
    {
        Require(objective.Damage, 0, 1e9, "The weight of damage");
        Require(objective.Survivability, 0, 1e9, "The weight of survivability");
        Require(objective.Healing, 0, 1e9, "The weight of healing");
        if (objective is { Damage: 0, Survivability: 0, Healing: 0 })
        {
            throw new GearProblemException("One weight of damage, survivability and healing at least must be above 0.");
        }
    }

    private static void RequireGear(CombatAttribute attribute, string of)
    {
        if ((int)attribute >= CombatAttributes.GearCount)
        {
            throw new GearProblemException($"{of} gives {CombatAttributes.NameOf(attribute)}; it can give points from Power to Agony Resistance only.");
        }
    }

    private static void Require(double value, double least, double most, string name)
    {
        if (!(value >= least && value <= most))
        {
            throw new GearProblemException($"{name}: {value} is not between {least} and {most}.");
        }
    }
}
