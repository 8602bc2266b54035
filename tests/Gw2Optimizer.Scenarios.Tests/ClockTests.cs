namespace Gw2Optimizer.Scenarios.Tests;

public sealed class ClockTests(ScenarioServer server)
{
    private const long MarginMs = 50;
    private const long FlagMsMax = 250;
    private const long LagMsMax = 500;
    private static readonly object ThreeSeconds = new { preset = "custom", totalMs = 3_000, incrementMs = 1_000, delayMs = 0 };

    [Fact]
    public async Task The_clock_starts_with_the_game_and_pays_the_increment_after_a_move()
    {
        var table = await DraftTable.WaitingAsync(server);
        var (blue, handOver) = await table.Blue.To(table.Id).ConnectAsync();
        await using var _ = blue;
        var resting = handOver.Resume["timer"];
        resting.GetProperty("running").GetBoolean().ShouldBeFalse();
        resting.GetProperty("active").ValueKind.ShouldBe(JsonValueKind.Null);
        await table.JoinAsync();
        var started = (await blue.EventAsync("started")).Number("at");
        var running = (await blue.UntilAsync("TIME_UPDATE"))["timer"];
        running.GetProperty("active").GetString().ShouldBe("blue");
        running.GetProperty("running").GetBoolean().ShouldBeTrue();
        running.GetProperty("sequence").GetInt64().ShouldBe(3);
        running.GetProperty("preset").GetString().ShouldBe("normal");
        running.GetProperty("totalMs").GetInt64().ShouldBe(600_000);
        running.GetProperty("incrementMs").GetInt64().ShouldBe(1_000);
        running.GetProperty("delayMs").GetInt64().ShouldBe(0);
        Remaining(running, "blue").ShouldBeNear(600_000 - (running.GetProperty("asOf").GetInt64() - started));
        Remaining(running, "red").ShouldBe(600_000);
        await Wait.ForAsync(TimeSpan.FromMilliseconds(700));
        await blue.PlayAsync("ban", new { specialization = "Tempest" });
        var moved = blue.Journal[^1];
        var after = (await blue.UntilAsync("TIME_UPDATE"))["timer"];
        var lag = moved.GetProperty("data").GetProperty("lagMs").GetInt64();
        lag.ShouldBeInRange(0, LagMsMax);
        after.GetProperty("active").GetString().ShouldBe("red");
        Remaining(after, "blue").ShouldBeNear(600_000 - (moved.GetProperty("at").GetInt64() - started) + lag + 1_000);
        Remaining(after, "red").ShouldBeNear(600_000 - (after.GetProperty("asOf").GetInt64() - moved.GetProperty("at").GetInt64()));
    }

    [Fact]
    public async Task The_clock_runs_while_its_player_is_away()
    {
        var table = await DraftTable.StartedAsync(server, new { preset = "blitz" });
        var (first, begun) = await table.Blue.To(table.Id).ConnectAsync();
        var started = begun.Replayed[2].GetProperty("at").GetInt64();
        await first.ResetAsync();
        await Wait.ForAsync(TimeSpan.FromSeconds(3));
        var (second, handOver) = await table.Blue.To(table.Id).ConnectAsync();
        await using var _ = second;
        var timer = handOver.Resume["timer"];
        var elapsed = timer.GetProperty("asOf").GetInt64() - started;
        elapsed.ShouldBeGreaterThanOrEqualTo(3_000);
        Remaining(timer, "blue").ShouldBeNear(180_000 - elapsed);
        Remaining(timer, "red").ShouldBe(180_000);
    }

