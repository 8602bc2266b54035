using System.Collections.Immutable;
using Gw2Optimizer.Combat.Model;

namespace Gw2Optimizer.Solvers.Gear;

/// <summary>Which prefix to wear in which slot, with which upgrades and infusions, so that a build is worth most.</summary>
/// <param name="Slots">1 to 32; one option is chosen in each. Slots with the same options are one choice made several times.</param>
/// <param name="Variants">Sets of upgrades (runes, sigils, relic, food) that compete, 1 to 100 000.</param>
/// <param name="Limits">Floors and windows; all must hold, attributes in the first scenario.</param>
public sealed record GearProblem(
    ImmutableArray<GearSlot> Slots,
    ImmutableArray<UpgradeVariant> Variants,
    GearObjective Objective,
    ImmutableArray<GearLimit> Limits,
    GearInfusions Infusions)
{
    /// <summary>The same, with only this prefix in that slot.</summary>
    /// <exception cref="GearProblemException">There is no such slot, or the prefix is not among its options; the message names the nearest.</exception>
    public GearProblem WithForced(string slot, string prefix) =>
        Replaced(slot, found => found with { Options = [found.Options[IndexOf(found, prefix)]] });

    /// <summary>The same, without this prefix in that slot.</summary>
    /// <inheritdoc cref="WithForced"/>
    public GearProblem WithExcluded(string slot, string prefix) =>
        Replaced(slot, found => found with { Options = found.Options.RemoveAt(IndexOf(found, prefix)) });

    /// <summary>The same, without this prefix anywhere.</summary>
    /// <exception cref="GearProblemException">No slot has it.</exception>
    public GearProblem WithExcluded(string prefix)
    {
        var known = Slots.SelectMany(slot => slot.Options).Select(option => option.Prefix).Distinct(StringComparer.Ordinal).ToList();
        return known.Contains(prefix)
            ? this with { Slots = [.. Slots.Select(slot => slot with { Options = slot.Options.RemoveAll(option => option.Prefix == prefix) })] }
            : throw new GearProblemException($"No slot has the prefix \"{prefix}\"; the nearest is \"{NearestName.Of(prefix, known)}\".");
    }

    private GearProblem Replaced(string slot, Func<GearSlot, GearSlot> change)
    {
        var index = Slots.ToList().FindIndex(known => known.Name == slot);
        return index >= 0
            ? this with { Slots = Slots.SetItem(index, change(Slots[index])) }
            : throw new GearProblemException($"There is no slot \"{slot}\"; the nearest is \"{NearestName.Of(slot, Slots.Select(known => known.Name))}\".");
    }

    private static int IndexOf(GearSlot slot, string prefix)
    {
        var index = slot.Options.ToList().FindIndex(option => option.Prefix == prefix);
        return index >= 0
            ? index
            : throw new GearProblemException($"Slot \"{slot.Name}\" has no prefix \"{prefix}\"; the nearest is \"{NearestName.Of(prefix, slot.Options.Select(option => option.Prefix))}\".");
    }
}

/// <param name="Options">1 to 256.</param>
public sealed record GearSlot(string Name, ImmutableArray<GearOption> Options);

/// <param name="Points">What wearing it adds; points of the first ten attributes, each 0 to 10 000.</param>
public sealed record GearOption(string Prefix, ImmutableArray<AttributeBonus> Points);

/// <param name="Scenarios">1 to 64; their fractions are shares of one fight.</param>
public sealed record UpgradeVariant(string Name, ImmutableArray<Scenario> Scenarios);

/// <param name="Max">How many may be worn in all, 0 to 18.</param>
/// <param name="Options">What may be chosen; fewer than <paramref name="Max"/> may be worn.</param>
/// <param name="PointsEach">Of one infusion, 0 to 100.</param>
public sealed record GearInfusions(int Max, ImmutableArray<InfusionOption> Options, double PointsEach = 5)
{
    public const int SlotsMax = 18;

    public static GearInfusions None { get; } = new(0, []);
}

/// <param name="Count">How many of this type may be worn at most.</param>
public sealed record InfusionOption(CombatAttribute Attribute, int Count);

/// <summary>What a build is ranked by: a sum of its indicators with these weights, none negative, one at least positive.</summary>
public sealed record GearObjective(double Damage, double Survivability, double Healing)
{
    public static GearObjective ByDamage { get; } = new(1, 0, 0);

    public static GearObjective BySurvivability { get; } = new(0, 1, 0);

    public static GearObjective ByHealing { get; } = new(0, 0, 1);

    /// <summary>Instead of the weights: as much of an attribute as the limits leave, or as little.</summary>
    internal AttributeAim? Aim { get; init; }

    internal static GearObjective At(AttributeAim aim) => new(0, 0, 0) { Aim = aim };

    public double Of(Indicators indicators) => (Damage * indicators.Damage) + (Survivability * indicators.Survivability) + (Healing * indicators.Healing);

    public double WeightOf(Indicator indicator) => indicator switch
    {
        Indicator.Damage => Damage,
        Indicator.Survivability => Survivability,
        _ => Healing,
    };
}

public enum Indicator
{
    Damage,
    Survivability,
    Healing,
}

/// <summary>An attribute of the first scenario; what is to be least is taken from a large number, so that more is always better.</summary>
internal sealed record AttributeAim(CombatAttribute Attribute, bool Least)
{
    public const double Large = 1e7;

    public double Of(ReadOnlySpan<double> sheet) => Least ? Large - GearLimit.Looked(Attribute, sheet) : GearLimit.Looked(Attribute, sheet);
}
