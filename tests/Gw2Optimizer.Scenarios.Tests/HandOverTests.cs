namespace Gw2Optimizer.Scenarios.Tests;

public sealed class HandOverTests(ScenarioServer server)
{
    [Fact]
    public async Task A_new_session_gets_the_resume_then_the_replay_then_its_end()
    {
        var table = await DraftTable.WaitingAsync(server);
        var (socket, handOver) = await table.Blue.To(table.Id).ConnectAsync();
        await using var _ = socket;
        var resume = handOver.Resume;
        resume.Text("gameId").ShouldBe(table.Id);
        resume.Text("userId").ShouldBe(table.Blue.Id);
        resume.Text("seat").ShouldBe("blue");
        resume.Text("outcome").ShouldBe("new");
        resume.Text("token").Length.ShouldBe(43);
        resume.Number("lastSequence").ShouldBe(0);
        resume.Number("head").ShouldBe(1);
        resume.Text("epoch").ShouldNotBeNullOrWhiteSpace();
        resume.Number("heartbeatMs").ShouldBe(10_000);
        resume.Text("protocol").ShouldBe("gamesessions.v1");
        resume["summary"].GetProperty("asOf").GetInt64().ShouldBe(1);
        resume["summary"].GetProperty("kind").GetString().ShouldBe("draft");
        resume["summary"].GetProperty("status").GetString().ShouldBe("waiting");
        resume["summary"].GetProperty("state").GetProperty("format").GetString().ShouldBe("duel-5");
        resume["timer"].GetProperty("running").GetBoolean().ShouldBeFalse();
        (resume.Number("expiresAt") - resume.Number("issuedAt")).ShouldBeInRange(1_800_000 - 5_000, 1_800_000 + 5_000);
        resume["online"].EnumerateArray().Select(one => one.GetString()).ShouldBe([table.Blue.Id]);
        handOver.Sequences.ShouldBe([1]);
        handOver.Replayed[0].GetProperty("type").GetString().ShouldBe("joined");
        handOver.Replayed[0].GetProperty("gameId").GetString().ShouldBe(table.Id);
        handOver.Through.ShouldBe(1);
        (await socket.NextAsync()).Type.ShouldBe("PING");
        await table.ShouldHaveToldAsync(table.Blue, 1, socket);
    }

