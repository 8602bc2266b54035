namespace Gw2Optimizer.Scenarios.Tests;

/// <summary>What waits for a user, online or not.</summary>
public sealed class InboxTests(ScenarioServer server)
{
    [Theory]
    [InlineData("notifications")]
    [InlineData("matchmaking")]
    public async Task An_inbox_without_an_event_is_open_to_its_owner(string channel)
    {
        var player = await Player.GuestAsync(server);
        var (socket, handOver) = await server.Upgrade($"/ws/{channel}").Bearer(player.AccessToken).ConnectAsync();
        await using var _ = socket;
        handOver.Outcome.ShouldBe("new");
        handOver.Resume.Text("gameId").ShouldBe($"{channel}:{player.Id}");
        handOver.Resume.Text("seat").ShouldNotBeNullOrEmpty();
        handOver.Resume.Number("head").ShouldBe(0);
        handOver.Resume.Number("lastSequence").ShouldBe(0);
        handOver.Resume["summary"].GetProperty("kind").GetString().ShouldBe("inbox");
        handOver.Replayed.ShouldBeEmpty();
        handOver.Through.ShouldBe(0);
        (await socket.AckAsync(0)).ShouldBe(0);
        await socket.ShouldBeRefusedAsync("UNKNOWN_COMMAND", "notified", new { });
    }

    [Fact]
    public async Task A_resume_token_works_only_on_its_own_path()
    {
        var player = await Player.GuestAsync(server);
        var (first, begun) = await player.ToNotifications().ConnectAsync();
        await first.ProveAsync();
        foreach (var path in (string[])["/ws/matchmaking", "/ws/game"])
        {
            await server.Upgrade(path).Resume(begun.Token).ShouldBeClosedAsync(1008, "Invalid resume token");
        }

        var (second, resumed) = await server.Upgrade("/ws/notifications").Resume(begun.Token).ConnectAsync();
        await using var _ = second;
        resumed.Outcome.ShouldBe("current");
        var table = await DraftTable.WaitingAsync(server);
        var (third, ofGame) = await table.Blue.To(table.Id).ConnectAsync();
        await using var __ = third;
        await server.Upgrade("/ws/notifications").Resume(ofGame.Token).ShouldBeClosedAsync(1008, "Invalid resume token");
    }

