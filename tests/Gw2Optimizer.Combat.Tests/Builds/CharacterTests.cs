using System.Collections.Immutable;
using Gw2Optimizer.Combat.Builds;
using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Combat.Model;

namespace Gw2Optimizer.Combat.Tests.Builds;

public class CharacterTests
{
    private static readonly GameCatalogue Catalogue = GameCatalogue.Shipped;

    /// <summary>H2 and H3 of the recorded cases: full ascended sets, worked out by hand.</summary>
    [Theory]
    [InlineData("Berserker", CombatAttribute.Power, 2382)]
    [InlineData("Berserker", CombatAttribute.Precision, 1960)]
    [InlineData("Berserker", CombatAttribute.Ferocity, 960)]
    [InlineData("Assassin", CombatAttribute.Power, 1960)]
    [InlineData("Assassin", CombatAttribute.Precision, 2382)]
    [InlineData("Minstrel", CombatAttribute.Toughness, 2172)]
    [InlineData("Minstrel", CombatAttribute.Vitality, 1633)]
    [InlineData("Minstrel", CombatAttribute.Concentration, 633)]
    [InlineData("Minstrel", CombatAttribute.Health, 17975)]
    [InlineData("Minstrel", CombatAttribute.Armor, 3443)]
    public void A_guardian_in_a_full_ascended_set_with_a_two_handed_weapon(string prefix, CombatAttribute attribute, double expected) =>
        Sheet(Alone("Guardian", UpgradeSet.None), prefix)[(int)attribute].ShouldBe(expected);

    [Fact]
    public void Attributes_of_gear_are_the_first_ones_of_the_sheet() =>
        GearAttributes.All.Select(attribute => $"{attribute}").ShouldBe(CombatAttributes.All.Take(CombatAttributes.GearCount).Select(attribute => $"{attribute}"));

    [Theory]
    [InlineData("Berserker", 3759.14)]
    [InlineData("Assassin", 3542.17)]
    public void Strike_damage_alone_is_effective_power(string prefix, double expected)
    {
        var scenario = Alone("Guardian", UpgradeSet.None);
        CombatModel.Damage(scenario, Sheet(scenario, prefix)).Total.ShouldBe(expected, 0.01);
    }

    [Fact]
    public void A_party_gives_might_fury_and_vulnerability()
    {
        var scenario = new Character(Catalogue.Professions.Get("Guardian"), [], UpgradeSet.None).In(Fight.InAParty(GameMode.PvE, Fight.EffectivePower, 0)).Scenario;
        var sheet = Sheet(scenario, "Berserker");
        sheet[(int)CombatAttribute.Power].ShouldBe(2382 + 750);
        sheet[(int)CombatAttribute.ConditionDamage].ShouldBe(750);
        sheet[(int)CombatAttribute.CriticalChance].ShouldBe(0.05 + (960 / 2100.0) + 0.25, 1e-12);
        scenario.Multipliers.Strike.ShouldBe(1.25, 1e-12);
        scenario.Multipliers.IncomingStrike.ShouldBe(0.67);
    }

    [Fact]
    public void Runes_sigils_food_and_utility_count()
    {
        var upgrades = new UpgradeSet(
            Catalogue.Runes.Get("Scholar"), [Catalogue.Sigils.Get("Force"), Catalogue.Sigils.Get("Accuracy")], null, Catalogue.Foods.Get("Block of Tofu"), null);
        var scenario = Alone("Guardian", upgrades);
        var sheet = Sheet(scenario, "Berserker");
        sheet[(int)CombatAttribute.Power].ShouldBe(2382 + 175);
        sheet[(int)CombatAttribute.Ferocity].ShouldBe(960 + 225);
        sheet[(int)CombatAttribute.Precision].ShouldBe(1960 + 70);
        sheet[(int)CombatAttribute.CriticalChance].ShouldBe(0.05 + (1030 / 2100.0) + 0.07, 1e-12);
        scenario.Multipliers.Strike.ShouldBe(1.05, 1e-12);
    }

    [Fact]
    public void A_utility_converts_what_gear_gives()
    {
        var oil = Catalogue.Utilities.First(utility => utility.Conversions.Any(conversion => conversion is { To: GearAttribute.Concentration, From: GearAttribute.Precision, Percent: 3 }));
        var sheet = Sheet(Alone("Guardian", new UpgradeSet(null, [], null, null, oil)), "Berserker");
        sheet[(int)CombatAttribute.Concentration].ShouldBeGreaterThanOrEqualTo(Math.Round(1960 * 0.03));
    }

    [Fact]
    public void A_trait_that_converts_has_another_number_in_WvW()
    {
        ImmutableArray<Trait> traits = [Catalogue.Traits.Single(trait => trait.Name == "Power of the Virtuous")];
        var guardian = Catalogue.Professions.Get("Guardian");
        Rate(GameMode.PvE).ShouldBe(0.13);
        Rate(GameMode.WvW).ShouldBe(0.07);

        double Rate(GameMode mode) => new Character(guardian, traits, UpgradeSet.None).In(Fight.Alone(mode, 1, 1)).Scenario.Conversions.ShouldHaveSingleItem().Rate;
    }

    [Fact]
    public void What_has_no_number_is_named()
    {
        var upgrades = UpgradeSet.None with { Relic = Catalogue.Relics.Get("Fireworks") };
        var notCounted = new Character(Catalogue.Professions.Get("Guardian"), [], upgrades).In(Fight.Alone(GameMode.PvE, 1, 1)).NotCounted;
        notCounted.ShouldContain("Relic of Fireworks: 7%");
    }

    [Fact]
    public void Every_sigil_rune_food_and_utility_can_be_worn()
    {
        var fight = Fight.Alone(GameMode.WvW, 1, 1);
        foreach (var upgrades in Catalogue.Runes.Select(rune => UpgradeSet.None with { Rune = rune })
            .Concat(Catalogue.Sigils.Select(sigil => UpgradeSet.None with { Sigils = [sigil] }))
            .Concat(Catalogue.Relics.Select(relic => UpgradeSet.None with { Relic = relic }))
            .Concat(Catalogue.Foods.Select(food => UpgradeSet.None with { Food = food }))
            .Concat(Catalogue.Utilities.Select(utility => UpgradeSet.None with { Utility = utility })))
        {
            var worn = new Character(Catalogue.Professions.Get("Thief"), [], upgrades).In(fight);
            var bare = new Character(Catalogue.Professions.Get("Thief"), [], UpgradeSet.None).In(fight).Scenario;
            var changes = !worn.Scenario.Base.AsSpan().SequenceEqual(bare.Base.AsSpan()) || worn.Scenario.Conversions.Length > 0 || worn.Scenario.Multipliers != bare.Multipliers;
            (changes || worn.NotCounted.Length > 0).ShouldBeTrue($"{upgrades} neither counts nor is named");
        }
    }

    private static Scenario Alone(string profession, UpgradeSet upgrades) =>
        new Character(Catalogue.Professions.Get(profession), [], upgrades).In(Fight.Alone(GameMode.PvE, Fight.EffectivePower, 0)).Scenario;

    private static double[] Sheet(Scenario scenario, string prefix)
    {
        var points = new double[CombatAttributes.GearCount];
        foreach (var slot in EquipmentSlot.WithTwoHandedWeapon)
        {
            foreach (var (attribute, amount) in Catalogue.Budgets.Points(Catalogue.Prefixes.Get(prefix), slot.Piece).Terms)
            {
                points[(int)attribute] += amount;
            }
        }

        var sheet = new double[CombatAttributes.Count];
        CombatModel.Evaluate(scenario, points, sheet);
        return sheet;
    }
}