    [Fact]
    public async Task Envelopes_hold_type_payload_timestamp_and_sender_and_nothing_else()
    {
        var table = await DraftTable.StartedAsync(server);
        var (blue, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var first = blue;
        var (red, _) = await table.Red.To(table.Id).ConnectAsync();
        await using var second = red;
        await table.PlayAsync(blue, red, 2);
        await red.AckAsync(5);
        await red.ShouldBeRefusedAsync("UNKNOWN_COMMAND", "fly", new { });
        await red.SendAsync("NONSENSE", new { });
        await red.PingAsync();
        foreach (var frame in blue.Seen.Concat(red.Seen))
        {
            frame.Root.EnumerateObject().Select(one => one.Name).Order(StringComparer.Ordinal).ShouldBe(["payload", "senderId", "timestamp", "type"]);
            frame.Payload.ValueKind.ShouldBe(JsonValueKind.Object);
            var timestamp = frame.Root.GetProperty("timestamp");
            timestamp.GetDateTimeOffset().Offset.ShouldBe(TimeSpan.Zero);
            (DateTimeOffset.UtcNow - timestamp.GetDateTimeOffset()).ShouldBeInRange(TimeSpan.FromSeconds(-1), TimeSpan.FromMinutes(1));
            frame.SenderId.ShouldBe(frame.Type == "GAME_EVENT" ? frame["userId"].GetString() : null, $"{frame}");
        }
    }

    [Fact]
    public async Task Whoever_acked_the_head_comes_back_to_nothing_and_is_current()
    {
        var table = await DraftTable.StartedAsync(server);
        var (first, begun) = await table.Blue.To(table.Id).ConnectAsync();
        (await first.AckAsync(3)).ShouldBe(3);
        await first.ResetAsync();
        var (second, handOver) = await table.Blue.To(table.Id).Resume(begun.Token).ConnectAsync();
        await using var _ = second;
        handOver.Outcome.ShouldBe("current");
        handOver.Resume.Number("lastSequence").ShouldBe(3);
        handOver.Replayed.ShouldBeEmpty();
        handOver.Through.ShouldBe(3);
    }

    [Fact]
    public async Task From_moves_only_this_replay_and_not_the_ack()
    {
        var table = await DraftTable.StartedAsync(server);
        var (first, begun) = await table.Blue.To(table.Id).ConnectAsync();
        await first.AckAsync(1);
        await first.ResetAsync();
        var (second, later) = await table.Blue.To(table.Id).From(2).Epoch(begun.Epoch).ConnectAsync();
        await using var _ = second;
        later.Outcome.ShouldBe("replay");
        later.Sequences.ShouldBe([3]);
        later.Resume.Number("lastSequence").ShouldBe(1);
        var (third, earlier) = await table.Blue.To(table.Id).From(0).Epoch(begun.Epoch).ConnectAsync();
        await using var __ = third;
        earlier.Sequences.ShouldBe([1, 2, 3]);
        earlier.Resume.Number("lastSequence").ShouldBe(1);
        var (fourth, without) = await table.Blue.To(table.Id).ConnectAsync();
        await using var ___ = fourth;
        without.Sequences.ShouldBe([2, 3]);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("0.5")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("1%00")]
    public async Task A_bad_position_is_refused(string from)
    {
        var table = await DraftTable.WaitingAsync(server);
        await table.Blue.To(table.Id).From(from).ShouldBeClosedAsync(1008, "Invalid position");
    }

    [Theory]
    [InlineData(4L)]
    [InlineData(2_147_483_648L)]
    [InlineData(9_007_199_254_740_991L)]
    public async Task A_client_ahead_of_the_log_gets_a_snapshot_and_no_replay(long from)
    {
        var table = await DraftTable.StartedAsync(server);
        var (socket, handOver) = await table.Blue.To(table.Id).From(from).ConnectAsync();
        await using var _ = socket;
        await ShouldBeForkedAsync(table, socket, handOver);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_of_another_epoch_gets_a_snapshot_also_with_a_resume_token(bool byToken)
    {
        var table = await DraftTable.StartedAsync(server);
        var (first, begun) = await table.Blue.To(table.Id).ConnectAsync();
        await first.AckAsync(2);
        await first.ResetAsync();
        var upgrade = byToken ? server.Upgrade().Resume(begun.Token) : table.Blue.To(table.Id);
        var (socket, handOver) = await upgrade.From(2).Epoch("of-another-log").ConnectAsync();
        await using var _ = socket;
        await ShouldBeForkedAsync(table, socket, handOver);
    }

    [Fact]
    public async Task Sixty_four_frames_sent_before_the_hand_over_are_all_answered()
    {
        await using var own = await ScenarioServer.StartAsync();
        var table = await DraftTable.WaitingAsync(own);
        await using var socket = await SendWhileHandOverIsHeldAsync(own, table, 64);
        var handOver = await socket.HandOverAsync();
        handOver.Sequences.ShouldBe([1]);
        for (var i = 0; i < 64; i++)
        {
            (await socket.UntilAsync("PONG")).Number("t").ShouldBe(i);
        }

        await socket.PingAsync();
    }

    [Fact]
    public async Task The_sixty_fifth_early_frame_closes()
    {
        await using var own = await ScenarioServer.StartAsync();
        var table = await DraftTable.WaitingAsync(own);
        await using var socket = await SendWhileHandOverIsHeldAsync(own, table, 65);
        (await socket.ClosedAsync()).ShouldBe(new Closing(1008, "Rate limited"));
    }

    [Fact]
    public async Task On_a_slow_database_early_commands_are_answered_and_nothing_is_told_twice()
    {
        await using var own = await ScenarioServer.StartAsync();
        var table = await DraftTable.StartedAsync(own);
        var (red, _) = await table.Red.To(table.Id).ConnectAsync();
        await using var second = red;
        await using var slow = DatabaseLock.HoldInTurns(own, TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(100));
        await using var blue = await table.Blue.To(table.Id).OpenAsync();
        var onOpen = await blue.SendCommandAsync("ban", new { specialization = "Tempest" });
        var redsMove = Task.Run(async () =>
        {
            await red.EventAsync(4);
            return await red.PlayAsync("ban", new { specialization = "Weaver" });
        });
        var resume = await blue.NextAsync();
        resume.Type.ShouldBe("GAME_RESUME");
        var onResume = await blue.SendCommandAsync("ban", new { specialization = "Catalyst" });
        (await blue.AnswerAsync(onOpen)).Type.ShouldBe("GAME_ACCEPTED");
        var answer = await blue.AnswerAsync(onResume);
        // The fifth event, or the sixth where the stalls count as an outage, whose credit comes first.
        (await redsMove).Number("sequence").ShouldBeInRange(5, 6);
        if (answer.Type == "GAME_REFUSED")
        {
            answer.Text("code").ShouldBe("NOT_YOUR_TURN");
            await blue.PlayAsync("ban", new { specialization = "Catalyst" }, onResume);
        }

        var types = blue.Seen.Select(frame => frame.Type).Where(type => type is "GAME_RESUME" or "GAME_REPLAY" or "GAME_REPLAY_END" or "GAME_EVENT").ToList();
        types.IndexOf("GAME_REPLAY_END").ShouldBe(types.FindLastIndex(type => type == "GAME_REPLAY") + 1);
        types.IndexOf("GAME_EVENT").ShouldBe(types.IndexOf("GAME_REPLAY_END") + 1);
        await table.ShouldHaveToldAsync(table.Blue, 1, blue);
    }

    private static async Task<RawSocket> SendWhileHandOverIsHeldAsync(ScenarioServer own, DraftTable table, int frames)
    {
        await using var held = DatabaseLock.Hold(own);
        var socket = await table.Blue.To(table.Id).Silent().OpenAsync();
        for (var i = 0; i < frames; i++)
        {
            await socket.SendAsync("PING", new { t = i });
        }

        await Wait.ForAsync(TimeSpan.FromMilliseconds(500));
        socket.Seen.ShouldBeEmpty();
        return socket;
    }

    private static async Task ShouldBeForkedAsync(DraftTable table, RawSocket socket, HandOver handOver)
    {
        handOver.Outcome.ShouldBe("resync");
        var resync = handOver.Resync.ShouldNotBeNull();
        resync.Text("gameId").ShouldBe(table.Id);
        resync.Text("reason").ShouldBe("forked");
        resync.Number("asOf").ShouldBe(3);
        JsonElement.DeepEquals(resync["state"], (await table.StateAsync(table.Blue)).GetProperty("state")).ShouldBeTrue();
        handOver.Replayed.ShouldBeEmpty();
        handOver.Through.ShouldBe(3);
        await socket.PlayAsync("ban", new { specialization = "Tempest" });
        socket.Journal.Single().GetProperty("sequence").GetInt64().ShouldBe(4);
    }
}
