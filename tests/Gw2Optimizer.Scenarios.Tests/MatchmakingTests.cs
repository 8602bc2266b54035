namespace Gw2Optimizer.Scenarios.Tests;

/// <summary>Finding opponents. Each test has a server of its own: a queue is everybody's.</summary>
public sealed class MatchmakingTests : IAsyncLifetime
{
    private const int Crowd = 200;

    private ScenarioServer server = null!;

    public async ValueTask InitializeAsync() => server = await ScenarioServer.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_search_goes_from_idle_to_queued_to_matched_and_back_when_the_match_is_over()
    {
        var (ann, bob) = (await Player.GuestAsync(server), await Player.GuestAsync(server));
        JsonElement.DeepEquals(await ann.StandingAsync(), JsonDocument.Parse("""{"status":"idle"}""").RootElement).ShouldBeTrue();
        await ann.LeaveAsync();

        var queued = await ann.SearchAsync(Lobby.Blitz);
        queued.EnumerateObject().Select(one => one.Name).Order(StringComparer.Ordinal).ShouldBe(["gameId", "kind", "since", "status", "timeControl"]);
        (queued.Status(), queued.GameId(), queued.GetProperty("kind").GetString()).ShouldBe(("queued", null, "draft"));
        queued.GetProperty("timeControl").GetProperty("preset").GetString().ShouldBe("blitz");
        JsonElement.DeepEquals(await ann.SearchAsync(Lobby.Blitz), queued).ShouldBeTrue();
        JsonElement.DeepEquals(await ann.StandingAsync(), queued).ShouldBeTrue();
        await ShouldBeRefusedAnotherWishAsync(ann);

        var matched = await bob.SearchAsync(Lobby.Blitz);
        matched.Status().ShouldBe("matched");
        var other = await ann.StandingAsync();
        (other.Status(), other.GameId()).ShouldBe(("matched", matched.GameId()));
        JsonElement.DeepEquals(await bob.SearchAsync(Lobby.Blitz), matched).ShouldBeTrue();
        await ShouldBeRefusedAnotherWishAsync(ann);
        await ann.LeaveAsync();
        (await ann.StandingAsync()).Status().ShouldBe("matched");
        await ShouldRunAsync(ann, matched.GameId()!);

        var (socket, _) = await ann.To(matched.GameId()!).ConnectAsync();
        await using var __ = socket;
        await socket.PlayAsync("resign", new { });
        (await bob.StandingAsync()).Status().ShouldBe("idle");
        (await bob.SearchAsync(Lobby.Long)).Status().ShouldBe("queued");
        (await ann.SearchAsync(Lobby.Blitz)).Status().ShouldBe("queued");
    }

    [Fact]
    public async Task Whoever_left_waits_no_more_and_may_wish_for_something_else()
    {
        var (ann, bob) = (await Player.GuestAsync(server), await Player.GuestAsync(server));
        await ann.SearchAsync(Lobby.Blitz);
        await ann.LeaveAsync();
        await ann.LeaveAsync();
        (await ann.StandingAsync()).Status().ShouldBe("idle");
        (await ann.SearchAsync(Lobby.Long)).Status().ShouldBe("queued");
        (await bob.SearchAsync(Lobby.Blitz)).Status().ShouldBe("queued");
        (await (await Player.GuestAsync(server)).SearchAsync(Lobby.Long)).Status().ShouldBe("matched");
        (await bob.StandingAsync()).Status().ShouldBe("queued");
    }

    [Theory]
    [InlineData("squad")]
    [InlineData("inbox")]
    [InlineData("queue")]
    [InlineData("chess")]
    public async Task Only_a_kind_for_two_can_be_matched(string kind)
    {
        var answer = await (await Player.GuestAsync(server)).PostAsync("/api/v1/matchmaking/join", new { kind });
        answer.Status.ShouldBe(422, $"{answer}");
    }

    [Fact]
    public async Task Whoever_drops_before_the_match_is_made_is_told_on_resume_also_after_a_kill()
    {
        var (ann, bob) = (await Player.GuestAsync(server), await Player.GuestAsync(server));
        var (first, begun) = await ann.ToMatchmaking().ConnectAsync();
        await ann.SearchAsync(Lobby.Blitz);
        await first.EventAsync("queued");
        (await first.AckAsync(1)).ShouldBe(1);
        await first.ProveAsync();
        await first.ResetAsync();
        await server.RestartAsync();
        (await ann.StandingAsync()).Status().ShouldBe("queued");

        var game = (await bob.SearchAsync(Lobby.Blitz)).GameId();
        var (second, resumed) = await server.Upgrade("/ws/matchmaking").Resume(begun.Token).ConnectAsync();
        await using var _ = second;
        resumed.Sequences.ShouldBe([2]);
        var matched = resumed.Replayed[0];
        matched.GetProperty("type").GetString().ShouldBe("matched");
        JsonElement.DeepEquals(matched.GetProperty("data"), JsonSerializer.SerializeToElement(new { gameId = game, kind = "draft", opponent = bob.Id })).ShouldBeTrue();
        await ShouldBeToldOnceAsync(ann);
        await ShouldBeToldOnceAsync(bob);
        await ShouldRunAsync(ann, game!);
    }

    [Fact]
    public async Task Of_a_crowd_that_comes_at_once_each_is_in_exactly_one_running_game()
    {
        var crowd = await Clients.Crowd.InTurnAsync(Enumerable.Range(0, Crowd), _ => Player.GuestAsync(server));
        await Task.WhenAll(crowd.Select(player => player.SearchAsync(Lobby.Long)));
        await Wait.UntilAsync(async () => (await Task.WhenAll(crowd.Select(player => player.StandingAsync()))).All(standing => standing.Status() == "matched"), TimeSpan.FromSeconds(30));

        var games = await Task.WhenAll(crowd.Select(async player => (await player.StandingAsync()).GameId()!));
        games.GroupBy(id => id).Select(pair => pair.Count()).ShouldBe(Enumerable.Repeat(2, Crowd / 2));
        await Task.WhenAll(crowd.Zip(games, ShouldRunAsync));
        await Task.WhenAll(crowd.Select(ShouldBeToldOnceAsync));
        (await Task.WhenAll(crowd.Select(player => player.GetAsync("/api/v1/games?mine=true")))).ShouldAllBe(mine => mine.Body.GetArrayLength() == 1);
    }

    private static async Task ShouldBeRefusedAnotherWishAsync(Player player)
    {
        var answer = await player.PostAsync("/api/v1/matchmaking/join", Lobby.Long);
        (answer.Status, answer.ErrorCode).ShouldBe((409, "ALREADY_QUEUED"));
    }

    private static async Task ShouldRunAsync(Player player, string gameId)
    {
        var game = (await player.GetAsync($"/api/v1/games/{gameId}")).Body;
        game.GetProperty("status").GetString().ShouldBe("running");
        game.GetProperty("head").GetInt64().ShouldBe(3);
        game.GetProperty("timer").GetProperty("running").GetBoolean().ShouldBeTrue();
        game.GetProperty("seats").EnumerateArray().Select(seat => seat.GetProperty("userId").GetString()).ShouldContain(player.Id);
    }

    private static async Task ShouldBeToldOnceAsync(Player player)
    {
        (await player.LogAsync($"matchmaking:{player.Id}")).Select(one => one.GetProperty("type").GetString()).ShouldBe(["queued", "matched"]);
        (await player.LogAsync($"notifications:{player.Id}")).ShouldHaveSingleItem().GetProperty("data").GetProperty("kind").GetString().ShouldBe("match");
    }
}
