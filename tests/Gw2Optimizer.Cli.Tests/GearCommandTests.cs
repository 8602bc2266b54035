using System.Text.Json;

namespace Gw2Optimizer.Cli.Tests;

public class GearCommandTests
{
    [Fact]
    public async Task The_best_gear_is_told_slot_by_slot_with_its_proof()
    {
        var ran = await Run.Of("gear", "--profession", "Guardian", "--rune", "Scholar", "--sigils", "Force+Accuracy", "--prefix", "Berserker", "--prefix", "Assassin");
        ran.ExitCode.ShouldBe(0, ran.Error);
        ran.Output.ShouldStartWith("Proven: nothing is better");
        ran.Output.ShouldContain("Helm        Berserker");
        ran.Output.ShouldContain("Superior Rune of the Scholar, Superior Sigil of Force, Superior Sigil of Accuracy");
    }

    [Fact]
    public async Task Json_has_value_bound_gear_attributes_and_what_is_not_counted()
    {
        var ran = await Run.Of(
            "gear", "--profession", "Necromancer", "--goal", "condi", "--mode", "wvw", "--weapons", "2", "--relic", "Fireworks", "--infusions", "18", "--min", "Health=22000", "--top", "3", "--json");
        ran.ExitCode.ShouldBe(0, ran.Error);
        var answer = JsonDocument.Parse(ran.Output).RootElement;
        answer.GetProperty("status").GetString().ShouldBe("Proven");
        var best = answer.GetProperty("builds")[0];
        best.GetProperty("gear").EnumerateObject().Count().ShouldBe(14);
        best.GetProperty("attributes").GetProperty("Health").GetDouble().ShouldBeGreaterThanOrEqualTo(22000);
        best.GetProperty("infusions").EnumerateObject().Sum(type => type.Value.GetInt32()).ShouldBe(18);
        best.GetProperty("value").GetDouble().ShouldBe(answer.GetProperty("bound").GetDouble(), 1e-6 * best.GetProperty("value").GetDouble());
        answer.GetProperty("builds").GetArrayLength().ShouldBe(3);
        answer.GetProperty("notCounted").EnumerateArray().Select(effect => effect.GetString()).ShouldContain("Relic of Fireworks: 7%");
        answer.GetProperty("dataVersion").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_support_build_keeps_its_boons_up()
    {
        var ran = await Run.Of("gear", "--profession", "Guardian", "--goal", "support", "--json");
        JsonDocument.Parse(ran.Output).RootElement.GetProperty("builds")[0].GetProperty("attributes").GetProperty("BoonDuration").GetDouble().ShouldBeGreaterThanOrEqualTo(0.4 - 1e-9);
    }

    [Fact]
    public async Task A_forced_slot_is_kept_and_a_forbidden_prefix_is_not_worn()
    {
        var ran = await Run.Of("gear", "--profession", "Thief", "--force", "Amulet=Celestial", "--without", "Berserker", "--json");
        var gear = JsonDocument.Parse(ran.Output).RootElement.GetProperty("builds")[0].GetProperty("gear");
        gear.GetProperty("Amulet").GetString().ShouldBe("Celestial");
        gear.EnumerateObject().ShouldNotContain(slot => slot.Value.GetString() == "Berserker");
    }

    [Theory]
    [InlineData("Berzerker", "There is no prefix 'Berzerker'. Did you mean 'Berserker'")]
    public async Task A_word_that_is_wrong_is_named_with_the_nearest(string prefix, string message)
    {
        var ran = await Run.Of("gear", "--profession", "Guardian", "--prefix", prefix);
        ran.ExitCode.ShouldBe(1);
        ran.Error.ShouldStartWith(message);
    }

    [Theory]
    [InlineData("--min", "Health", "\"Health\" is not NAME=VALUE.")]
    [InlineData("--min", "Health=lots", "\"lots\" is no number; write 1200, 0.4 or 40%.")]
    [InlineData("--min", "Heath=1", "There is no attribute \"Heath\"; the nearest is \"Health\".")]
    [InlineData("--mode", "raid", "There is no mode \"raid\"; there are pve, wvw and pvp.")]
    [InlineData("--weapons", "3", "--weapons is 3; it must be 1 or 2.")]
    [InlineData("--force", "Hat=Berserker", "There is no slot \"Hat\"; the nearest is \"Coat\".")]
    public async Task A_limit_or_a_word_that_cannot_be_read_is_refused(string option, string value, string message)
    {
        var ran = await Run.Of("gear", "--profession", "Guardian", option, value);
        ran.ExitCode.ShouldBe(1);
        ran.Error.ShouldStartWith(message);
    }

    [Fact]
    public async Task Limits_that_no_gear_holds_are_named_with_what_would_do()
    {
        var ran = await Run.Of("gear", "--profession", "Thief", "--min", "Health=40000", "--min", "Boon Duration=20%", "--prefix", "Berserker", "--prefix", "Minstrel");
        ran.ExitCode.ShouldBe(1);
        ran.Output.ShouldContain("No gear holds all of: Health at least 40000");
        ran.Output.ShouldContain("It would do to ask for Health at least ");
    }

    [Fact]
    public async Task Explained_a_build_tells_what_five_points_and_its_floors_are_worth_and_opens_to_its_terms()
    {
        var ran = await Run.Of("gear", "--profession", "Guardian", "--prefix", "Berserker", "--prefix", "Marauder", "--min", "Health=14000", "--near", "--front", "3", "--explain");
        ran.ExitCode.ShouldBe(0, ran.Error);
        ran.Output.ShouldContain("5 points more would add");
        ran.Output.ShouldContain("Health at least 14000 costs ");
        ran.Output.ShouldContain("(Precision - 1000) / 2100");
        ran.Output.ShouldContain("Nearly as good");
        ran.Output.ShouldContain("survivability  healing  prefixes");
    }

    [Fact]
    public async Task All_that_is_asked_for_is_in_one_JSON()
    {
        var ran = await Run.Of(
            "gear", "--profession", "Guardian", "--prefix", "Berserker", "--prefix", "Marauder", "--min", "Health=14000", "--near", "--front", "3", "--explain", "--json");
        var answer = JsonDocument.Parse(ran.Output).RootElement;
        answer.GetProperty("explanation").GetProperty("costs").GetArrayLength().ShouldBe(1);
        answer.GetProperty("explanation").GetProperty("figures").EnumerateArray().Select(figure => figure.GetProperty("label").GetString()).ShouldBe(["Damage", "Survivability", "Healing"]);
        answer.GetProperty("near").GetProperty("groups").GetArrayLength().ShouldBeGreaterThan(0);
        answer.GetProperty("front").GetProperty("builds").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Infusions_of_ferocity_do_not_exist()
    {
        var ran = await Run.Of("gear", "--profession", "Guardian", "--infusions", "18", "--infusion", "Ferocity");
        (ran.ExitCode, ran.Error).ShouldSatisfyAllConditions(told => told.ExitCode.ShouldBe(1), told => told.Error.ShouldStartWith("There is no infusion of Ferocity"));
    }
}
