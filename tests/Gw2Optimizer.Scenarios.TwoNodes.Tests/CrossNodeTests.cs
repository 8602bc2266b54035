namespace Gw2Optimizer.Scenarios.Tests;

/// <summary>What one node does reaches who is on the other.</summary>
public sealed class CrossNodeTests(ScenarioServer server)
{
    private readonly ScenarioNode one = server.Nodes[0];
    private readonly ScenarioNode other = server.Nodes[1];

    [Fact]
    public async Task The_same_command_id_on_the_other_node_gets_the_first_answer_and_no_second_event()
    {
        var table = await DraftTable.StartedAsync(server);
        var (here, begun) = await one.Upgrade().Game(table.Id).Bearer(table.Blue.AccessToken).ConnectAsync();
        var first = await here.PlayAsync("ban", new { specialization = "Tempest" }, "once");
        await here.ResetAsync();
        var (there, _) = await other.Upgrade().Resume(begun.Token).ConnectAsync();
        await using var _ = there;
        var again = await there.PlayAsync("ban", new { specialization = "Weaver" }, "once");
        again.Payload.GetRawText().ShouldBe(first.Payload.GetRawText());
        (await table.Blue.LogAsync(table.Id)).Count.ShouldBe(4);
        await table.ShouldHaveToldAsync(table.Blue, 1, there);
    }

    [Fact]
    public async Task The_same_command_on_both_nodes_at_once_is_done_once()
    {
        var table = await SquadTable.OpenAsync(server);
        for (var round = 0; round < 20; round++)
        {
            var (here, _) = await one.Upgrade().Game(table.Id).Bearer(table.Commander.AccessToken).ConnectAsync();
            await using var first = here;
            var sent = await here.SendCommandAsync("note", new { text = "once" }, $"c{round}");
            var (there, _) = await other.Upgrade().Game(table.Id).Bearer(table.Commander.AccessToken).ConnectAsync();
            await using var second = there;
            await there.PlayAsync("note", new { text = "once" }, sent);
        }

        (await table.Commander.LogAsync(table.Id)).Count(happened => happened.GetProperty("type").GetString() == "noted").ShouldBe(20);
    }

    [Fact]
    public async Task A_take_over_on_the_other_node_closes_the_earlier_socket_within_a_second()
    {
        var table = await DraftTable.StartedAsync(server);
        var (here, begun) = await one.Upgrade().Game(table.Id).Bearer(table.Blue.AccessToken).ConnectAsync();
        var (there, _) = await other.Upgrade().Resume(begun.Token).ConnectAsync();
        await using var _ = there;
        (await here.ClosedAsync(within: TimeSpan.FromSeconds(1))).Code.ShouldBe(4001);
        await there.PlayAsync("ban", new { specialization = "Tempest" });
    }

