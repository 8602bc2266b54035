using Gw2Optimizer.Combat.Catalogue;

namespace Gw2Optimizer.Combat.Tests.Catalogue;

public class PrefixTests
{
    private static GameCatalogue Game => GameCatalogue.Shipped;

    [Fact]
    public void There_are_66_prefixes_43_of_them_for_level_80()
    {
        Game.Prefixes.Count.ShouldBe(66);
        Game.Prefixes.Where(prefix => prefix.IsSelectable).Select(prefix => prefix.Name).Order()
            .ShouldBe(Table.Rows("prefixes.json").Select(row => row.GetProperty("name").GetString()!).Order());
    }

    [Fact]
    public void Every_selectable_prefix_has_the_tabulated_ids_shape_and_attributes()
    {
        foreach (var row in Table.Rows("prefixes.json"))
        {
            var prefix = Game.Prefixes.Get(row.GetProperty("name").GetString()!);

            prefix.Shape.ToString().ShouldBe(row.GetProperty("shape").GetString());
            row.Ids("armorWeaponIds").ShouldAllBe(id => prefix.ArmorAndWeapons!.Ids.Contains(id));
            row.Ids("trinketIds").ShouldAllBe(id => prefix.TrinketsAndBack!.Ids.Contains(id));
            prefix.TrinketsAndBack!.Terms.Select(term => term.Attribute.ToString()).Order().ShouldBe(row.Words("attributes"));
        }
    }

    [Fact]
    public void Giver_is_the_whole_combination_not_its_levelling_variants()
    {
        var giver = Game.Prefixes.Get("Giver").ArmorAndWeapons!;

        giver.Ids.ShouldBe([628, 1070]);
        giver.Terms.Select(term => term.Attribute).ShouldBe([GearAttribute.Toughness, GearAttribute.Concentration, GearAttribute.HealingPower]);
    }

    [Fact]
    public void A_levelling_prefix_says_so()
    {
        Game.Prefixes.Get("Mighty").ShouldSatisfyAllConditions(
            mighty => mighty.Shape.ShouldBe(PrefixShape.Levelling),
            mighty => mighty.IsSelectable.ShouldBeFalse());
    }
}
