using System.Text.Json;
using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Wire;
using Gw2Optimizer.Rooms.Drafts;

namespace Gw2Optimizer.Rooms.Tests;

public class DraftSetUpTests
{
    private static readonly string[] Fourteen = [.. Specializations.Elite.Take(14).Select(elite => elite.Name)];

    [Fact]
    public void Without_options_it_is_a_public_duel_5_over_every_elite_specialization()
    {
        var options = SetUp("{}").Options.Parse();

        options.GetProperty("format").GetString().ShouldBe("duel-5");
        options.GetProperty("pool").EnumerateArray().Select(name => name.GetString()).ShouldBe(Specializations.Elite.Select(elite => elite.Name));
        options.GetProperty("public").GetBoolean().ShouldBeTrue();
        options.GetProperty("blindBans").GetBoolean().ShouldBeFalse();
        new DraftRules().DefaultTimeControl.ShouldBe(TimeControl.Normal);
    }

    [Fact]
    public void Both_seats_are_required_and_blue_is_first() =>
        SetUp("{}").Seats.ShouldBe([new SeatHolder(new Seat("blue"), Required: true), new SeatHolder(new Seat("red"), Required: true)]);

    [Fact]
    public void A_private_draft_is_not_for_spectators()
    {
        var rules = new DraftRules();

        rules.IsPublic(SetUp("""{"public": false}""").Options).ShouldBeFalse();
        rules.IsPublic(SetUp("{}").Options).ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"format": "duel-7"}""", "format")]
    [InlineData("""{"format": "Duel-5"}""", "format")]
    [InlineData("""{"format": 5}""", "format")]
    [InlineData("""{"format": null}""", "format")]
    [InlineData("""{"pool": "Firebrand"}""", "pool")]
    [InlineData("""{"pool": null}""", "pool")]
    [InlineData("""{"pool": ["Firebrand", "Herald", "Scourge", "firebrand"]}""", "pool[3]")]
    [InlineData("""{"pool": ["Firebrand", "Herald", "Firebrand"]}""", "pool[2]")]
    [InlineData("""{"pool": ["Radiance"]}""", "pool[0]")]
    [InlineData("""{"pool": [7]}""", "pool[0]")]
    [InlineData("""{"public": "yes"}""", "public")]
    [InlineData("""{"public": null}""", "public")]
    [InlineData("""{"blindBans": 1}""", "blindBans")]
    [InlineData("[]", "options")]
    [InlineData("null", "options")]
    [InlineData("""{"format": "\ud800"}""", "options")]
    [InlineData("""{"\udc00": 1}""", "options")]
    public void What_is_wrong_is_said_by_the_options_name(string options, string name)
    {
        var setup = SetUp(options);

        setup.Problems.Keys.ShouldBe([name]);
        setup.Problems[name].ShouldStartWith(name);
        setup.Code.ShouldBe("VALIDATION_ERROR");
    }

    [Fact]
    public void Every_problem_is_told_at_once() =>
        SetUp("""{"format": 1, "pool": ["x", "Herald", 2], "public": 3}""").Problems.Keys.ShouldBe(["format", "pool[0]", "pool[2]", "public"]);

    [Theory]
    [InlineData("duel-5", 13, true)]
    [InlineData("duel-5", 14, false)]
    [InlineData("duel-10", 27, true)]
    [InlineData("duel-10", 28, false)]
    public void A_pool_must_be_large_enough_for_its_format(string format, int size, bool tooSmall)
    {
        var setup = SetUp(RawJson.From(new { format, pool = Specializations.Elite.Take(size).Select(elite => elite.Name) }).Text);

        setup.Problems.Keys.ShouldBe(tooSmall ? ["pool"] : []);
        if (tooSmall)
        {
            setup.Code.ShouldBe("POOL_TOO_SMALL");
        }
    }

    [Fact]
    public void The_pool_keeps_its_order() =>
        SetUp(RawJson.From(new { pool = Fourteen.Reverse() }).Text).Options.To<DraftOptions>()!.Pool.ShouldBe(Fourteen.Reverse());

    [Fact]
    public void Unknown_options_are_ignored() => SetUp("""{"colour": "green"}""").Problems.ShouldBeEmpty();

    [Fact]
    public void The_formats_alternate_bans_and_snake_their_picks()
    {
        Order(DraftFormat.Duel5).ShouldBe("bB rB bB rB bP rP rP bP bP rP rP bP bP rP");
        Order(DraftFormat.Duel10).ShouldBe(
            "bB rB bB rB bB rB bB rB bP rP rP bP bP rP rP bP bP rP rP bP bP rP rP bP bP rP rP bP");
    }

    [Fact]
    public void The_table_has_36_elite_specializations_four_a_profession()
    {
        Specializations.Elite.Count.ShouldBe(36);
        Specializations.Elite.Select(elite => elite.Id).ShouldBeUnique();
        Specializations.Elite.Select(elite => elite.Name).ShouldBeUnique();
        Specializations.Elite.GroupBy(elite => elite.Profession).Select(group => group.Count()).ShouldBe(Enumerable.Repeat(4, 9));
        Specializations.IsElite("Firebrand").ShouldBeTrue();
        Specializations.IsElite("Death Magic").ShouldBeFalse();
    }

    private static string Order(DraftFormat format) =>
        string.Join(' ', format.Steps.Select(step => $"{step.Seat.Name[0]}{step.Action.ToString()[0]}"));

    private static GameSetup SetUp(string options) => new DraftRules().SetUp(JsonElement.Parse(options));
}