    [Fact]
    public async Task A_ban_closes_sockets_on_the_other_node_within_five_seconds_and_kills_their_tokens_there()
    {
        var admin = (await Lobby.AdminAsync(server)) with { Node = one };
        var table = await DraftTable.WaitingAsync(server);
        var (there, begun) = await other.Upgrade().Game(table.Id).Bearer(table.Blue.AccessToken).ConnectAsync();
        (await admin.PostAsync($"/api/v1/admin/users/{table.Blue.Id}/ban")).Status.ShouldBeInRange(200, 204);
        (await there.ClosedAsync(within: TimeSpan.FromSeconds(5))).ShouldBe(new Closing(1008, "Unauthorized"));
        await other.Upgrade().Resume(begun.Token).ShouldBeClosedAsync(1008, "Invalid resume token");
        await Wait.UntilAsync(async () => (await (table.Blue with { Node = other }).GetAsync("/api/v1/auth/me")).Status is 401 or 403, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task The_flag_of_a_silent_player_falls_once_in_time_though_two_nodes_watch()
    {
        var table = await DraftTable.StartedAsync(server, new { preset = "custom", totalMs = 2_000, incrementMs = 0, delayMs = 0 });
        var (blue, begun) = await (table.Blue with { Node = one }).To(table.Id).ConnectAsync();
        await using var first = blue;
        var (red, _) = await (table.Red with { Node = other }).To(table.Id).ConnectAsync();
        await using var second = red;
        await blue.EventAsync("finished");
        await red.EventAsync("finished");
        var log = await table.Blue.LogAsync(table.Id);
        log.Select(happened => happened.GetProperty("type").GetString()).ShouldBe(["joined", "joined", "started", "flagFall", "finished"]);
        // The lag that a turn is allowed is in the event that starts it.
        var started = begun.Replayed[2];
        var deadline = started.GetProperty("at").GetInt64() + 2_000 + started.GetProperty("data").GetProperty("allowanceMs").GetInt64();
        (log[3].GetProperty("at").GetInt64() - deadline).ShouldBeInRange(0, 250);
        await table.ShouldHaveToldAsync(table.Blue, 1, blue);
        await table.ShouldHaveToldAsync(table.Red, 1, red);
    }

    [Fact]
    public async Task Two_who_search_on_two_nodes_get_one_running_game_and_who_dropped_is_told_on_resume()
    {
        await using var own = await ScenarioServer.StartAsync();
        var (ann, bob) = (await Player.GuestAsync(own.Nodes[0]), await Player.GuestAsync(own.Nodes[1]));
        var (dropping, begun) = await ann.ToMatchmaking().ConnectAsync();
        await Task.WhenAll(ann.SearchAsync(Lobby.Blitz), dropping.EventAsync("queued"));
        await dropping.ProveAsync();
        await dropping.ResetAsync();
        await bob.SearchAsync(Lobby.Blitz);
        await Wait.UntilAsync(async () => (await ann.StandingAsync()).Status() == "matched" && (await bob.StandingAsync()).Status() == "matched", TimeSpan.FromSeconds(5));
        var game = (await bob.StandingAsync()).GameId();
        (await ann.StandingAsync()).GameId().ShouldBe(game);
        var (back, resumed) = await own.Nodes[1].Upgrade("/ws/matchmaking").Resume(begun.Token).ConnectAsync();
        await using var _ = back;
        resumed.Replayed[^1].GetProperty("type").GetString().ShouldBe("matched");
        resumed.Replayed[^1].GetProperty("data").GetProperty("gameId").GetString().ShouldBe(game);
        foreach (var player in (Player[])[ann, bob])
        {
            var mine = (await player.GetAsync("/api/v1/games?mine=true")).Body.EnumerateArray().ShouldHaveSingleItem();
            mine.GetProperty("id").GetString().ShouldBe(game);
            mine.GetProperty("status").GetString().ShouldBe("running");
            (await player.LogAsync($"matchmaking:{player.Id}")).Count(happened => happened.GetProperty("type").GetString() == "matched").ShouldBe(1);
        }
    }

    [Fact]
    public async Task Notices_for_somebody_offline_come_in_order_and_once_on_the_other_node_though_the_first_was_killed()
    {
        await using var own = await ScenarioServer.StartAsync();
        var admin = (await Lobby.AdminAsync(own)) with { Node = own.Nodes[0] };
        var player = await Player.GuestAsync(own.Nodes[0]);
        for (var i = 1; i <= 3; i++)
        {
            (await admin.NotifyAsync(player, "news", new { i })).Status.ShouldBe(201);
        }

        await own.Nodes[0].KillAsync();
        var survivor = player with { Node = own.Nodes[1] };
        var (first, told) = await survivor.ToNotifications().ConnectAsync();
        told.Replayed.Select(notice => notice.GetProperty("data").GetProperty("data").GetProperty("i").GetInt32()).ShouldBe([1, 2, 3]);
        (await first.AckAsync(3)).ShouldBe(3);
        await first.ResetAsync();
        await own.Nodes[0].StartAsync();
        var (second, later) = await player.ToNotifications().ConnectAsync();
        await using var _ = second;
        later.Outcome.ShouldBe("current");
        later.Replayed.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_node_that_dies_while_another_serves_is_no_outage()
    {
        await using var own = await ScenarioServer.StartAsync();
        var table = await DraftTable.StartedAsync(own);
        var (blue, _) = await (table.Blue with { Node = own.Nodes[1] }).To(table.Id).ConnectAsync();
        await using var _ = blue;
        await own.Nodes[0].KillAsync();
        await Wait.ForAsync(TimeSpan.FromSeconds(2));
        await own.Nodes[0].StartAsync();
        await blue.PlayAsync("ban", new { specialization = "Tempest" });
        var log = await (table.Red with { Node = own.Nodes[0] }).LogAsync(table.Id);
        log.Select(happened => happened.GetProperty("type").GetString()).ShouldBe(["joined", "joined", "started", "banned"]);
        await (table.Blue with { Node = own.Nodes[0] }).ShouldHaveHeardAsync(table.Id, 1, blue);
    }
}