    [Fact]
    public async Task A_delay_runs_before_time_does()
    {
        var table = await DraftTable.StartedAsync(server, new { preset = "custom", totalMs = 60_000, incrementMs = 0, delayMs = 5_000 });
        var (blue, handOver) = await table.Blue.To(table.Id).ConnectAsync();
        await using var _ = blue;
        var timer = handOver.Resume["timer"];
        timer.GetProperty("delayMs").GetInt64().ShouldBe(5_000);
        Remaining(timer, "blue").ShouldBe(60_000);
        timer.GetProperty("delayLeftMs").GetInt64().ShouldBeNear(5_000 - (timer.GetProperty("asOf").GetInt64() - handOver.Replayed[2].GetProperty("at").GetInt64()));
        await blue.PlayAsync("ban", new { specialization = "Tempest" });
        Remaining((await blue.UntilAsync("TIME_UPDATE"))["timer"], "blue").ShouldBe(60_000);
    }

    [Fact]
    public async Task The_time_is_told_every_five_seconds_while_a_clock_runs()
    {
        var table = await DraftTable.StartedAsync(server);
        var (blue, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var __ = blue;
        await Wait.ForAsync(TimeSpan.FromSeconds(12));
        blue.Seen.Count(frame => frame.Type == "TIME_UPDATE").ShouldBeInRange(2, 4);
    }

    [Fact]
    public async Task The_flag_of_a_silent_player_falls_once_in_time_and_ends_the_game()
    {
        var table = await DraftTable.StartedAsync(server, ThreeSeconds);
        var (blue, begun) = await table.Blue.To(table.Id).ConnectAsync();
        await using var _ = blue;
        var finished = await blue.EventAsync("finished");
        finished["data"].GetProperty("winner").GetString().ShouldBe("red");
        finished["data"].GetProperty("reason").GetString().ShouldBe("flag");
        finished["userId"].ValueKind.ShouldBe(JsonValueKind.Null);
        finished.SenderId.ShouldBeNull();
        var flag = blue.Journal.Single(one => one.GetProperty("type").GetString() == "flagFall");
        flag.GetProperty("data").GetProperty("seat").GetString().ShouldBe("blue");
        (flag.GetProperty("at").GetInt64() - begun.Replayed[2].GetProperty("at").GetInt64()).ShouldBeInRange(3_000, 3_000 + LagMsMax + FlagMsMax);
        await blue.ShouldBeRefusedAsync("GAME_OVER", "ban", new { specialization = "Tempest" });
        var (again, handOver) = await table.Blue.To(table.Id).ConnectAsync();
        await using var __ = again;
        handOver.Resume["timer"].GetProperty("running").GetBoolean().ShouldBeFalse();
        handOver.Resume["summary"].GetProperty("status").GetString().ShouldBe("finished");
        await table.ShouldHaveToldAsync(table.Blue, 1, blue);
    }

    [Fact]
    public async Task The_flag_falls_with_nobody_connected()
    {
        var table = await DraftTable.StartedAsync(server, new { preset = "custom", totalMs = 1_000, incrementMs = 0, delayMs = 0 });
        await Wait.ForAsync(TimeSpan.FromSeconds(3));
        var log = await table.Blue.LogAsync(table.Id);
        log.Select(one => one.GetProperty("type").GetString()).ShouldBe(["joined", "joined", "started", "flagFall", "finished"]);
        (At(log[3]) - At(log[2])).ShouldBeInRange(1_000, 1_000 + FlagMsMax);
    }

    [Fact]
    public async Task An_outage_is_credited_once_and_then_the_flag_falls_once()
    {
        await using var own = await ScenarioServer.StartAsync();
        var table = await DraftTable.StartedAsync(own, ThreeSeconds);
        var (blue, _) = await table.Blue.To(table.Id).ConnectAsync();
        await Wait.ForAsync(TimeSpan.FromMilliseconds(600));
        var killed = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        await own.KillAsync();
        await blue.ClosedAsync();
        await Wait.ForAsync(TimeSpan.FromSeconds(2));
        await own.RestartAsync();
        var back = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var (again, handOver) = await table.Blue.To(table.Id).ConnectAsync();
        await using var __ = again;
        if (again.Journal[^1].GetProperty("type").GetString() != "finished")
        {
            await again.EventAsync("finished");
        }

        await Wait.ForAsync(TimeSpan.FromSeconds(1));
        var log = await table.Blue.LogAsync(table.Id);
        log.Select(one => one.GetProperty("type").GetString()).ShouldBe(["joined", "joined", "started", "clockCredited", "flagFall", "finished"]);
        var credit = log[3].GetProperty("data");
        log[3].GetProperty("userId").ValueKind.ShouldBe(JsonValueKind.Null);
        credit.GetProperty("seat").GetString().ShouldBe("blue");
        var (ms, from, to) = (credit.GetProperty("ms").GetInt64(), credit.GetProperty("from").GetInt64(), credit.GetProperty("to").GetInt64());
        ms.ShouldBe(to - from);
        from.ShouldBeInRange(killed - 1_000, killed + MarginMs);
        to.ShouldBeInRange(killed + 2_000, back + 500);
        (At(log[4]) - At(log[2]) - ms).ShouldBeInRange(3_000, 3_000 + LagMsMax + FlagMsMax);
        (At(log[5]) - At(log[4])).ShouldBeInRange(0, FlagMsMax);
        log[5].GetProperty("data").GetProperty("winner").GetString().ShouldBe("red");
        await table.ShouldHaveToldAsync(table.Blue, 1, again);
    }

    [Fact]
    public async Task An_outage_is_credited_before_the_next_move_and_pays_no_increment()
    {
        await using var own = await ScenarioServer.StartAsync();
        var table = await DraftTable.StartedAsync(own, new { preset = "custom", totalMs = 60_000, incrementMs = 10_000, delayMs = 0 });
        await Wait.ForAsync(TimeSpan.FromMilliseconds(600));
        await own.KillAsync();
        await Wait.ForAsync(TimeSpan.FromSeconds(2));
        await own.RestartAsync();
        var (blue, handOver) = await table.Blue.To(table.Id).ConnectAsync();
        await using var _ = blue;
        var started = At(handOver.Replayed[2]);
        await blue.PlayAsync("ban", new { specialization = "Tempest" });
        var timer = (await blue.UntilAsync(frame => frame.Type == "TIME_UPDATE" && frame["timer"].GetProperty("active").GetString() == "red"))["timer"];
        var log = await table.Blue.LogAsync(table.Id);
        log.Select(one => one.GetProperty("type").GetString()).ShouldBe(["joined", "joined", "started", "clockCredited", "banned"]);
        var ms = log[3].GetProperty("data").GetProperty("ms").GetInt64();
        ms.ShouldBeGreaterThan(1_900);
        var lag = log[4].GetProperty("data").GetProperty("lagMs").GetInt64();
        Remaining(timer, "blue").ShouldBeNear(60_000 - (At(log[4]) - started) + ms + lag + 10_000);
        await table.ShouldHaveToldAsync(table.Blue, 1, blue);
    }

    [Fact]
    public async Task Each_outage_of_a_turn_is_credited_and_none_twice()
    {
        await using var own = await ScenarioServer.StartAsync();
        var table = await DraftTable.StartedAsync(own);
        for (var outage = 0; outage < 2; outage++)
        {
            await Wait.ForAsync(TimeSpan.FromMilliseconds(1_500));
            await own.KillAsync();
            await Wait.ForAsync(TimeSpan.FromMilliseconds(1_500));
            await own.RestartAsync();
            var (socket, _) = await table.Blue.To(table.Id).ConnectAsync();
            await socket.DisposeAsync();
        }

        var (blue, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var __ = blue;
        await blue.PlayAsync("ban", new { specialization = "Tempest" });
        var log = await table.Blue.LogAsync(table.Id);
        log.Select(one => one.GetProperty("type").GetString()).ShouldBe(["joined", "joined", "started", "clockCredited", "clockCredited", "banned"]);
        log[4].GetProperty("data").GetProperty("from").GetInt64().ShouldBeGreaterThanOrEqualTo(log[3].GetProperty("data").GetProperty("to").GetInt64());
    }

    [Fact]
    public async Task A_stop_of_half_a_second_costs_the_player_his_time()
    {
        await using var own = await ScenarioServer.StartAsync();
        var table = await DraftTable.StartedAsync(own);
        var (blue, handOver) = await table.Blue.To(table.Id).ConnectAsync();
        await using var _ = blue;
        await own.SuspendAsync();
        await Wait.ForAsync(TimeSpan.FromMilliseconds(400));
        await own.ContinueAsync();
        await Wait.ForAsync(TimeSpan.FromSeconds(1));
        await blue.PlayAsync("ban", new { specialization = "Tempest" });
        (await table.Blue.LogAsync(table.Id)).Select(one => one.GetProperty("type").GetString()).ShouldBe(["joined", "joined", "started", "banned"]);
    }

    [Fact]
    public async Task A_crash_of_less_than_a_second_is_no_outage()
    {
        await using var own = await ScenarioServer.StartAsync();
        var table = await DraftTable.StartedAsync(own);
        await Wait.ForAsync(TimeSpan.FromMilliseconds(600));
        var killed = DateTimeOffset.UtcNow;
        await own.RestartAsync();
        var down = DateTimeOffset.UtcNow - killed;
        var (blue, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var __ = blue;
        await blue.PlayAsync("ban", new { specialization = "Tempest" });
        Assert.SkipWhen(down > TimeSpan.FromMilliseconds(500), "this machine starts the server too slowly for a short outage");
        (await table.Blue.LogAsync(table.Id)).Select(one => one.GetProperty("type").GetString()).ShouldBe(["joined", "joined", "started", "banned"]);
    }

    [Theory]
    [InlineData("{\"preset\":\"bullet\"}")]
    [InlineData("{\"preset\":\"custom\",\"totalMs\":999,\"incrementMs\":0,\"delayMs\":0}")]
    [InlineData("{\"preset\":\"custom\",\"totalMs\":10800001,\"incrementMs\":0,\"delayMs\":0}")]
    [InlineData("{\"preset\":\"custom\",\"totalMs\":1000,\"incrementMs\":60001,\"delayMs\":0}")]
    [InlineData("{\"preset\":\"custom\",\"totalMs\":1000,\"incrementMs\":0,\"delayMs\":-1}")]
    [InlineData("{\"preset\":\"custom\",\"totalMs\":1000.5,\"incrementMs\":0,\"delayMs\":0}")]
    [InlineData("{\"preset\":\"custom\"}")]
    [InlineData("{}")]
    [InlineData("5")]
    public async Task An_impossible_time_control_is_refused(string timeControl)
    {
        var player = await Player.GuestAsync(server);
        var answer = await player.PostAsync("/api/v1/games", new { kind = "draft", timeControl = JsonDocument.Parse(timeControl).RootElement });
        answer.Status.ShouldBe(422, $"{answer}");
        answer.ErrorCode.ShouldBe("VALIDATION_ERROR");
    }

    [Theory]
    [InlineData("blitz", 180_000, 0)]
    [InlineData("normal", 600_000, 1_000)]
    [InlineData("long", 1_200_000, 2_000)]
    public async Task A_preset_is_what_its_name_says(string preset, long totalMs, long incrementMs)
    {
        var table = await DraftTable.WaitingAsync(server, new { preset });
        var timer = (await table.StateAsync(table.Blue)).GetProperty("timer");
        timer.GetProperty("preset").GetString().ShouldBe(preset);
        timer.GetProperty("totalMs").GetInt64().ShouldBe(totalMs);
        timer.GetProperty("incrementMs").GetInt64().ShouldBe(incrementMs);
        Remaining(timer, "red").ShouldBe(totalMs);
    }

    private static long Remaining(JsonElement timer, string seat) => timer.GetProperty("remainingMs").GetProperty(seat).GetInt64();

    private static long At(JsonElement one) => one.GetProperty("at").GetInt64();
}