    [Fact]
    public async Task Notices_for_somebody_offline_come_in_order_and_once_whatever_is_killed_between()
    {
        await using var own = await ScenarioServer.StartAsync();
        var admin = await Lobby.AdminAsync(own);
        var player = await Player.GuestAsync(own);
        for (var i = 1; i <= 3; i++)
        {
            (await admin.NotifyAsync(player, "news", new { i })).Status.ShouldBe(201);
        }

        await own.RestartAsync();
        var (first, handOver) = await player.ToNotifications().ConnectAsync();
        handOver.Sequences.ShouldBe([1, 2, 3]);
        handOver.Replayed.Select(one => one.GetProperty("type").GetString()).ShouldAllBe(type => type == "notified");
        handOver.Replayed.Select(one => one.GetProperty("data").GetProperty("data").GetProperty("i").GetInt32()).ShouldBe([1, 2, 3]);
        (await first.AckAsync(2)).ShouldBe(2);
        await first.ProveAsync();
        await own.RestartAsync();

        var (second, byToken) = await own.Upgrade("/ws/notifications").Resume(handOver.Token).ConnectAsync();
        byToken.Sequences.ShouldBe([3]);
        (await second.AckAsync(3)).ShouldBe(3);
        await own.RestartAsync();
        var (third, byAccess) = await player.ToNotifications().ConnectAsync();
        byAccess.Outcome.ShouldBe("current");
        byAccess.Replayed.ShouldBeEmpty();
        (await admin.NotifyAsync(player, "news")).Status.ShouldBe(201);
        (await third.EventAsync(4)).Text("type").ShouldBe("notified");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_invitation_is_told_to_who_is_invited_by_id_or_by_name(bool byName)
    {
        var host = await Player.GuestAsync(server);
        var guest = await Player.RegisteredAsync(server);
        var (socket, _) = await guest.ToNotifications().ConnectAsync();
        await using var __ = socket;
        var name = (await guest.GetAsync("/api/v1/auth/me")).Body.GetProperty("username").GetString();
        var made = await host.PostAsync("/api/v1/games", new { kind = "draft", opponent = byName ? name : guest.Id });
        made.Status.ShouldBe(201, $"{made}");
        var told = (await socket.EventAsync("notified"))["data"];
        told.GetProperty("kind").GetString().ShouldBe("invitation");
        told.GetProperty("data").GetProperty("gameId").GetString().ShouldBe(made.Body.GetProperty("id").GetString());
        (await guest.PostAsync($"/api/v1/games/{made.Body.GetProperty("id")}/join", new { })).Status.ShouldBe(200);
        await socket.PingAsync();
        socket.Journal.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_inbox_is_no_game_that_others_can_reach()
    {
        var player = await Player.GuestAsync(server);
        var stranger = await Player.GuestAsync(server);
        await player.SearchAsync(new { kind = "draft", timeControl = new { preset = "custom", totalMs = 60_000, incrementMs = 0, delayMs = 1 } });
        foreach (var id in (string[])[$"notifications:{player.Id}", $"matchmaking:{player.Id}", "queue:draft:60000-0-1", "notifications:nobody"])
        {
            await player.To(id).ShouldBeClosedAsync(1008, "Forbidden");
            foreach (var path in (string[])["", "/events"])
            {
                var seen = await stranger.GetAsync($"/api/v1/games/{id}{path}");
                (seen.Status, seen.ErrorCode).ShouldBe((404, "GAME_NOT_FOUND"));
            }

            foreach (var caller in (Player[])[player, stranger])
            {
                var joined = await caller.PostAsync($"/api/v1/games/{id}/join", new { });
                (joined.Status, joined.ErrorCode).ShouldBe((404, "GAME_NOT_FOUND"));
            }
        }

        (await player.GetAsync("/api/v1/games?mine=true")).Body.GetArrayLength().ShouldBe(0);
        foreach (var kind in (string[])["inbox", "queue"])
        {
            (await player.PostAsync("/api/v1/games", new { kind })).Status.ShouldBe(422);
        }

        await player.LeaveAsync();
    }

    [Fact]
    public async Task Only_operators_notify_and_only_what_can_be_told()
    {
        var admin = await Lobby.AdminAsync(server);
        var player = await Player.GuestAsync(server);
        (await player.NotifyAsync(player, "news")).Status.ShouldBe(403);
        object[] wrong =
        [
            new { kind = "k", title = "t", message = "m" },
            new { userId = player.Id, title = "t", message = "m" },
            new { userId = player.Id, kind = "k", message = "m" },
            new { userId = player.Id, kind = "k", title = "t" },
            new { userId = player.Id, kind = "", title = "t", message = "m" },
            new { userId = player.Id, kind = "k", title = 5, message = "m" },
            new { userId = player.Id, kind = "k", title = "t", message = "m", data = "text" },
            new { userId = player.Id, kind = "k", title = "t", message = new string('m', 2_001) },
        ];
        foreach (var body in wrong)
        {
            var answer = await admin.PostAsync("/api/v1/admin/notifications", body);
            answer.Status.ShouldBe(422, $"{JsonSerializer.Serialize(body)} {answer}");
        }

        foreach (var nobody in (string[])["nobody", Guid.NewGuid().ToString()])
        {
            (await admin.PostAsync("/api/v1/admin/notifications", new { userId = nobody, kind = "k", title = "t", message = "m" })).Status.ShouldBe(404);
        }

        (await admin.PostAsync("/api/v1/admin/notifications", new { userId = player.Id, kind = "k", title = "t", message = "m" })).Status.ShouldBe(201);
        var log = await player.LogAsync($"notifications:{player.Id}");
        JsonElement.DeepEquals(log.ShouldHaveSingleItem().GetProperty("data"), JsonDocument.Parse("""{"kind":"k","title":"t","message":"m","data":{}}""").RootElement).ShouldBeTrue();
    }

    [Fact]
    public async Task Operators_see_head_floor_and_sessions_of_a_game_as_the_acks_move()
    {
        var admin = await Lobby.AdminAsync(server);
        var table = await DraftTable.StartedAsync(server);
        (await table.Blue.GetAsync($"/api/v1/admin/games/{table.Id}")).Status.ShouldBe(403);
        (await admin.GetAsync($"/api/v1/admin/games/{Guid.NewGuid()}")).Status.ShouldBe(404);
        await ShouldSeeAsync(floor: 0, []);

        var (blue, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var first = blue;
        await blue.AckAsync(3);
        await ShouldSeeAsync(floor: 0, [(table.Blue.Id, 3, 0)]);
        var (red, _) = await table.Red.To(table.Id).ConnectAsync();
        await using var second = red;
        await red.AckAsync(1);
        await ShouldSeeAsync(floor: 1, [(table.Blue.Id, 3, 0), (table.Red.Id, 1, 2)]);
        await red.AckAsync(2);
        await ShouldSeeAsync(floor: 2, [(table.Blue.Id, 3, 0), (table.Red.Id, 2, 1)]);

        async Task ShouldSeeAsync(long floor, (string UserId, long LastAck, long Backlog)[] sessions)
        {
            var answer = await admin.GetAsync($"/api/v1/admin/games/{table.Id}");
            answer.Status.ShouldBe(200, $"{answer}");
            answer.Body.GetProperty("head").GetInt64().ShouldBe(3);
            answer.Body.GetProperty("floor").GetInt64().ShouldBe(floor);
            answer.Body.GetProperty("hosts").GetArrayLength().ShouldBe(1);
            answer.Body.GetProperty("sessions").EnumerateArray()
                .Select(one => (one.GetProperty("userId").GetString()!, one.GetProperty("lastAck").GetInt64(), one.GetProperty("backlog").GetInt64()))
                .ShouldBe(sessions, ignoreOrder: true);
        }
    }
}
