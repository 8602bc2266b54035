using Gw2Optimizer.Combat.Model;

namespace Gw2Optimizer.Combat.Tests.Model;

/// <summary>Golden rows. Hand values, the wiki's level 80 tables, and sheets recorded from discretize-gear-optimizer (commit b64d7244).</summary>
public sealed class FormulaTests
{
    private const double Exact = 1e-9;

    [Theory]
    [InlineData(1000, 0, 0.05)]
    [InlineData(1960, 0, 0.507142857142857)]
    [InlineData(2382, 0, 0.708095238095238)]
    [InlineData(1120, 0.35, 0.457142857142857)]
    [InlineData(3310, 0, 1.15)]
    public void Critical_chance_is_5_percent_and_one_for_2100_precision(double precision, double bonus, double chance) =>
        CriticalFormulas.Chance(precision, bonus).ShouldBe(chance, Exact);

    [Theory]
    [InlineData(0, 1.5)]
    [InlineData(150, 1.6)]
    [InlineData(960, 2.14)]
    public void Critical_damage_is_150_percent_and_one_for_1500_ferocity(double ferocity, double damage) =>
        CriticalFormulas.Damage(ferocity).ShouldBe(damage, Exact);

    [Theory]
    [InlineData(0.05, 1.5, 1, 1.025)]
    [InlineData(0.507142857142857, 2.14, 1, 1.57814285714286)]
    [InlineData(1.4, 2, 1.1, 2.2)]
    [InlineData(-0.1, 2, 1, 1)]
    public void A_strike_is_worth_its_critical_factor_on_average(double chance, double damage, double modifier, double factor) =>
        CriticalFormulas.ExpectedFactor(chance, damage, modifier).ShouldBe(factor, Exact);

    [Theory]
    [InlineData(2597, 1000, 1.025, 1, 1025)]
    [InlineData(2597, 2382, 1.57814285714286, 1, 3759.13628571429)]
    [InlineData(2597, 2382, 1.86314285714286, 1, 4438.00628571429)]
    [InlineData(2597, 1960, 1.80722857142857, 1, 3542.168)]
    [InlineData(2597, 1960, 2.09222857142857, 1, 4100.768)]
    public void Strikes_of_the_cases_by_hand(double coefficient, double power, double critical, double modifier, double damage) =>
        StrikeFormulas.PerSecond(coefficient, power, critical, modifier).ShouldBe(damage, 1e-6);

    [Fact]
    public void One_hit_is_strength_times_power_times_coefficient_over_armor() =>
        StrikeFormulas.PerHit(1000, 2000, 0.8, 2597, 1.5, 1.1).ShouldBe(1000 * 2000 * 0.8 / 2597 * 1.5 * 1.1, Exact);

    [Theory]
    [InlineData(139.75, 0, 4374, 1, 139.75)]
    [InlineData(139.75, 0, 3602, 1.1, 153.725)]
    [InlineData(100, 0.1, 2000, 1.5, 450)]
    public void Siphons_count_power_but_not_armor(double flat, double coefficient, double power, double modifier, double damage) =>
        StrikeFormulas.Siphon(flat, coefficient, power, modifier).ShouldBe(damage, Exact);

    [Theory]
    [InlineData(GameMode.PvE, DamagingCondition.Bleeding, 22, 82)]
    [InlineData(GameMode.PvE, DamagingCondition.Burning, 131, 286)]
    [InlineData(GameMode.PvE, DamagingCondition.Poison, 33.5, 93.5)]
    [InlineData(GameMode.PvE, DamagingCondition.Torment, 31.8, 121.8)]
    [InlineData(GameMode.PvE, DamagingCondition.Confusion, 18.25, 68.25)]
    [InlineData(GameMode.WvW, DamagingCondition.Bleeding, 22, 82)]
    [InlineData(GameMode.WvW, DamagingCondition.Burning, 131, 286)]
    [InlineData(GameMode.WvW, DamagingCondition.Poison, 33.5, 93.5)]
    [InlineData(GameMode.WvW, DamagingCondition.Torment, 26, 96)]
    [InlineData(GameMode.WvW, DamagingCondition.Confusion, 11, 41)]
    [InlineData(GameMode.PvP, DamagingCondition.Torment, 26, 96)]
    public void Conditions_tick_for_their_base_and_their_share_of_condition_damage(GameMode mode, DamagingCondition condition, double at0, double at1000)
    {
        var tick = ConditionFormulas.Against(mode)[condition];
        tick.Of(0).ShouldBe(at0, Exact);
        tick.Of(1000).ShouldBe(at1000, Exact);
    }

