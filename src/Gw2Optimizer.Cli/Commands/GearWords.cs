using System.Collections.Immutable;
using System.Globalization;
using Gw2Optimizer.Combat.Builds;
using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Combat.Model;
using Gw2Optimizer.Solvers.Gear;

namespace Gw2Optimizer.Cli.Commands;

/// <summary>Reads a gear question as it is written on a command line. Every method throws what names the word that is wrong.</summary>
internal sealed class GearWords(GameCatalogue catalogue)
{
    /// <summary>Infusions give five points of one of these; there is none of Ferocity.</summary>
    private static readonly ImmutableArray<CombatAttribute> Infusable =
    [
        CombatAttribute.Power, CombatAttribute.Precision, CombatAttribute.Toughness, CombatAttribute.Vitality,
        CombatAttribute.ConditionDamage, CombatAttribute.Expertise, CombatAttribute.Concentration, CombatAttribute.HealingPower,
    ];

    public static GearProblem Forced(GearProblem problem, string[]? forced)
    {
        foreach (var (slot, prefix) in (forced ?? []).Select(Halves))
        {
            problem = problem.WithForced(slot, prefix);
        }

        return problem;
    }

    public GearQuestion Question(
        string profession, GearGoal goal, string mode, int weapons, bool alone, GearRarity rarity, string[]? prefixes, string[]? without, string[]? traits,
        ImmutableArray<UpgradeSet> upgrades, ImmutableArray<GearLimit> limits, GearInfusions infusions)
    {
        var allowed = prefixes is { Length: > 0 } ? [.. prefixes.Select(catalogue.Prefixes.GetByIdOrName)] : GearQuestion.PrefixesEverywhere(catalogue);
        var excluded = (without ?? []).Select(catalogue.Prefixes.GetByIdOrName).ToHashSet();
        var fight = GearQuestion.FightFor(goal, ModeOf(mode));
        return new GearQuestion(
            catalogue,
            catalogue.Professions.Get(profession),
            [.. (traits ?? []).Select(catalogue.Traits.GetByIdOrName)],
            weapons switch
            {
                1 => EquipmentSlot.WithTwoHandedWeapon,
                2 => EquipmentSlot.WithTwoWeapons,
                _ => throw new FormatException($"--weapons is {weapons}; it must be 1 or 2."),
            },
            [.. allowed.Where(prefix => !excluded.Contains(prefix))],
            rarity,
            upgrades,
            goal,
            alone ? Fight.Alone(fight.Mode, fight.PowerCoefficient, fight.ConditionCoefficient) : fight,
            limits,
            infusions);
    }

    /// <summary>Every combination of what was given.</summary>
    public ImmutableArray<UpgradeSet> Upgrades(string[]? runes, string[]? sigils, string[]? relics, string[]? foods, string[]? utilities) =>
    [
        .. from rune in OrNothing(runes, catalogue.Runes)
           from pair in sigils is { Length: > 0 } ? sigils : [""]
           from relic in OrNothing(relics, catalogue.Relics)
           from food in OrNothing(foods, catalogue.Foods)
           from utility in OrNothing(utilities, catalogue.Utilities)
           select new UpgradeSet(rune, [.. pair.Split('+', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(catalogue.Sigils.GetByIdOrName)], relic, food, utility),
    ];

    public static ImmutableArray<GearLimit> Limits(string[]? min, string[]? max) =>
    [
        .. (min ?? []).Select(Halves).Select(half => Enum.TryParse<Indicator>(half.Name, ignoreCase: true, out var indicator)
            ? (GearLimit)new GearLimit.IndicatorAtLeast(indicator, Number(half.Value))
            : new GearLimit.AtLeast(CombatAttributes.Named(half.Name), Number(half.Value))),
        .. (max ?? []).Select(Halves).Select(half => new GearLimit.AtMost(CombatAttributes.Named(half.Name), Number(half.Value))),
    ];

    public static GearInfusions Infusions(int count, string[]? attributes) => new(
        count,
        count == 0 ? [] : [.. (attributes is { Length: > 0 } ? attributes.Select(CombatAttributes.Named) : Infusable).Select(attribute => new InfusionOption(InfusableOnly(attribute), count))]);

    private static CombatAttribute InfusableOnly(CombatAttribute attribute) => Infusable.Contains(attribute)
        ? attribute
        : throw new FormatException($"There is no infusion of {CombatAttributes.NameOf(attribute)}; there are those of {string.Join(", ", Infusable.Select(CombatAttributes.NameOf))}.");

    private static IEnumerable<T?> OrNothing<T>(string[]? names, CatalogueTable<T> table)
        where T : class, ICatalogueEntry => names is { Length: > 0 } ? names.Select(T? (name) => table.GetByIdOrName(name)) : Enumerable.Repeat<T?>(null, 1);

    private static GameMode ModeOf(string mode) => Enum.TryParse<GameMode>(mode, ignoreCase: true, out var known) && Enum.IsDefined(known)
        ? known
        : throw new FormatException($"There is no mode \"{mode}\"; there are pve, wvw and pvp.");

    private static (string Name, string Value) Halves(string written) => written.Split('=', 2, StringSplitOptions.TrimEntries) is [var name, var value]
        ? (name, value)
        : throw new FormatException($"\"{written}\" is not NAME=VALUE.");

    private static double Number(string written)
    {
        var isPercent = written.EndsWith('%');
        return double.TryParse(written.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? isPercent ? number / 100 : number
            : throw new FormatException($"\"{written}\" is no number; write 1200, 0.4 or 40%.");
    }
}
