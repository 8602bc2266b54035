using Gw2Optimizer.Combat.Model;
using static Gw2Optimizer.Combat.Model.CombatAttribute;

namespace Gw2Optimizer.Combat.Tests.Model;

public sealed class CombatModelTests
{
    private static readonly Scenario Bare = Scenario.Of(AttributeValues.Of(
        new AttributeBonus(Power, 1000),
        new(Precision, 1000),
        new(Toughness, 1000),
        new(Vitality, 1000),
        new(CriticalChance, 0.05),
        new(CriticalDamage, 1.5),
        new(Health, 1645),
        new(Armor, 1271),
        new(PowerCoefficient, 2597)));

    /// <summary>Everything that the model knows, at once.</summary>
    private static readonly Scenario Rich = Bare with
    {
        Fraction = 0.75,
        Base = Bare.Base.Plus(BurningCoefficient, 3).Plus(BleedingCoefficient, 2).Plus(BurningDuration, 0.9).Plus(Power2Coefficient, 800).Plus(NonCritPowerCoefficient, 100)
            .Plus(SiphonBaseCoefficient, 20).Plus(SiphonPowerCoefficient, 0.05).Plus(FlatDps, 7).Plus(OutgoingHealing, 0.1).Plus(MaximumHealth, 0.1).Plus(AlternativeFerocity, 300).Plus(ConditionDurationUncapped, 0.1),
        Buffs = [new(Power, 750), new(ConditionDamage, 750)],
        Conversions = [new(Ferocity, Precision, 0.07), new(Armor, Armor, 0.05), new(Power, Ferocity, 0.06)],
        ConversionsAfterBuffs = [new(BleedingCoefficient, CriticalChance, 3.2), new(FlatDps, Power, 0.126)],
        Multipliers = new(Strike: 1.5, Condition: 1.25, Critical: 1.1, AlternativeCritical: 1.2, Siphon: 1.1, IncomingStrike: 0.67, Burning: 1.1),
    };

    private static readonly GearSource[] Worn =
    [
        new("Berserker Coat", [new(Power, 141), new(Precision, 101), new(Ferocity, 101)]),
        new("Viper Amulet", [new(Power, 133), new(ConditionDamage, 133), new(Precision, 71), new(Expertise, 71)]),
        new("Minstrel Ring", [new(Toughness, 106), new(HealingPower, 106), new(Vitality, 56), new(Concentration, 56)]),
    ];

    [Fact]
    public void Nobody_strikes_for_1025() => DamageWith(Bare).ShouldBe(1025, 1e-9);

    [Theory]
    [InlineData(1382, 960, 960, 0, 3759.13628571429)]
    [InlineData(960, 1382, 960, 0, 3542.168)]
    [InlineData(1382, 960, 960, 0.25, 4438.00628571429)]
    [InlineData(960, 1382, 960, 0.25, 4100.768)]
    public void A_full_ascended_set_strikes_as_by_hand(double power, double precision, double ferocity, double fury, double damage) =>
        DamageWith(Bare with { Buffs = [new(CriticalChance, fury)] }, new(Power, power), new(Precision, precision), new(Ferocity, ferocity)).ShouldBe(damage, 1e-6);

    [Fact]
    public void A_full_ascended_minstrel_stands_and_heals_as_by_hand()
    {
        var gear = Points(new(Toughness, 1172), new(HealingPower, 1172), new(Vitality, 633), new(Concentration, 633));
        var sheet = new double[CombatAttributes.Count];
        CombatModel.Evaluate(Bare, gear, sheet);
        sheet[(int)BoonDuration].ShouldBe(0.422, 1e-12);
        sheet[(int)Health].ShouldBe(17975);
        sheet[(int)Armor].ShouldBe(3443);
        var indicators = CombatModel.Indicators(Bare, sheet);
        indicators.Survivability.ShouldBe(31463.10, 0.01);
        indicators.Healing.ShouldBe(741.6, 1e-9);
    }

    [Fact]
    public void Conversions_read_what_no_other_conversion_and_no_buff_has_changed()
    {
        var scenario = Bare with { Conversions = [new(Ferocity, Power, 0.1), new(Power, Ferocity, 0.5)], Buffs = [new(Power, 750)] };
        var sheet = new double[CombatAttributes.Count];
        CombatModel.Evaluate(scenario, Points(new AttributeBonus(Ferocity, 100)), sheet);
        sheet[(int)Ferocity].ShouldBe(200);
        sheet[(int)Power].ShouldBe(1800);
    }