    [Theory]
    [InlineData(GameMode.PvE, 82)]
    [InlineData(GameMode.WvW, 73.8)]
    public void Torment_ticks_less_on_those_who_move(GameMode mode, double at1000) => ConditionFormulas.Torment(mode, 1).Of(1000).ShouldBe(at1000, Exact);

    [Theory]
    [InlineData(GameMode.PvE, 0.4, 24.786, 87.786)]
    [InlineData(GameMode.WvW, 1, 60.5, 188)]
    public void Confusion_ticks_more_on_those_who_attack(GameMode mode, double attacks, double at0, double at1000)
    {
        ConditionFormulas.Confusion(mode, attacks).Of(0).ShouldBe(at0, Exact);
        ConditionFormulas.Confusion(mode, attacks).Of(1000).ShouldBe(at1000, Exact);
    }

    [Theory]
    [InlineData(GameMode.PvE, 296)]
    [InlineData(GameMode.WvW, 251)]
    public void Inferno_burns_with_power(GameMode mode, double at2000)
    {
        ConditionFormulas.InfernoBurning(mode).Source.ShouldBe(CombatAttribute.Power);
        ConditionFormulas.InfernoBurning(mode).Of(2000).ShouldBe(at2000, Exact);
    }

    [Fact]
    public void Sharpshooter_bleeds_with_power()
    {
        ConditionFormulas.SharpshooterBleeding.Source.ShouldBe(CombatAttribute.Power);
        ConditionFormulas.SharpshooterBleeding.Of(1000).ShouldBe(62, Exact);
    }

    [Fact]
    public void A_condition_is_worth_its_stacks_times_tick() =>
        ConditionFormulas.PerSecond(14.526, 2, 593.055, 1.3125 * 1.1).ShouldBe(24874.995135375, 1e-6);

    [Theory]
    [InlineData(606, 0, 0.404)]
    [InlineData(633, 0, 0.422)]
    [InlineData(750, 0.2, 0.7)]
    public void Concentration_is_boon_duration(double concentration, double bonus, double duration) => DurationFormulas.Boon(concentration, bonus).ShouldBe(duration, Exact);

    [Theory]
    [InlineData(0.4, 0.1, 1.5)]
    [InlineData(0.9, 0.3, 2)]
    public void Boons_last_at_most_twice_as_long(double general, double specific, double factor) => DurationFormulas.BoonFactor(general, specific).ShouldBe(factor, Exact);

    [Theory]
    [InlineData(606, 0.15, 0.554)]
    [InlineData(298, 0.15, 0.348666666666667)]
    public void Expertise_is_condition_duration(double expertise, double bonus, double duration) => DurationFormulas.Condition(expertise, bonus).ShouldBe(duration, Exact);

    [Theory]
    [InlineData(0.554, 0, 0, 1.554)]
    [InlineData(0.554, 0.55, 0, 2)]
    [InlineData(0.9, 0.3, 0.2, 2.2)]
    public void Conditions_last_at_most_twice_as_long_but_for_what_is_uncapped(double general, double specific, double uncapped, double factor) =>
        DurationFormulas.ConditionFactor(general, specific, uncapped).ShouldBe(factor, Exact);

