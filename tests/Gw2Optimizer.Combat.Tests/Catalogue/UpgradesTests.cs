using Gw2Optimizer.Combat.Catalogue;

namespace Gw2Optimizer.Combat.Tests.Catalogue;

public class UpgradesTests
{
    private static GameCatalogue Game => GameCatalogue.Shipped;

    [Fact]
    public void Every_superior_rune_has_the_tabulated_totals()
    {
        var rows = Table.Rows("runes.json");
        rows.Count.ShouldBe(Game.Runes.Count);
        foreach (var row in rows)
        {
            var rune = Game.Runes.Get(row.GetProperty("id").GetInt32());
            var flat = row.Numbers("flat");

            rune.AllStats.ShouldBe(flat.GetValueOrDefault("All"), rune.Name);
            rune.Flat.ShouldBe(Points(flat), rune.Name);
            rune.Percents.ToDictionary(bonus => bonus.What, bonus => (int)bonus.Percent).ShouldBe(row.Numbers("pct"), ignoreOrder: true, rune.Name);
            rune.Other.ShouldBe(row.Words("other"), ignoreOrder: true, rune.Name);
            Game.Runes.Get(row.GetProperty("name").GetString()!).ShouldBeSameAs(rune);
        }
    }

    [Fact]
    public void Every_tabulated_food_and_utility_has_its_numbers()
    {
        foreach (var row in Table.Rows("consumables.json"))
        {
            var table = row.GetProperty("kind").GetString() == "Food" ? Game.Foods : Game.Utilities;
            var item = table.Get(row.GetProperty("id").GetInt32());

            item.Name.ShouldBe(row.GetProperty("name").GetString());
            item.Minutes.ShouldBe(row.GetProperty("minutes").GetInt32());
            item.Flat.ShouldBe(Points(row.Numbers("flat")), item.Name);
            item.Percents.ToDictionary(bonus => bonus.What, bonus => (int)bonus.Percent)
                .ShouldBe(row.Numbers("pct").ToDictionary(pair => pair.Key.Replace("Increased", "", StringComparison.Ordinal), pair => pair.Value), ignoreOrder: true, item.Name);
            item.Conversions.Select(share => $"{share.To} {share.Percent} {share.From}").ShouldBe(
                row.TryGetProperty("conv", out var shares)
                    ? shares.EnumerateArray().Select(share => $"{share.GetProperty("to")} {share.GetProperty("pct")} {share.GetProperty("from")}")
                    : []);
            item.EffectsKnown.ShouldBeTrue();
        }
    }

    [Fact]
    public void An_ascended_feast_of_which_the_API_says_nothing_is_unknown_not_nothing()
    {
        var steak = Game.Foods.Get("Cilantro Lime Sous-Vide Steak");

        steak.EffectsKnown.ShouldBeFalse();
        Game.Foods.Where(food => !food.EffectsKnown).ShouldAllBe(food => food.Rarity == "Ascended");
    }

    [Fact]
    public void The_usual_sharpening_stone_is_there()
    {
        Game.Utilities.Get("Superior Sharpening Stone").Conversions
            .ShouldBe([new(GearAttribute.Power, 3, GearAttribute.Precision), new(GearAttribute.Power, 6, GearAttribute.Ferocity)]);
    }

    [Theory]
    [InlineData("Force", "strike_damage_pct", 5, "additive")]
    [InlineData("Bursting", "condition_damage_pct", 5, "additive")]
    [InlineData("Concentration", "boon_duration_pct", 10, null)]
    [InlineData("Malice", "condition_duration_pct", 10, null)]
    public void A_steady_sigil_has_its_number(string name, string what, double amount, string? stacking)
    {
        var modifier = Game.Sigils.Get(name).Modifier.ShouldNotBeNull();

        (modifier.What, modifier.Amount, modifier.Stacking).ShouldBe((what, amount, stacking));
    }

    [Fact]
    public void A_proc_has_its_text_and_cooldown_and_no_number()
    {
        var air = Game.Sigils.Get("Superior Sigil of Air");

        air.Modifier.ShouldBeNull();
        air.CooldownSeconds.ShouldBe(3);
        air.Text.ShouldNotBeNull().ShouldContain("lightning");
        Game.Sigils.Get("Frenzy").CooldownSeconds.ShouldBe(10);
    }

    [Fact]
    public void A_relic_without_numbers_in_the_API_is_unknown()
    {
        Game.Relics.Count.ShouldBe(70);
        Game.Relics.Get("Relic of the Flock").EffectsKnown.ShouldBeFalse();
        Game.Relics.Get("Fireworks").Modifiers.Select(modifier => modifier.Percent).ShouldBe([10, 7]);
        Game.Relics.Count(relic => relic.EffectsKnown).ShouldBeInRange(10, 40);
    }

    [Theory]
    [InlineData(37131, GearAttribute.Power, 9)]
    [InlineData(86113, GearAttribute.Expertise, 9)]
    [InlineData(85881, GearAttribute.Concentration, 7)]
    [InlineData(39616, GearAttribute.HealingPower, 5)]
    [InlineData(43252, GearAttribute.Vitality, 0)]
    public void A_stat_infusion_gives_five_points(int id, GearAttribute attribute, int agony)
    {
        var points = Game.Infusions.Get(id).Points;

        points[attribute].ShouldBe(5);
        points[GearAttribute.AgonyResistance].ShouldBe(agony);
        Game.Infusions.ShouldAllBe(infusion => infusion.Points[GearAttribute.Ferocity] == 0);
    }

    private static AttributePoints Points(Dictionary<string, int> flat) => new(flat.SelectMany(term => term.Key == "All"
        ? GearAttributes.OfAllStats.Select(attribute => KeyValuePair.Create(attribute, term.Value))
        : [KeyValuePair.Create(GearAttributes.Find(term.Key)!.Value, term.Value)]));
}
