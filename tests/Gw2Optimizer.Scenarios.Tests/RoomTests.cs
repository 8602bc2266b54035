namespace Gw2Optimizer.Scenarios.Tests;

/// <summary>The REST calls around a game.</summary>
public sealed class RoomTests(ScenarioServer server)
{
    [Fact]
    public async Task A_game_answers_alike_from_create_get_and_join()
    {
        var player = await Player.GuestAsync(server);
        var made = await player.PostAsync("/api/v1/games", new { kind = "draft", seat = "red" });
        made.Status.ShouldBe(201);
        made.Body.EnumerateObject().Select(one => one.Name).Order(StringComparer.Ordinal)
            .ShouldBe(["createdAt", "head", "id", "kind", "options", "seats", "state", "status", "timer"]);
        made.Body.GetProperty("status").GetString().ShouldBe("waiting");
        made.Body.GetProperty("head").GetInt64().ShouldBe(1);
        made.Body.GetProperty("seats").EnumerateArray().Single(one => one.GetProperty("seat").GetString() == "red").GetProperty("userId").GetString().ShouldBe(player.Id);
        var id = made.Body.GetProperty("id").GetString();
        var other = await Player.GuestAsync(server);
        var taken = await other.PostAsync($"/api/v1/games/{id}/join", new { seat = "red" });
        taken.Status.ShouldBe(409);
        taken.ErrorCode.ShouldBe("SEAT_TAKEN");
        var joined = await other.PostAsync($"/api/v1/games/{id}/join", new { });
        joined.Status.ShouldBe(200);
        joined.Body.GetProperty("status").GetString().ShouldBe("running");
        joined.Body.GetProperty("head").GetInt64().ShouldBe(3);
        joined.Body.GetProperty("timer").GetProperty("running").GetBoolean().ShouldBeTrue();
        var again = await other.PostAsync($"/api/v1/games/{id}/join", new { });
        again.Status.ShouldBe(200);
        again.Body.GetProperty("head").GetInt64().ShouldBe(3);
        var full = await (await Player.GuestAsync(server)).PostAsync($"/api/v1/games/{id}/join", new { });
        full.Status.ShouldBe(409);
        full.ErrorCode.ShouldBe("GAME_FULL");
        var mine = await player.GetAsync("/api/v1/games?mine=true");
        mine.Status.ShouldBe(200);
        mine.Body.EnumerateArray().Single().GetProperty("id").GetString().ShouldBe(id);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=501")]
    [InlineData("after=-1")]
    [InlineData("after=x")]
    public async Task History_outside_its_bounds_is_a_validation_error(string query)
    {
        var table = await DraftTable.WaitingAsync(server);
        var answer = await table.Blue.GetAsync($"/api/v1/games/{table.Id}/events?{query}");
        answer.Status.ShouldBe(422, $"{answer}");
    }

    [Fact]
    public async Task A_pool_must_be_large_enough_for_its_format()
    {
        var player = await Player.GuestAsync(server);
        var pool = new[] { "Tempest", "Weaver", "Catalyst", "Evoker", "Scrapper", "Holosmith", "Mechanist", "Amalgam", "Dragonhunter", "Firebrand", "Willbender", "Luminary", "Chronomancer", "Mirage" };
        (await player.PostAsync("/api/v1/games", new { kind = "draft", options = new { format = "duel-5", pool } })).Status.ShouldBe(201);
        (await player.PostAsync("/api/v1/games", new { kind = "draft", options = new { format = "duel-5", pool = pool[1..] } })).Status.ShouldBe(422);
        (await player.PostAsync("/api/v1/games", new { kind = "draft", options = new { format = "duel-10", pool } })).Status.ShouldBe(422);
        (await player.PostAsync("/api/v1/games", new { kind = "draft", options = new { format = "duel-3" } })).Status.ShouldBe(422);
    }

    [Fact]
    public async Task A_join_is_heard_live_by_who_waits()
    {
        var table = await DraftTable.WaitingAsync(server);
        var (blue, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var __ = blue;
        await table.JoinAsync();
        (await blue.EventAsync("joined"))["data"].GetProperty("seat").GetString().ShouldBe("red");
        (await blue.EventAsync("started")).Number("sequence").ShouldBe(3);
        await table.ShouldHaveToldAsync(table.Blue, 1, blue);
    }

    [Fact]
    public async Task A_seat_kept_for_an_opponent_is_taken_by_nobody_else()
    {
        var (player, opponent, stranger) = (await Player.GuestAsync(server), await Player.GuestAsync(server), await Player.GuestAsync(server));
        var id = (await player.PostAsync("/api/v1/games", new { kind = "draft", opponent = opponent.Id })).Body.GetProperty("id").GetString();
        (await stranger.PostAsync($"/api/v1/games/{id}/join", new { })).Status.ShouldBe(409);
        (await opponent.PostAsync($"/api/v1/games/{id}/join", new { })).Status.ShouldBe(200);
    }
}
