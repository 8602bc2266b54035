namespace Gw2Optimizer.Scenarios.Tests;

public sealed class LimitTests(ScenarioServer server)
{
    [Fact]
    public async Task A_user_has_ten_sockets_and_no_more()
    {
        var player = await Player.GuestAsync(server);
        var sockets = new List<RawSocket>();
        for (var i = 0; i < 10; i++)
        {
            var (socket, _) = await player.To(await CreateAsync(player)).ConnectAsync();
            sockets.Add(socket);
        }

        await using (var eleventh = await player.To(await CreateAsync(player)).OpenAsync())
        {
            (await eleventh.ClosedAsync()).Code.ShouldBe(1013);
            eleventh.Seen.ShouldBeEmpty();
        }

        foreach (var socket in sockets)
        {
            socket.IsOpen.ShouldBeTrue();
            await socket.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_session_resumes_five_times_a_second_and_no_more()
    {
        var table = await DraftTable.WaitingAsync(server);
        var (first, begun) = await table.Blue.To(table.Id).ConnectAsync();
        await first.ProveAsync();
        await first.ResetAsync();
        var closings = new List<int>();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 0; i < 12 && watch.Elapsed < TimeSpan.FromSeconds(1); i++)
        {
            await using var socket = await server.Upgrade().Resume(begun.Token).Silent().OpenAsync();
            var frame = await Task.WhenAny(socket.ClosedAsync(), socket.UntilAsync("GAME_REPLAY_END"));
            closings.Add(frame is Task<Closing> closed ? (await closed).Code : 0);
        }

        Assert.SkipWhen(closings.Count < 8, "this machine is too slow to exceed the limit");
        closings.Take(5).ShouldAllBe(code => code == 0);
        closings.ShouldContain(1013);
        closings.ShouldAllBe(code => code == 0 || code == 1013);
        await Wait.ForAsync(TimeSpan.FromSeconds(1.5));
        await server.Upgrade().Resume(begun.Token).ConnectAndLeaveAsync();
    }

    [Fact]
    public async Task Upgrades_have_a_limit_of_their_own()
    {
        await using var own = await ScenarioServer.StartAsync(("UPGRADE_RATE_LIMIT_PER_MINUTE", "3"));
        var table = await DraftTable.WaitingAsync(own);
        var seconds = DateTime.UtcNow.Second;
        if (seconds > 50)
        {
            await Wait.ForAsync(TimeSpan.FromSeconds(61 - seconds));
        }

        for (var i = 0; i < 3; i++)
        {
            await table.Blue.To(table.Id).ConnectAndLeaveAsync();
        }

        await using var refused = await table.Blue.To(table.Id).OpenAsync();
        (await refused.ClosedAsync()).Code.ShouldBe(1013);
        await table.Red.To(table.Id).ConnectAndLeaveAsync();
        (await table.StateAsync(table.Blue)).GetProperty("head").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task A_user_has_two_hundred_open_games_and_no_more()
    {
        var player = await Player.GuestAsync(server);
        for (var i = 0; i < 200; i++)
        {
            await CreateAsync(player);
        }

        var refused = await player.PostAsync("/api/v1/games", new { kind = "draft" });
        refused.Status.ShouldBe(409);
        refused.ErrorCode.ShouldBe("QUOTA");
    }

    [Fact]
    public async Task Storage_away_is_said_within_five_seconds_and_the_socket_goes_on_afterwards()
    {
        await using var own = await ScenarioServer.StartAsync();
        var table = await DraftTable.StartedAsync(own);
        var (blue, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var _ = blue;
        await using (DatabaseLock.Hold(own))
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            await blue.SendCommandAsync("ban", new { specialization = "Tempest" }, "later");
            var answer = await blue.AnswerAsync("later");
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(6));
            answer.Type.ShouldBe("GAME_REFUSED");
            answer.Text("code").ShouldBe("STORAGE_UNAVAILABLE");
            answer["retryable"].GetBoolean().ShouldBeTrue();
            await blue.SendAsync("GAME_ACK", new { sequence = 3 });
            var ack = await blue.UntilAsync(frame => frame.Type is "ERROR" or "GAME_ACK");
            ack.Type.ShouldBe("ERROR");
            ack.Text("code").ShouldBe("STORAGE_UNAVAILABLE");
            ack["retryable"].GetBoolean().ShouldBeTrue();
            await using var refused = await table.Red.To(table.Id).OpenAsync();
            (await refused.ClosedAsync()).Code.ShouldBe(1013);
        }

        // No database for more than a second is an outage, so its credit comes first.
        (await blue.PlayAsync("ban", new { specialization = "Tempest" }, "later")).Number("sequence").ShouldBe(5);
        (await blue.AckAsync(5)).ShouldBe(5);
        blue.Journal.Select(one => one.GetProperty("type").GetString()).ShouldBe(["joined", "joined", "started", "clockCredited", "banned"]);
        await table.ShouldHaveToldAsync(table.Blue, 1, blue);
    }

    [Fact]
    public async Task A_draining_server_answers_then_tells_each_socket_when_to_come_back()
    {
        await using var own = await ScenarioServer.StartAsync();
        var table = await DraftTable.StartedAsync(own);
        var (blue, begun) = await table.Blue.To(table.Id).ConnectAsync();
        await using var _ = blue;
        var (red, _) = await table.Red.To(table.Id).ConnectAsync();
        await using var __ = red;
        await blue.SendCommandAsync("ban", new { specialization = "Tempest" }, "last");
        await blue.SendAsync("GAME_ACK", new { sequence = 2 });
        await blue.PingAsync();
        await own.TerminateAsync();
        foreach (var socket in new[] { blue, red })
        {
            var closing = await socket.ClosedAsync();
            closing.Code.ShouldBe(1012);
            closing.Reason.ShouldNotBeNull().ShouldMatch(@"^Service restart; retry \d+ms$");
            int.Parse(string.Concat(closing.Reason!.Where(char.IsDigit))).ShouldBeInRange(200, 5_000);
        }

        (await own.ExitCodeAsync(TimeSpan.FromSeconds(10))).ShouldBe(0);
        await own.RestartAsync();
        var (back, handOver) = await own.Upgrade().Resume(begun.Token).ConnectAsync();
        await using var ___ = back;
        handOver.Resume.Number("lastSequence").ShouldBe(2);
        handOver.Sequences.Take(2).ShouldBe([3, 4]);
        handOver.Replayed.Skip(2).ShouldAllBe(one => one.GetProperty("type").GetString() == "clockCredited");
    }

    private static async Task<string> CreateAsync(Player player)
    {
        var made = await player.PostAsync("/api/v1/games", new { kind = "draft" });
        made.Status.ShouldBe(201, $"{made}");
        return made.Body.GetProperty("id").GetString()!;
    }
}
