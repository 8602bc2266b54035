using System.Collections.Immutable;
using Gw2Optimizer.Combat.Builds;
using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Combat.Model;

namespace Gw2Optimizer.Solvers.Gear;

/// <summary>A gear problem in the words of the game: who, with what to choose from, for what.</summary>
/// <param name="Traits">Whose conversions count.</param>
/// <param name="Slots">See <see cref="EquipmentSlot"/>.</param>
/// <param name="Prefixes">What every slot may have, as far as there is such a piece.</param>
/// <param name="Upgrades">Sets that compete; at least one.</param>
/// <param name="Limits">Floors and windows; for <see cref="GearGoal.Support"/> a floor of boon duration is added unless one is here.</param>
public sealed record GearQuestion(
    GameCatalogue Catalogue,
    Profession Profession,
    ImmutableArray<Trait> Traits,
    ImmutableArray<EquipmentSlot> Slots,
    ImmutableArray<Prefix> Prefixes,
    GearRarity Rarity,
    ImmutableArray<UpgradeSet> Upgrades,
    GearGoal Goal,
    Fight Fight,
    ImmutableArray<GearLimit> Limits,
    GearInfusions Infusions)
{
    /// <summary>Boon duration that a support build has where nobody asks for another.</summary>
    public const double SupportBoonDuration = 0.4;

    /// <summary>The share of survivability in what a support build is ranked by.</summary>
    private const double SupportSurvivability = 0.5;

    /// <summary>The combinations that exist on every piece of level-80 gear.</summary>
    public static ImmutableArray<Prefix> PrefixesEverywhere(GameCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return [.. catalogue.Prefixes.Where(prefix => prefix is { IsSelectable: true, ArmorAndWeapons: not null, TrinketsAndBack: not null })];
    }

    /// <summary>A fight in which what the goal wants is counted, and nothing else.</summary>
    public static Fight FightFor(GearGoal goal, GameMode mode) => goal == GearGoal.Condi
        ? Fight.InAParty(mode, powerCoefficient: 0, conditionCoefficient: 1)
        : Fight.InAParty(mode, Fight.EffectivePower, conditionCoefficient: 0);

    /// <exception cref="GearProblemException">No prefix fits a slot.</exception>
    public GearProblem ToProblem() => new(
        [.. Slots.Select(slot => new GearSlot(slot.Name, OptionsOf(slot)))],
        [.. Upgrades.Select(upgrades => new UpgradeVariant(upgrades.ToString(), [ScenarioWith(upgrades).Scenario]))],
        Objective(),
        Goal == GearGoal.Support && !Limits.Any(limit => limit is GearLimit.AtLeast { Attribute: CombatAttribute.BoonDuration })
            ? Limits.Add(new GearLimit.AtLeast(CombatAttribute.BoonDuration, SupportBoonDuration))
            : Limits,
        Infusions);

    public CharacterScenario ScenarioWith(UpgradeSet upgrades) => new Character(Profession, Traits, upgrades).In(Fight);

    private ImmutableArray<GearOption> OptionsOf(EquipmentSlot slot)
    {
        ImmutableArray<GearOption> options =
        [
            .. Prefixes.Where(prefix => prefix.TermsOf(slot.Piece, Rarity) is not null).Select(prefix => new GearOption(prefix.Name, PointsOf(prefix, slot))),
        ];
        return options.IsEmpty ? throw new GearProblemException($"None of the prefixes exists as {Rarity} {slot.Piece}.") : options;
    }

    private ImmutableArray<AttributeBonus> PointsOf(Prefix prefix, EquipmentSlot slot) =>
    [
        .. Catalogue.Budgets.Points(prefix, slot.Piece, Rarity, Fight.Mode).Terms.Select(term => new AttributeBonus((CombatAttribute)term.Key, term.Value)),
    ];

    private GearObjective Objective()
    {
        if (Goal is GearGoal.Damage or GearGoal.Condi)
        {
            return GearObjective.ByDamage;
        }

        if (Goal is GearGoal.Survive)
        {
            return GearObjective.BySurvivability;
        }

        var celestial = OfCelestial();
        return Goal == GearGoal.Support
            ? new(0, SupportSurvivability / celestial.Survivability, 1 / celestial.Healing)
            : new(1 / celestial.Damage, 1 / celestial.Survivability, 1 / celestial.Healing);
    }

    /// <summary>What somebody in Celestial gear without upgrades has.</summary>
    private Indicators OfCelestial()
    {
        var points = new double[CombatAttributes.GearCount];
        var celestial = Catalogue.Prefixes.Get("Celestial");
        foreach (var bonus in Slots.SelectMany(slot => PointsOf(celestial, slot)))
        {
            points[(int)bonus.Attribute] += bonus.Amount;
        }

        return CombatModel.Evaluate([ScenarioWith(UpgradeSet.None).Scenario], points);
    }
}
