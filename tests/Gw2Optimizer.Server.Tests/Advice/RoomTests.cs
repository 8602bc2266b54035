using System.Text.Json;
using Gw2Optimizer.Server.Tests.Games;

namespace Gw2Optimizer.Server.Tests.Advice;

/// <summary>The solver in live rooms.</summary>
public abstract class RoomTests(TestServer server)
{
    [Fact]
    public async Task The_free_slots_of_a_squad_are_filled_around_what_is_planned()
    {
        var (ann, id) = await SquadAsync(size: 10);
        await using var commander = await server.JoinedAsync(ann, id);
        await commander.AcceptedAsync("assign", new { slot = 7, name = "Zoë", specialization = "Scourge", role = "strip" });
        await commander.AcceptedAsync("assign", new { slot = 2, name = "Kim" });
        var accepted = await commander.AcceptedAsync("compose", new { constraints = new { preferences = new { avoid = (string[])["Druid"] } } });
        accepted.Number("count").ShouldBe(1);
        var composed = GameSocket.PayloadOf(await commander.EventAsync("composed"));
        composed.Number("sequence").ShouldBe(accepted.Number("sequence"));
        composed.At("data", "slots").EnumerateArray().Select(slot => slot.Number("slot")).ShouldBe([1, 3, 4, 5, 6, 8, 9, 10]);
        composed.At("data", "slots").EnumerateArray().ShouldAllBe(slot => slot.Word("specialization") != null && slot.Word("specialization") != "Druid" && slot.Word("role") != null);
        var slots = (await server.GameAsync(ann, id)).Json.At("state", "slots");
        (slots[6].Word("name"), slots[6].Word("specialization"), slots[1].Word("specialization")).ShouldBe(("Zoë", "Scourge", null));
        (await commander.RefusedAsync("compose", new { })).ShouldBe("NOT_AVAILABLE");
    }

    [Fact]
    public async Task The_same_compose_again_is_the_same_and_answers_keep_their_order()
    {
        var (ann, id) = await SquadAsync(size: 50);
        await using var commander = await server.JoinedAsync(ann, id);
        var from = commander.Frames.Count;
        foreach (var (command, name, data) in ((string, string, object)[])[("a", "compose", new { }), ("b", "note", new { text = "after" }), ("c", "clear", new { slot = 1 }), ("a", "compose", new { })])
        {
            await commander.SendFrameAsync("GAME_COMMAND", new { commandId = command, name, data });
        }

        await commander.WaitAsync(frame => frame.Type() == "GAME_ACCEPTED" && commander.Frames.Skip(from).Count(one => one.Type() == "GAME_ACCEPTED") == 4, from);
        var answers = commander.Frames.Skip(from).Where(frame => frame.Type() == "GAME_ACCEPTED").Select(frame => GameSocket.PayloadOf(frame)).ToList();
        answers.Select(answer => answer.Word("commandId")).ShouldBe(["a", "b", "c", "a"]);
        answers[3].Number("sequence").ShouldBe(answers[0].Number("sequence"));
        answers.Take(3).Select(answer => answer.Number("sequence")).ShouldBeInOrder();
    }

    [Theory]
    [InlineData("""{"pool":[{"profession":"Bard"}]}""", "BAD_DATA")]
    [InlineData("""{"pool":7}""", "BAD_DATA")]
    [InlineData("""{"pool":[{"profession":"Guardian","max":2}]}""", "NOT_AVAILABLE")]
    [InlineData("""{"preferences":{"roles":{"healer":50}}}""", "NOT_AVAILABLE")]
    [InlineData("7", "BAD_DATA")]
    public async Task Constraints_that_are_wrong_or_cannot_be_met_are_refused(string constraints, string code)
    {
        var (ann, id) = await SquadAsync(size: 5);
        await using var commander = await server.JoinedAsync(ann, id);
        (await commander.RefusedAsync("compose", new { constraints = JsonElement.Parse(constraints) })).ShouldBe(code);
    }

    [Fact]
    public async Task A_member_or_a_locked_room_does_not_reach_the_solver()
    {
        var (ann, id) = await SquadAsync(size: 5);
        var bob = await server.NewGuestAsync();
        (await server.JoinAsync(bob, id)).Status.ShouldBe(200);
        await using var commander = await server.JoinedAsync(ann, id);
        await using var member = await server.JoinedAsync(bob, id);
        (await member.RefusedAsync("compose", new { })).ShouldBe("NOT_ALLOWED");
        await commander.AcceptedAsync("lock", new { });
        (await commander.RefusedAsync("compose", new { })).ShouldBe("LOCKED");
    }

    [Fact]
    public async Task Both_squads_of_a_whole_draft_are_rated_and_the_better_one_wins()
    {
        var game = await server.StartedAsync();
        await using var blue = await server.JoinedAsync(game.Blue, game.Id);
        await using var red = await server.JoinedAsync(game.Red, game.Id);
        await server.PlayDraftAsync(game, blue, red);
        var result = GameSocket.PayloadOf(await blue.EventAsync("finished")).At("data");
        var (scoreOfBlue, scoreOfRed) = (result.At("scores", "blue").GetDouble(), result.At("scores", "red").GetDouble());
        scoreOfBlue.ShouldBeInRange(1, 100);
        scoreOfRed.ShouldBeInRange(1, 100);
        result.Word("winner").ShouldBe(scoreOfBlue > scoreOfRed ? "blue" : scoreOfRed > scoreOfBlue ? "red" : null);
        JsonElement.DeepEquals((await server.GameAsync(game.Red, game.Id)).Json.At("state", "result", "scores"), result.At("scores")).ShouldBeTrue();
    }

    private async Task<(Player Ann, string Id)> SquadAsync(int size)
    {
        var ann = await server.NewGuestAsync();
        return (ann, await server.CreatedAsync(ann, $$$"""{"kind":"squad","options":{"mode":"zerg","size":{{{size}}}}}"""));
    }
}

internal static class WholeDraft
{
    /// <summary>Bans and picks whatever is free, to the end.</summary>
    public static async Task PlayDraftAsync(this TestServer server, RunningGame game, GameSocket blue, GameSocket red)
    {
        while ((await server.GameAsync(game.Blue, game.Id)).Json.GetProperty("state") is var state && state.GetProperty("next").ValueKind is JsonValueKind.Object)
        {
            var mover = state.At("next").Word("seat") is "blue" ? blue : red;
            await mover.AcceptedAsync(state.At("next").Word("action")!, new { specialization = state.GetProperty("available")[0].GetString(), role = "dps" });
        }
    }
}

public sealed class RoomOnSqliteTests(TestServer server) : RoomTests(server), IClassFixture<TestServer>;

public sealed class RoomOnPostgreSqlTests(PostgreSqlTestServer server) : RoomTests(server.OrSkip()), IClassFixture<PostgreSqlTestServer>;
