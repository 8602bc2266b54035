using Gw2Optimizer.Combat.Catalogue;

namespace Gw2Optimizer.Combat.Tests.Catalogue;

public class CatalogueTableTests
{
    private static GameCatalogue Game => GameCatalogue.Shipped;

    [Theory]
    [InlineData("Berserker")]
    [InlineData("berserker's")]
    [InlineData(" BERSERKER ")]
    [InlineData("ber-ser_ker")]
    [InlineData("Berserker’s")]
    public void Case_blanks_and_punctuation_do_not_count_in_names(string written)
    {
        Game.Prefixes.Get(written).Name.ShouldBe("Berserker");
    }

    [Theory]
    [InlineData("Superior Rune of the Scholar")]
    [InlineData("Rune of the Scholar")]
    [InlineData("the Scholar")]
    [InlineData("scholar")]
    public void An_upgrade_is_found_by_its_short_names(string written)
    {
        Game.Runes.Get(written).Id.ShouldBe(24836);
    }

    [Fact]
    public void A_legendary_rune_and_any_itemstat_id_mean_the_same_as_the_first()
    {
        Game.Runes.Get(91595).Id.ShouldBe(24836);
        Game.Prefixes.Get(584).Name.ShouldBe("Berserker");
        Game.Prefixes.Get(1077).Name.ShouldBe("Berserker");
    }

    [Theory]
    [InlineData("Bersekrer", "Berserker")]
    [InlineData("Vipers", "Viper")]
    [InlineData("Minstral", "Minstrel")]
    [InlineData("Trailblazzer", "Trailblazer")]
    public void An_unknown_name_is_an_error_with_the_nearest(string written, string nearest)
    {
        if (Game.Prefixes.Find(written) is { } found)
        {
            found.Name.ShouldBe(nearest);
            return;
        }
        var unknown = Should.Throw<UnknownEntryException>(() => Game.Prefixes.Get(written));

        unknown.Nearest[0].ShouldBe(nearest);
        unknown.Message.ShouldContain(written);
        unknown.Message.ShouldContain(nearest);
    }

    [Fact]
    public void An_unknown_id_is_an_error_with_its_kind_and_number()
    {
        var unknown = Should.Throw<UnknownEntryException>(() => Game.Traits.Get(1));

        (unknown.Kind, unknown.Written, unknown.IsAmbiguous).ShouldBe(("trait", "1", false));
        Game.Traits.Find(1).ShouldBeNull();
    }

    [Fact]
    public void A_name_that_is_like_nothing_offers_nothing()
    {
        Game.Runes.Nearest("qqqqqqqqqqqqqqqqqqqqqqqqqq").ShouldBeEmpty();
        Should.Throw<UnknownEntryException>(() => Game.Runes.Get("qqqqqqqqqqqqqqqqqqqqqqqqqq")).Message.ShouldNotContain("Did you mean");
        Should.Throw<UnknownEntryException>(() => Game.Runes.Get("")).Nearest.ShouldBeEmpty();
    }

    [Fact]
    public void A_name_that_several_skills_share_asks_for_the_id()
    {
        var name = Game.Skills.GroupBy(skill => skill.Name).First(group => group.Count() > 1).Key;

        var ambiguous = Should.Throw<UnknownEntryException>(() => Game.Skills.Get(name));

        ambiguous.IsAmbiguous.ShouldBeTrue();
        ambiguous.Nearest.Count.ShouldBe(Game.Skills.FindAll(name).Length);
        ambiguous.Message.ShouldContain("Use the id");
        Game.Skills.Find(name).ShouldBeNull();
    }

    [Fact]
    public void A_number_is_taken_as_an_id_and_a_word_as_a_name()
    {
        Game.Specializations.GetByIdOrName("62").Name.ShouldBe("Firebrand");
        Game.Specializations.GetByIdOrName("firebrand").Id.ShouldBe(62);
    }

    [Fact]
    public void Every_entry_is_found_by_its_own_name_unless_it_shares_it()
    {
        Check(Game.Professions);
        Check(Game.Specializations);
        Check(Game.Prefixes);
        Check(Game.Runes);
        Check(Game.Sigils);
        Check(Game.Relics);
        Check(Game.Boons);
        Check(Game.Conditions);
        Check(Game.Weapons);
        Check(Game.Legends);

        static void Check<T>(CatalogueTable<T> table) where T : class, ICatalogueEntry
        {
            foreach (var row in table)
            {
                table.Get(row.Name).ShouldBeSameAs(row);
                table.Get(row.Id).ShouldBeSameAs(row);
            }
        }
    }
}
