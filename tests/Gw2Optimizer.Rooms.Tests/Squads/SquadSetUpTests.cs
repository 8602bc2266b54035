using System.Text.Json;
using GameSessions.Games;
using Gw2Optimizer.Rooms.Squads;

namespace Gw2Optimizer.Rooms.Tests.Squads;

public class SquadSetUpTests
{
    [Fact]
    public void Without_options_it_is_a_public_zerg_of_fifty() => SetUp("{}").Options.Text.ShouldBe("""{"mode":"zerg","size":50,"public":true}""");

    [Theory]
    [InlineData("zerg", 50)]
    [InlineData("raid_guild", 25)]
    [InlineData("roaming", 5)]
    [InlineData("raid", 10)]
    [InlineData("strike", 10)]
    [InlineData("fractal", 5)]
    [InlineData("open_world", 5)]
    [InlineData("spvp", 5)]
    public void A_mode_brings_its_usual_size(string mode, int size)
    {
        var options = Options($$"""{"mode": "{{mode}}"}""");
        (options.Mode, options.Size).ShouldBe((mode, size));
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("7.0", 7)]
    [InlineData("5e1", 50)]
    public void A_size_is_any_whole_number_from_1_to_50(string written, int size) => Options($$"""{"mode": "raid", "size": {{written}}}""").Size.ShouldBe(size);

    [Fact]
    public void Only_the_commander_is_waited_for()
    {
        var seats = SetUp("""{"size": 1}""").Seats;
        seats[0].ShouldBe(new SeatHolder(new Seat("commander"), Required: true));
        seats.Skip(1).ShouldBe(Enumerable.Range(1, 50).Select(number => new SeatHolder(new Seat($"member-{number}"), Required: false)));
    }

    [Fact]
    public void It_has_no_clock() => new SquadRules().DefaultTimeControl.ShouldBeNull();

    [Fact]
    public void A_private_squad_is_not_for_spectators()
    {
        new SquadRules().IsPublic(SetUp("""{"public": false}""").Options).ShouldBeFalse();
        new SquadRules().IsPublic(SetUp("{}").Options).ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"mode": "golf"}""", "mode")]
    [InlineData("""{"mode": 5}""", "mode")]
    [InlineData("""{"mode": null}""", "mode")]
    [InlineData("""{"size": 0}""", "size")]
    [InlineData("""{"size": 51}""", "size")]
    [InlineData("""{"size": 1.5}""", "size")]
    [InlineData("""{"size": -1}""", "size")]
    [InlineData("""{"size": 1e99}""", "size")]
    [InlineData("""{"size": "5"}""", "size")]
    [InlineData("""{"size": null}""", "size")]
    [InlineData("""{"public": "yes"}""", "public")]
    [InlineData("[]", "options")]
    [InlineData("""{"mode": "\ud800"}""", "options")]
    public void What_is_wrong_is_said_by_the_options_name(string options, string name)
    {
        var setup = SetUp(options);
        setup.Problems.Keys.ShouldBe([name]);
        setup.Problems[name].ShouldStartWith(name);
        setup.Code.ShouldBe("VALIDATION_ERROR");
    }

    [Fact]
    public void Every_problem_is_told_at_once() => SetUp("""{"mode": 1, "size": 0, "public": 3}""").Problems.Keys.ShouldBe(["mode", "size", "public"]);

    private static GameSetup SetUp(string options) => new SquadRules().SetUp(JsonElement.Parse(options));

    private static SquadOptions Options(string options) => SetUp(options).Options.To<SquadOptions>()!;
}
