using System.Text.Json;

namespace Gw2Optimizer.Server.Tests.Games;

public abstract class FindingGamesTests(TestServer server)
{
    private const string Private = """{"kind":"draft","options":{"public":false}}""";

    [Fact]
    public async Task The_last_seat_taken_starts_the_game_and_its_clock()
    {
        var game = await server.StartedAsync();
        var seen = (await server.GameAsync(game.Red, game.Id)).Json;
        (seen.Word("status"), seen.Number("head")).ShouldBe(("running", 3));
        var log = await server.LogAsync(game.Red, game.Id);
        log.Select(entry => (entry.Number("sequence"), entry.Type())).ShouldBe([(1, "joined"), (2, "joined"), (3, "started")]);
        log[1].Word("userId").ShouldBe(game.Red.Id);

        var timer = seen.GetProperty("timer");
        (timer.Word("active"), timer.GetProperty("running").GetBoolean(), timer.Number("sequence")).ShouldBe(("blue", true, 3));
        var elapsed = timer.Number("asOf") - log[2].Number("at");
        Math.Abs(timer.At("remainingMs").Number("blue") - (600_000 - elapsed)).ShouldBeLessThanOrEqualTo(50);
        timer.At("remainingMs").Number("red").ShouldBe(600_000);
    }

    [Fact]
    public async Task Joining_twice_changes_nothing()
    {
        var game = await server.StartedAsync();
        foreach (var player in (Player[])[game.Blue, game.Red])
        {
            var again = await server.JoinAsync(player, game.Id);
            (again.Status, again.Json.Number("head")).ShouldBe((200, 3));
        }

        (await server.LogAsync(game.Blue, game.Id)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task The_creator_who_joins_a_waiting_game_stays_alone_in_it()
    {
        var blue = await server.NewGuestAsync();
        var id = await server.CreatedAsync(blue);
        var again = await server.JoinAsync(blue, id, """{"seat":"blue"}""");
        (again.Status, again.Text("status"), again.Json.Number("head")).ShouldBe((200, "waiting", 1));
    }

    [Fact]
    public async Task A_taken_seat_is_refused_and_a_free_one_given()
    {
        var id = await server.CreatedAsync(await server.NewGuestAsync());
        var red = await server.NewGuestAsync();
        var taken = await server.JoinAsync(red, id, """{"seat":"blue"}""");
        (taken.Status, taken.Code).ShouldBe((409, "SEAT_TAKEN"));
        (await server.JoinAsync(red, id, """{"seat":"green"}""")).Status.ShouldBeOneOf(409, 422);
        (await server.JoinAsync(red, id, """{"seat":5}""")).Status.ShouldBe(422);
        (await server.JoinAsync(red, id, """{"seat":"red"}""")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_full_game_takes_nobody_more()
    {
        var game = await server.StartedAsync();
        var refused = await server.JoinAsync(await server.NewGuestAsync(), game.Id);
        (refused.Status, refused.Code).ShouldBe((409, "GAME_FULL"));
    }

    [Fact]
    public async Task Of_many_who_join_at_once_one_gets_the_seat()
    {
        var id = await server.CreatedAsync(await server.NewGuestAsync());
        var players = new List<Player>();
        for (var i = 0; i < 8; i++)
        {
            players.Add(await server.NewGuestAsync());
        }

        var answers = await Task.WhenAll(players.Select(player => server.JoinAsync(player, id)));
        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers.Where(answer => answer.Status != 200).ShouldAllBe(answer => answer.Status == 409 && answer.Code == "GAME_FULL");
        (await server.LogAsync(players[0], id)).Select(entry => entry.Type()).ShouldBe(["joined", "joined", "started"]);
    }

    [Fact]
    public async Task A_finished_game_takes_nobody()
    {
        var game = await server.StartedAsync();
        await using (var socket = await server.JoinedAsync(game.Blue, game.Id))
        {
            await socket.AcceptedAsync("resign", new { });
        }

        var refused = await server.JoinAsync(await server.NewGuestAsync(), game.Id);
        (refused.Status, refused.Code).ShouldBe((409, "GAME_OVER"));
        (await server.GameAsync(game.Red, game.Id)).Text("status").ShouldBe("finished");
    }

    [Theory]
    [InlineData("6b7e3d5e-0f3e-4f4e-8f6e-000000000000")]
    [InlineData("nonsense")]
    [InlineData("..%2f..")]
    public async Task An_unknown_game_is_404_everywhere(string id)
    {
        var player = await server.NewGuestAsync();
        foreach (var answer in (Answer[])[await server.GameAsync(player, id), await server.JoinAsync(player, id), await server.GetAsync($"/api/v1/games/{id}/events", player.Access)])
        {
            (answer.Status, answer.Code).ShouldBe((404, "GAME_NOT_FOUND"));
            answer.Text("correlation_id").ShouldBe(answer.Header("X-Request-ID"));
        }
    }

    [Fact]
    public async Task A_private_game_answers_a_stranger_like_an_unknown_one()
    {
        var owner = await server.NewGuestAsync();
        var stranger = await server.NewGuestAsync();
        var id = await server.CreatedAsync(owner, Private);
        (await server.GameAsync(owner, id)).Status.ShouldBe(200);
        foreach (var path in (string[])["", "/events"])
        {
            foreach (var access in (string?[])[stranger.Access, null])
            {
                var hidden = await server.GetAsync($"/api/v1/games/{id}{path}", access);
                var unknown = await server.GetAsync($"/api/v1/games/{Guid.NewGuid()}{path}", access);
                Same(hidden).ShouldBe(Same(unknown));
            }
        }

        (await server.GameAsync(stranger, id)).Code.ShouldBe("GAME_NOT_FOUND");
        await using var refused = await server.UpgradeAsync(stranger, id);
        await using var nowhere = await server.UpgradeAsync(stranger, Guid.NewGuid().ToString());
        (await refused.EndAsync()).ShouldBe(new SocketEnd(1008, "Forbidden"));
        (await nowhere.EndAsync()).ShouldBe(new SocketEnd(1008, "Forbidden"));
        refused.Frames.ShouldBeEmpty();
        (await server.GetAsync("/api/v1/games?limit=100", stranger.Access)).Body.ShouldNotContain(id);

        static (int, string, string) Same(Answer answer) => (answer.Status, answer.Code, answer.Text("detail"));
    }

    [Fact]
    public async Task A_game_shows_its_seated_players_and_head_to_a_spectator()
    {
        var game = await server.StartedAsync();
        var seen = await server.GameAsync(await server.NewGuestAsync(), game.Id);
        (seen.Status, seen.Json.Number("head")).ShouldBe((200, 3));
        seen.Json.GetProperty("seats").EnumerateArray().Select(seat => seat.Word("userId")).ShouldBe([game.Blue.Id, game.Red.Id]);
    }

    [Fact]
    public async Task My_games_come_newest_first_in_pages_and_without_inboxes()
    {
        var player = await server.NewPlayerAsync();
        await using var inbox = await GameSocket.OpenAsync(server, "/ws/notifications", player.Access);
        var made = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            made.Insert(0, await server.CreatedAsync(player));
        }

        var joined = await server.CreatedAsync(await server.NewGuestAsync());
        await server.JoinAsync(player, joined);
        made.Insert(0, joined);
        (await ListAsync("mine=true")).ShouldBe(made);
        (await ListAsync("mine=true&limit=2")).ShouldBe(made[..2]);
        (await ListAsync("mine=true&skip=2&limit=3")).ShouldBe(made[2..5]);
        (await ListAsync("mine=true&skip=6")).ShouldBeEmpty();
        (await ListAsync("limit=100")).ShouldContain(made[0]);

        async Task<List<string>> ListAsync(string query)
        {
            var answer = await server.GetAsync($"/api/v1/games?{query}", player.Access);
            answer.Status.ShouldBe(200, answer.Body);
            return [.. answer.Json.EnumerateArray().Select(game => game.Word("id")!)];
        }
    }

    [Theory]
    [InlineData("games?limit=0")]
    [InlineData("games?limit=x")]
    [InlineData("games?skip=-1")]
    [InlineData("games/{id}/events?limit=0")]
    [InlineData("games/{id}/events?limit=501")]
    [InlineData("games/{id}/events?limit=1.5")]
    [InlineData("games/{id}/events?after=-1")]
    [InlineData("games/{id}/events?after=x")]
    public async Task A_page_out_of_range_is_422(string path)
    {
        var player = await server.NewGuestAsync();
        var id = await server.CreatedAsync(player);
        var answer = await server.GetAsync($"/api/v1/{path.Replace("{id}", id)}", player.Access);
        (answer.Status, answer.Status == 422 ? answer.Code : answer.Body).ShouldBe((422, "VALIDATION_ERROR"));
    }

    [Fact]
    public async Task History_is_paged_by_sequence()
    {
        var game = await server.StartedAsync();
        (await SequencesAsync("")).ShouldBe([1, 2, 3]);
        (await SequencesAsync("?after=1")).ShouldBe([2, 3]);
        (await SequencesAsync("?after=1&limit=1")).ShouldBe([2]);
        (await SequencesAsync("?after=3")).ShouldBeEmpty();
        (await SequencesAsync("?after=2147483647&limit=500")).ShouldBeEmpty();

        async Task<List<long>> SequencesAsync(string query) =>
            [.. (await server.GetAsync($"/api/v1/games/{game.Id}/events{query}", game.Blue.Access)).Json.EnumerateArray().Select(entry => entry.Number("sequence"))];
    }

    [Fact]
    public async Task History_and_socket_show_an_event_in_the_same_shape()
    {
        var game = await server.StartedAsync();
        await using var socket = await server.JoinedAsync(game.Blue, game.Id);
        await socket.AcceptedAsync("ban", new { specialization = "Firebrand" }, "my-ban");
        var live = GameSocket.PayloadOf(await socket.EventAsync("banned"));
        var stored = (await server.LogAsync(game.Blue, game.Id)).Single(entry => entry.Type() == "banned");
        JsonElement.DeepEquals(live, stored).ShouldBeTrue($"{live.GetRawText()} {stored.GetRawText()}");
        (live.Word("gameId"), live.Number("sequence"), live.Word("userId"), live.Word("commandId")).ShouldBe((game.Id, 4, game.Blue.Id, "my-ban"));

        await using var again = await server.JoinedAsync(game.Blue, game.Id);
        JsonElement.DeepEquals(again.Events.Single(entry => entry.Type() == "banned"), stored).ShouldBeTrue();
        var foreign = (await server.LogAsync(game.Red, game.Id)).Single(entry => entry.Type() == "banned");
        (foreign.TryGetProperty("commandId", out var id) && id.ValueKind != JsonValueKind.Null).ShouldBeFalse();
    }
}

public sealed class FindingGamesOnSqliteTests(TestServer server) : FindingGamesTests(server), IClassFixture<TestServer>;

public sealed class FindingGamesOnPostgreSqlTests(PostgreSqlTestServer server) : FindingGamesTests(server.OrSkip()), IClassFixture<PostgreSqlTestServer>;
