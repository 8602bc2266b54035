using System.Text.Json;

namespace Gw2Optimizer.Server.Tests.Games;

public abstract class DraftTests(TestServer server)
{
    private const string Blind = """{"kind":"draft","options":{"blindBans":true}}""";

    [Theory]
    [InlineData("duel-5", "brbr", "brrbbrrbbr")]
    [InlineData("duel-10", "brbrbrbr", "brrbbrrbbrrbbrrbbrrb")]
    public async Task A_whole_draft_ends_complete(string format, string bans, string picks)
    {
        var game = await server.StartedAsync($$$"""{"kind":"draft","options":{"format":"{{{format}}}"}}""");
        await using var blue = await server.JoinedAsync(game.Blue, game.Id);
        await using var red = await server.JoinedAsync(game.Red, game.Id);
        var free = blue.Resume.At("summary", "state", "available").Words().ToList();
        var turns = bans.Select(seat => (seat, action: "ban")).Concat(picks.Select(seat => (seat, action: "pick"))).ToList();
        for (var step = 0; step < turns.Count; step++)
        {
            var (seat, action) = turns[step];
            var (mover, other) = seat == 'b' ? (blue, red) : (red, blue);
            var state = (await server.GameAsync(game.Red, game.Id)).Json.GetProperty("state");
            (state.Number("step"), state.At("next").Word("seat"), state.At("next").Word("action")).ShouldBe((step, seat == 'b' ? "blue" : "red", action));
            state.GetProperty("available").Words().Order().ShouldBe(free.Order());
            (await other.RefusedAsync(action, new { specialization = free[0], role = "healer" })).ShouldBe("NOT_YOUR_TURN");
            object data = action == "ban" ? new { specialization = free[0] } : new { specialization = free[0], role = "boon_support" };
            var accepted = await mover.AcceptedAsync(action, data);
            (accepted.Number("sequence"), accepted.Number("count")).ShouldBe((4 + step, step == turns.Count - 1 ? 2 : 1));
            free.RemoveAt(0);
        }

        var finished = GameSocket.PayloadOf(await red.EventAsync("finished"));
        (finished.At("data").Word("reason"), finished.At("data").TryGetProperty("scores", out _), finished.At("data").TryGetProperty("winner", out var winner)).ShouldBe(("complete", true, true));
        var over = (await server.GameAsync(game.Blue, game.Id)).Json;
        (over.Word("status"), over.At("state", "next").ValueKind, over.At("state", "result").Word("reason")).ShouldBe(("finished", JsonValueKind.Null, "complete"));
        over.At("state", "result").Word("winner").ShouldBe(winner.GetString());
        over.At("timer", "running").GetBoolean().ShouldBeFalse();
        foreach (var seat in (string[])["blue", "red"])
        {
            over.At("state", "bans", seat).GetArrayLength().ShouldBe(bans.Count(ban => ban == seat[0]));
            over.At("state", "picks", seat).EnumerateArray().ShouldAllBe(pick => pick.Word("role") == "boon_support");
            over.At("state", "picks", seat).GetArrayLength().ShouldBe(picks.Count(pick => pick == seat[0]));
        }

        var log = await server.LogAsync(game.Blue, game.Id);
        log.Select(entry => entry.Number("sequence")).ShouldBe(Enumerable.Range(1, 3 + turns.Count + 1).Select(sequence => (long)sequence));
        blue.Events.Select(entry => entry.Number("sequence")).ShouldBe(log.Select(entry => entry.Number("sequence")));
        red.Events.Select(entry => entry.Number("sequence")).ShouldBe(log.Select(entry => entry.Number("sequence")));
        log.Where(entry => entry.Type() is "banned" or "picked").ShouldAllBe(entry => entry.At("data").Number("lagMs") >= 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Resigning_is_allowed_in_and_out_of_turn(bool blueResigns)
    {
        var game = await server.StartedAsync();
        await using var blue = await server.JoinedAsync(game.Blue, game.Id);
        await using var red = await server.JoinedAsync(game.Red, game.Id);
        var (quitter, winner) = blueResigns ? (blue, red) : (red, blue);
        var accepted = await quitter.AcceptedAsync("resign", new { });
        (accepted.Number("sequence"), accepted.Number("count")).ShouldBe((4, 2));
        var resigned = GameSocket.PayloadOf(await winner.EventAsync("resigned"));
        resigned.At("data").Word("seat").ShouldBe(blueResigns ? "blue" : "red");
        var finished = GameSocket.PayloadOf(await winner.EventAsync("finished")).GetProperty("data");
        (finished.Word("winner"), finished.Word("reason")).ShouldBe((blueResigns ? "red" : "blue", "resigned"));
    }

    [Fact]
    public async Task A_commands_events_come_before_its_answer_and_that_before_the_time()
    {
        var game = await server.StartedAsync();
        await using var blue = await server.JoinedAsync(game.Blue, game.Id);
        await blue.PingAsync();
        var from = blue.Frames.Count;
        await blue.AcceptedAsync("ban", new { specialization = "Firebrand" });
        await blue.WaitAsync("TIME_UPDATE", from);
        blue.Frames.Skip(from).Select(frame => frame.Type()).ShouldBe(["GAME_EVENT", "GAME_ACCEPTED", "TIME_UPDATE"]);
        await blue.AcceptedAsync("resign", new { });
        await blue.PingAsync();
        blue.Frames.Skip(from + 3).Select(frame => frame.Type()).Where(type => type != "PONG").ShouldBe(["GAME_EVENT", "GAME_EVENT", "GAME_ACCEPTED", "TIME_UPDATE"]);
    }

    [Fact]
    public async Task A_blind_ban_is_hidden_from_the_other_seat_until_its_next_ban()
    {
        var game = await server.StartedAsync(Blind);
        await using var blue = await server.JoinedAsync(game.Blue, game.Id);
        await using var red = await server.JoinedAsync(game.Red, game.Id);
        await blue.AcceptedAsync("ban", new { specialization = "Firebrand" });
        GameSocket.PayloadOf(await blue.EventAsync("banned")).At("data").Word("specialization").ShouldBe("Firebrand");
        ShouldBeHidden(GameSocket.PayloadOf(await red.EventAsync(payload => payload.Number("sequence") == 4)), game.Id, 4);
        (await red.EventAsync(payload => payload.Number("sequence") == 4)).GetProperty("senderId").ValueKind.ShouldBe(JsonValueKind.Null);
        await ShouldNotKnowAsync(game.Red, game.Id, 4, "blue", "Firebrand");
        var own = (await server.GameAsync(game.Blue, game.Id)).Json.GetProperty("state");
        own.At("bans", "blue").Words().ShouldBe(["Firebrand"]);
        own.GetProperty("available").Words().ShouldNotContain("Firebrand");

        await red.AcceptedAsync("ban", new { specialization = "Scrapper" });
        var revealed = GameSocket.PayloadOf(await red.EventAsync("revealed")).GetProperty("data");
        (revealed.Number("sequence"), revealed.Word("type"), revealed.At("data").Word("specialization"), revealed.At("data").Word("seat")).ShouldBe((4, "banned", "Firebrand", "blue"));
        await ShouldNotKnowAsync(game.Blue, game.Id, red.Events.Single(entry => entry.Type() == "banned").Number("sequence"), "red", "Scrapper");
        var seen = (await server.GameAsync(game.Red, game.Id)).Json.GetProperty("state");
        seen.At("bans", "blue").Words().ShouldBe(["Firebrand"]);
        seen.GetProperty("available").Words().ShouldNotContain("Firebrand");
    }

    [Fact]
    public async Task After_the_last_ban_nothing_is_hidden_any_more()
    {
        var game = await server.StartedAsync(Blind);
        var watcher = await server.NewGuestAsync();
        await using var blue = await server.JoinedAsync(game.Blue, game.Id);
        await using var red = await server.JoinedAsync(game.Red, game.Id);
        await using var third = await server.JoinedAsync(watcher, game.Id);
        await blue.AcceptedAsync("ban", new { specialization = "Firebrand" });
        await red.AcceptedAsync("ban", new { specialization = "Scrapper" });
        await blue.AcceptedAsync("ban", new { specialization = "Mirage" });
        await red.AcceptedAsync("ban", new { specialization = "Scourge" });
        foreach (var player in (Player[])[game.Blue, game.Red, watcher])
        {
            var state = (await server.GameAsync(player, game.Id)).Json.GetProperty("state");
            state.At("bans", "blue").Words().ShouldBe(["Firebrand", "Mirage"]);
            state.At("bans", "red").Words().ShouldBe(["Scrapper", "Scourge"]);
            state.GetProperty("available").Words().Intersect(["Firebrand", "Scrapper", "Mirage", "Scourge"]).ShouldBeEmpty();
        }

        var head = (await server.GameAsync(game.Blue, game.Id)).Json.Number("head");
        foreach (var socket in (GameSocket[])[blue, red, third])
        {
            await socket.EventAsync(payload => payload.Number("sequence") == head);
            socket.Events.Select(entry => entry.Number("sequence")).ShouldBe(Enumerable.Range(1, (int)head).Select(sequence => (long)sequence));
            foreach (var ban in (string[])["Firebrand", "Scrapper", "Mirage", "Scourge"])
            {
                socket.Events.ShouldContain(entry => Told(entry) == ban, ban);
            }
        }
    }

    [Fact]
    public async Task Live_replay_and_history_agree_for_every_seat_and_a_spectator()
    {
        var game = await server.StartedAsync(Blind);
        var watcher = await server.NewGuestAsync();
        Player[] players = [game.Blue, game.Red, watcher];
        var sockets = new List<GameSocket>();
        foreach (var player in players)
        {
            sockets.Add(await server.JoinedAsync(player, game.Id));
        }

        foreach (var (socket, ban) in ((GameSocket, string)[])[(sockets[0], "Firebrand"), (sockets[1], "Scrapper"), (sockets[0], "Mirage")])
        {
            await socket.AcceptedAsync("ban", new { specialization = ban });
            var head = (await server.GameAsync(game.Blue, game.Id)).Json.Number("head");
            for (var i = 0; i < players.Length; i++)
            {
                await sockets[i].EventAsync(payload => payload.Number("sequence") == head);
                var live = sockets[i].Events.Select(entry => entry.GetRawText()).ToList();
                (await server.LogAsync(players[i], game.Id)).Select(entry => entry.GetRawText()).ShouldBe(live, $"history of {i} after {ban}");
            }
        }

        for (var i = 0; i < players.Length; i++)
        {
            var live = sockets[i].Events.Select(entry => entry.GetRawText()).ToList();
            await using var again = await server.JoinedAsync(players[i], game.Id, "&from=0&epoch=" + sockets[i].Resume.Word("epoch"));
            again.Events.Select(entry => entry.GetRawText()).ShouldBe(live, $"replay of {i}");
            var state = (await server.GameAsync(players[i], game.Id)).Json.GetProperty("state");
            JsonElement.DeepEquals(state, again.Resume.At("summary", "state")).ShouldBeTrue($"state of {i}");
            await sockets[i].DisposeAsync();
        }
    }

    [Fact]
    public async Task A_spectator_learns_of_a_blind_ban_no_sooner_than_the_other_seat()
    {
        var game = await server.StartedAsync(Blind);
        var watcher = await server.NewGuestAsync();
        await using var blue = await server.JoinedAsync(game.Blue, game.Id);
        await using var third = await server.JoinedAsync(watcher, game.Id);
        await blue.AcceptedAsync("ban", new { specialization = "Firebrand" });
        ShouldBeHidden(GameSocket.PayloadOf(await third.EventAsync(payload => payload.Number("sequence") == 4)), game.Id, 4);
        await ShouldNotKnowAsync(watcher, game.Id, 4, "blue", "Firebrand");
    }

    [Fact]
    public async Task The_same_blind_ban_by_both_is_allowed_and_counts_once()
    {
        var game = await server.StartedAsync(Blind);
        await using var blue = await server.JoinedAsync(game.Blue, game.Id);
        await using var red = await server.JoinedAsync(game.Red, game.Id);
        await blue.AcceptedAsync("ban", new { specialization = "Firebrand" });
        await red.AcceptedAsync("ban", new { specialization = "Firebrand" });
        await blue.AcceptedAsync("ban", new { specialization = "Scrapper" });
        (await red.RefusedAsync("ban", new { specialization = "Firebrand" })).ShouldBe("ALREADY_TAKEN");
        await red.AcceptedAsync("ban", new { specialization = "Scrapper" });
        var state = (await server.GameAsync(game.Red, game.Id)).Json.GetProperty("state");
        (state.Number("step"), state.GetProperty("available").GetArrayLength()).ShouldBe((4, red.Resume.At("summary", "state", "available").GetArrayLength() - 2));
    }

    /// <summary>A hidden ban, in history, in a replay and in the state.</summary>
    private async Task ShouldNotKnowAsync(Player player, string gameId, long sequence, string seat, string specialization)
    {
        ShouldBeHidden((await server.LogAsync(player, gameId)).Single(entry => entry.Number("sequence") == sequence), gameId, sequence);
        var seen = (await server.GameAsync(player, gameId)).Json.GetProperty("state");
        seen.At("bans", seat).GetRawText().ShouldNotContain(specialization);
        seen.GetProperty("available").Words().ShouldContain(specialization);

        var events = await server.GetAsync($"/api/v1/games/{gameId}/events", player.Access);
        events.Body.ShouldNotContain(specialization);
    }

    private static void ShouldBeHidden(JsonElement entry, string gameId, long sequence)
    {
        (entry.Word("gameId"), entry.Number("sequence"), entry.Type()).ShouldBe((gameId, sequence, "hidden"));
        entry.Number("at").ShouldBeGreaterThan(1_000_000_000_000);
        foreach (var field in entry.EnumerateObject())
        {
            if (field.Name is not ("gameId" or "sequence" or "type" or "at"))
            {
                field.Value.ValueKind.ShouldBe(JsonValueKind.Null, field.Name);
            }
        }
    }

    /// <summary>The specialization that an event tells of, itself or by revealing another.</summary>
    private static string? Told(JsonElement entry) => entry.Type() switch
    {
        "banned" => entry.At("data").Word("specialization"),
        "revealed" => entry.At("data", "data").Word("specialization"),
        _ => null,
    };
}

public sealed class DraftOnSqliteTests(TestServer server) : DraftTests(server), IClassFixture<TestServer>;

public sealed class DraftOnPostgreSqlTests(PostgreSqlTestServer server) : DraftTests(server.OrSkip()), IClassFixture<PostgreSqlTestServer>;