    [Theory]
    [InlineData(1645, 1633, 0, 17975)]
    [InlineData(1645, 2736, 0, 29005)]
    [InlineData(9212, 1572, 0, 24932)]
    [InlineData(5922, 1000, 0.1, 17514)]
    [InlineData(1645, 1000.05, 0, 11646)]
    public void Health_is_the_profession_and_ten_for_each_vitality(double profession, double vitality, double bonus, double health) =>
        SurvivabilityFormulas.Health(profession, vitality, bonus).ShouldBe(health);

    [Fact]
    public void Armor_is_defense_and_toughness() => SurvivabilityFormulas.Armor(1271, 2172).ShouldBe(3443);

    [Fact]
    public void Effective_health_is_health_times_armor()
    {
        SurvivabilityFormulas.EffectiveHealth(29005, 2335, 0.67).ShouldBe(101084589.5522388, 1e-3);
        SurvivabilityFormulas.Index(17975, 3443).ShouldBe(31463.1037, 1e-3);
    }

    [Theory]
    [InlineData(1172, 0, 741.6)]
    [InlineData(250, 0, 465)]
    [InlineData(0, 0.2, 468)]
    public void A_pulse_heals_for_390_and_three_tenths_of_healing_power(double power, double outgoing, double healing) =>
        HealingFormulas.Index(power, outgoing).ShouldBe(healing, Exact);

    [Fact]
    public void Healing_is_raised_by_giver_and_target() => HealingFormulas.Skill(1000, 0.5, 1000, 0.1, 0.2).ShouldBe(1500 * 1.1 * 1.2, Exact);

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(1.5, 2)]
    [InlineData(2.5, 2)]
    [InlineData(28.8, 29)]
    [InlineData(-0.5, 0)]
    public void Halves_round_to_the_even_number(double value, double rounded) => Rounding.HalfEven(value).ShouldBe(rounded);

    [Theory]
    [InlineData(CombatAttribute.Ferocity, 0.1, 1235, 124)]
    [InlineData(CombatAttribute.Ferocity, 0.1, 1225, 122)]
    [InlineData(CombatAttribute.Armor, 0.05, 1271, 64)]
    [InlineData(CombatAttribute.FlatDps, 0.126, 2001, 252.126)]
    public void Converted_points_are_rounded_and_nothing_else(CombatAttribute target, double rate, double source, double amount) =>
        CombatModel.Converted(target, rate, source).ShouldBe(amount, Exact);

    [Fact]
    public void Might_is_30_power_and_condition_damage_a_stack()
    {
        BoonFormulas.Might(25).ShouldBe(750);
        BoonFormulas.Might(1).ShouldBe(30);
        Should.Throw<ArgumentOutOfRangeException>(() => BoonFormulas.Might(26));
    }

    [Fact]
    public void Boons_do_what_their_descriptions_say()
    {
        BoonFormulas.Fury(GameMode.PvE).ShouldBe(0.25);
        BoonFormulas.Fury(GameMode.WvW).ShouldBe(0.20);
        BoonFormulas.Vulnerability(25).ShouldBe(1.25);
        BoonFormulas.Regeneration(1000).ShouldBe(255);
        BoonFormulas.Protection.ShouldBe(0.67);
        BoonFormulas.Resolution.ShouldBe(0.67);
    }

    [Theory]
    [InlineData(5, 1.4, 0.1, 0.7)]
    [InlineData(10, 2, 0.1, 1)]
    public void Uptime_is_seconds_given_a_second_and_at_most_all(double seconds, double factor, double casts, double uptime) =>
        BoonFormulas.Uptime(seconds, factor, casts).ShouldBe(uptime, Exact);

    [Fact]
    public void Average_stacks_are_capped() => BoonFormulas.AverageStacks(8, 10, 2, 0.2, 25).ShouldBe(25);

    [Fact]
    public void Modifiers_add_within_their_bucket_and_multiply_between_buckets() =>
        new ModifierBuckets([0.05, 0.1], [0.15, 0.07], [0.25, 0.1]).Total.ShouldBe(1.15 * 1.15 * 1.07 * 1.35, Exact);
}