    [Fact]
    public void Conversions_after_buffs_read_everything_and_no_more_than_a_whole_critical_chance()
    {
        var scenario = Bare with { Base = Bare.Base.Plus(CriticalChance, 2), ConversionsAfterBuffs = [new(BleedingCoefficient, CriticalChance, 3.2), new(FlatDps, Power, 0.126)], Buffs = [new(Power, 750)] };
        var sheet = new double[CombatAttributes.Count];
        CombatModel.Evaluate(scenario, [], sheet);
        sheet[(int)BleedingCoefficient].ShouldBe(3.2, 1e-12);
        sheet[(int)FlatDps].ShouldBe(1750 * 0.126, 1e-12);
    }

    [Fact]
    public void Scenarios_count_by_their_share()
    {
        var indicators = CombatModel.Evaluate([Bare with { Fraction = 0.25 }, Bare with { Fraction = 0.75, Buffs = [new(Power, 1000)] }], []);
        indicators.Damage.ShouldBe((0.25 * 1025) + (0.75 * 2050), 1e-9);
        indicators.Healing.ShouldBe(390, 1e-9);
    }

    [Theory]
    [InlineData(SecondStrike.Alternative)]
    [InlineData(SecondStrike.Phantasm)]
    public void Every_number_opens_to_terms_that_make_it_up(SecondStrike second)
    {
        var scenario = Rich with { SecondStrike = second };
        var sheet = new double[CombatAttributes.Count];
        var gear = Points([.. Worn.SelectMany(source => source.Points)]);
        CombatModel.Evaluate(scenario, gear, sheet);
        foreach (var explanation in AttributeExplanations.Of(scenario, Worn))
        {
            explanation.Value.ShouldBe(sheet[(int)CombatAttributes.Named(explanation.Label)], 1e-9, explanation.Label);
            MakesUp(explanation);
        }

        var indicators = CombatModel.Evaluate([scenario, Bare with { Fraction = 0.25 }], gear);
        foreach (var (explanation, value) in ((Explanation, double)[])
            [
                (IndicatorExplanations.Damage([scenario, Bare with { Fraction = 0.25 }], Worn), indicators.Damage),
                (IndicatorExplanations.Survivability([scenario, Bare with { Fraction = 0.25 }], Worn), indicators.Survivability),
                (IndicatorExplanations.Healing([scenario, Bare with { Fraction = 0.25 }], Worn), indicators.Healing),
            ])
        {
            explanation.Value.ShouldBe(value, value * 1e-12, explanation.Label);
            MakesUp(explanation);
        }
    }

    [Fact]
    public void A_capped_number_tells_what_the_cap_takes()
    {
        var capped = Explanation.Clamped("chance", Explanation.Given("sheet", 1.4), 0, 1);
        capped.Value.ShouldBe(1, 1e-12);
        capped.Parts.Select(part => part.Label).ShouldBe(["sheet", "beyond the cap"]);
    }

    [Fact]
    public void Attributes_are_found_by_their_names_and_others_by_the_nearest()
    {
        foreach (var attribute in CombatAttributes.All)
        {
            CombatAttributes.Named(CombatAttributes.NameOf(attribute)).ShouldBe(attribute);
        }

        CombatAttributes.NameOf(Power2Coefficient).ShouldBe("Power2 Coefficient");
        Should.Throw<ArgumentException>(() => CombatAttributes.Named("Ferrocity")).Message.ShouldContain("\"Ferocity\"");
    }

    [Fact]
    public void Attributes_must_be_finite() =>
        Should.Throw<ArgumentException>(() => AttributeValues.Of(new AttributeBonus(Power, double.NaN))).Message.ShouldContain("Power");

    private static double DamageWith(Scenario scenario, params AttributeBonus[] gear) => CombatModel.Evaluate([scenario], Points(gear)).Damage;

    private static double[] Points(params AttributeBonus[] bonuses) => AttributeValues.Of(bonuses).AsSpan()[..CombatAttributes.GearCount].ToArray();

    private static void MakesUp(Explanation explanation)
    {
        if (explanation.Kind != ExplanationKind.Given)
        {
            var made = explanation.Kind == ExplanationKind.Sum ? explanation.Parts.Sum(part => part.Value) : explanation.Parts.Aggregate(1.0, (product, part) => product * part.Value);
            explanation.Value.ShouldBe(made, 1e-12 + (Math.Abs(made) * 1e-12), explanation.Label);
        }

        foreach (var part in explanation.Parts)
        {
            MakesUp(part);
        }
    }
}
