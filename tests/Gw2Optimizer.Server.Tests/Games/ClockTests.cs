using System.Text.Json;

namespace Gw2Optimizer.Server.Tests.Games;

[Collection(nameof(Timed))]
public class ClockTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_clock_runs_on_while_its_player_is_away()
    {
        var game = await server.StartedAsync(Clock(8_000));
        var socket = await server.JoinedAsync(game.Blue, game.Id);
        var token = socket.Resume.Word("token");
        await socket.PingAsync();
        await Task.Delay(500, TestContext.Current.CancellationToken);
        socket.Drop();
        await Task.Delay(1_500, TestContext.Current.CancellationToken);

        await using var back = await GameSocket.OpenAsync(server, $"/ws/game?gameId={game.Id}&resume={token}", access: null);
        await back.WaitAsync("GAME_REPLAY_END");
        var ledger = new ClockLedger(await server.LogAsync(game.Blue, game.Id), 8_000);
        var timer = back.Resume.GetProperty("timer");
        ledger.ShouldAgree(timer);
        timer.At("remainingMs").Number("blue").ShouldBeLessThanOrEqualTo(6_000 + 50);
        (timer.Word("active"), timer.At("running").GetBoolean(), timer.At("remainingMs").Number("red")).ShouldBe(("blue", true, 8_000));
        await back.AcceptedAsync("ban", new { specialization = "Firebrand" });
        var update = GameSocket.PayloadOf(await back.WaitAsync(frame => frame.Type() == "TIME_UPDATE" && frame.At("payload", "timer").Number("sequence") == 4));
        new ClockLedger(await server.LogAsync(game.Blue, game.Id), 8_000).ShouldAgree(update.GetProperty("timer"));
        await socket.DisposeAsync();
    }

    [Fact]
    public async Task A_silent_players_flag_falls_once_with_nobody_connected()
    {
        var games = new List<RunningGame>();
        for (var i = 0; i < 3; i++)
        {
            games.Add(await server.StartedAsync(Clock(1_000 + (300 * i))));
        }

        // Nobody asks meanwhile: a flag that fell only when looked at would be late.
        await Task.Delay(3_000, TestContext.Current.CancellationToken);
        for (var i = 0; i < games.Count; i++)
        {
            var log = await server.LogAsync(games[i].Red, games[i].Id);
            log.Select(entry => entry.Type()).ShouldBe(["joined", "joined", "started", "flagFall", "finished"]);
            ShouldFallInTime(log, 1_000 + (300 * i), "blue");
        }
    }

    [Fact]
    public async Task A_silent_players_flag_falls_once_with_both_connected()
    {
        var game = await server.StartedAsync(Clock(1_500));
        await using var blue = await server.JoinedAsync(game.Blue, game.Id);
        await using var red = await server.JoinedAsync(game.Red, game.Id);
        await blue.AcceptedAsync("ban", new { specialization = "Firebrand" });
        foreach (var socket in (GameSocket[])[blue, red])
        {
            await socket.EventAsync("finished");
            var update = await socket.WaitAsync(frame => frame.Type() == "TIME_UPDATE" && !frame.At("payload", "timer", "running").GetBoolean());
            update.At("payload", "timer", "remainingMs").Number("red").ShouldBe(0);
            await socket.PingAsync();
            socket.Events.Count(entry => entry.Type() is "flagFall" or "finished").ShouldBe(2);
        }

        ShouldFallInTime(await server.LogAsync(game.Blue, game.Id), 1_500, "red");
        (await server.GameAsync(game.Red, game.Id)).Json.At("state", "result").Word("reason").ShouldBe("flag");
    }

    [Fact]
    public async Task After_the_flag_every_move_is_refused()
    {
        var game = await server.StartedAsync(Clock(1_000));
        await using var blue = await server.JoinedAsync(game.Blue, game.Id);
        await using var red = await server.JoinedAsync(game.Red, game.Id);
        await blue.EventAsync("finished");
        (await blue.RefusedAsync("ban", new { specialization = "Firebrand" })).ShouldBe("GAME_OVER");
        (await red.RefusedAsync("ban", new { specialization = "Firebrand" })).ShouldBe("GAME_OVER");
        (await red.RefusedAsync("resign", new { })).ShouldBe("GAME_OVER");
        (await server.LogAsync(game.Blue, game.Id)).Count.ShouldBe(5);
        (await server.JoinAsync(await server.NewGuestAsync(), game.Id)).Code.ShouldBe("GAME_OVER");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1_000, 0)]
    [InlineData(0, 400)]
    [InlineData(500, 400)]
    public async Task Increments_follow_a_move_and_a_delay_comes_before_time_runs(int incrementMs, int delayMs)
    {
        var game = await server.StartedAsync(Clock(5_000, incrementMs, delayMs));
        await using var blue = await server.JoinedAsync(game.Blue, game.Id);
        await using var red = await server.JoinedAsync(game.Red, game.Id);
        string[] names = ["Firebrand", "Scrapper", "Mirage", "Scourge"];
        for (var i = 0; i < 4; i++)
        {
            await Task.Delay(150 + (200 * i), TestContext.Current.CancellationToken);
            await (i % 2 == 0 ? blue : red).AcceptedAsync("ban", new { specialization = names[i] });
        }

        var last = await red.WaitAsync(frame => frame.Type() == "TIME_UPDATE" && frame.At("payload", "timer").Number("sequence") == 7);
        var ledger = new ClockLedger(await server.LogAsync(game.Blue, game.Id), 5_000, incrementMs, delayMs);
        foreach (var socket in (GameSocket[])[blue, red])
        {
            await socket.WaitAsync(frame => frame.Type() == "TIME_UPDATE" && frame.At("payload", "timer").Number("sequence") == 7);
            foreach (var timer in socket.Frames.Where(frame => frame.Type() == "TIME_UPDATE").Select(frame => frame.At("payload", "timer")))
            {
                ledger.ShouldAgree(timer);
            }
        }

        last.At("payload").Word("gameId").ShouldBe(game.Id);
        var turnBegan = (await server.LogAsync(game.Blue, game.Id)).Single(entry => entry.Number("sequence") == 7).Number("at");
        var timerOfTurn = last.At("payload", "timer");
        timerOfTurn.Number("delayLeftMs").ShouldBe(Math.Max(0, delayMs - (timerOfTurn.Number("asOf") - turnBegan)));
        ledger.ShouldAgree((await server.GameAsync(game.Red, game.Id)).Json.GetProperty("timer"));
    }

    [Fact]
    public async Task The_flag_of_a_delayed_clock_falls_after_the_delay()
    {
        var game = await server.StartedAsync(Clock(1_000, delayMs: 800));
        await Task.Delay(2_500, TestContext.Current.CancellationToken);
        ShouldFallInTime(await server.LogAsync(game.Red, game.Id), 1_000, "blue", delayMs: 800);
    }

    [Fact]
    public async Task Time_is_told_after_each_change_and_every_five_seconds()
    {
        var game = await server.StartedAsync(Clock(60_000));
        await using var blue = await server.JoinedAsync(game.Blue, game.Id);
        await using var watcher = await server.JoinedAsync(await server.NewGuestAsync(), game.Id);
        var from = watcher.Frames.Count;
        await blue.AcceptedAsync("ban", new { specialization = "Firebrand" });
        await watcher.WaitAsync(frame => frame.Type() == "TIME_UPDATE" && frame.At("payload", "timer").Number("sequence") == 4, from);
        await Task.Delay(11_000, TestContext.Current.CancellationToken);
        var updates = watcher.Frames.Where(frame => frame.Type() == "TIME_UPDATE").Select(frame => frame.At("payload", "timer")).Where(timer => timer.Number("sequence") >= 4).ToList();
        // A disk that stalls for a second is an outage: its credit is a change of its own, and told.
        var credits = updates.Select(timer => timer.Number("sequence")).Distinct().Count() - 1;
        updates.Count.ShouldBeInRange(3, 4 + credits, string.Join('\n', updates));
        var ledger = new ClockLedger(await server.LogAsync(game.Blue, game.Id), 60_000);
        updates.ForEach(ledger.ShouldAgree);
        foreach (var (earlier, later) in updates.Zip(updates.Skip(1)))
        {
            (later.Number("asOf") - earlier.Number("asOf")).ShouldBeLessThanOrEqualTo(5_250);
        }

        await blue.AcceptedAsync("resign", new { });
        var over = await watcher.WaitAsync(frame => frame.Type() == "TIME_UPDATE" && !frame.At("payload", "timer", "running").GetBoolean());
        var at = watcher.Frames.ToList().FindIndex(frame => frame.GetRawText() == over.GetRawText());
        await Task.Delay(6_000, TestContext.Current.CancellationToken);
        watcher.Frames.Skip(at + 1).ShouldNotContain(frame => frame.Type() == "TIME_UPDATE");
    }

    [Fact]
    public async Task A_grant_for_lag_is_bounded_by_the_measured_round_trip_and_by_a_quota()
    {
        const int RoundTripMs = 450;
        var players = (Blue: await server.NewGuestAsync(), Red: await server.NewGuestAsync());
        var id = await server.CreatedAsync(players.Blue, Clock(60_000));
        await using var blue = await server.JoinedAsync(players.Blue, id, manners: new SocketManners(PongDelay: TimeSpan.FromMilliseconds(RoundTripMs)));
        await Task.Delay(RoundTripMs * 2, TestContext.Current.CancellationToken);
        await server.JoinAsync(players.Red, id);
        await using var red = await server.JoinedAsync(players.Red, id);
        var free = red.Resume.At("summary", "state", "available").Words();
        for (var step = 0; step < 12; step++)
        {
            var bluesTurn = "brbrbrrbbrrb"[step] == 'b';
            if (bluesTurn)
            {
                await Task.Delay(600, TestContext.Current.CancellationToken);
            }

            object data = step < 4 ? new { specialization = free[step] } : new { specialization = free[step], role = "healer" };
            await (bluesTurn ? blue : red).AcceptedAsync(step < 4 ? "ban" : "pick", data);
        }

        var log = await server.LogAsync(players.Blue, id);
        var quotas = new Dictionary<string, long> { ["blue"] = 1_000, ["red"] = 1_000 };
        var allowance = log.Single(entry => entry.Type() == "started").At("data").Number("allowanceMs");
        // A delay may end a little early.
        allowance.ShouldBeInRange(RoundTripMs - 20, 500);
        foreach (var move in log.Where(entry => entry.Type() is "banned" or "picked"))
        {
            var seat = move.At("data").Word("seat")!;
            var lagMs = move.At("data").Number("lagMs");
            allowance.ShouldBeLessThanOrEqualTo(Math.Min(500, quotas[seat]), move.GetRawText());
            lagMs.ShouldBeInRange(0, allowance, move.GetRawText());
            quotas[seat] = Math.Min(1_000, quotas[seat] - lagMs + 50);
            allowance = move.At("data").Number("allowanceMs");
        }

        log.First(entry => entry.Type() == "banned").At("data").Number("lagMs").ShouldBeInRange(RoundTripMs - 20, 500);
        var ledger = new ClockLedger(log, 60_000);
        ledger.ShouldAgree((await server.GameAsync(players.Red, id)).Json.GetProperty("timer"));
    }

    [Fact]
    public async Task A_flag_waits_for_the_allowance_of_its_turn()
    {
        var players = (Blue: await server.NewGuestAsync(), Red: await server.NewGuestAsync());
        var id = await server.CreatedAsync(players.Blue, Clock(1_000));
        await using var blue = await server.JoinedAsync(players.Blue, id, manners: new SocketManners(PongDelay: TimeSpan.FromMilliseconds(400)));
        await Task.Delay(800, TestContext.Current.CancellationToken);
        await server.JoinAsync(players.Red, id);
        await blue.EventAsync("finished");
        var log = await server.LogAsync(players.Blue, id);
        log.Single(entry => entry.Type() == "started").At("data").Number("allowanceMs").ShouldBeInRange(380, 500);
        ShouldFallInTime(log, 1_000, "blue");
    }

    [Fact]
    public async Task A_clock_that_has_not_started_does_not_run()
    {
        var blue = await server.NewGuestAsync();
        var id = await server.CreatedAsync(blue, Clock(1_000));
        await using var socket = await server.JoinedAsync(blue, id);
        await Task.Delay(1_500, TestContext.Current.CancellationToken);
        (await server.GameAsync(blue, id)).Json.At("timer", "remainingMs").Number("blue").ShouldBe(1_000);
        (await server.LogAsync(blue, id)).Count.ShouldBe(1);
        socket.Resume.At("timer", "running").GetBoolean().ShouldBeFalse();
    }

    private static string Clock(int totalMs, int incrementMs = 0, int delayMs = 0) =>
        JsonSerializer.Serialize(new { kind = "draft", timeControl = new { preset = "custom", totalMs, incrementMs, delayMs } });

    private static void ShouldFallInTime(IReadOnlyList<JsonElement> log, int totalMs, string seat, int delayMs = 0)
    {
        var fall = log.Single(entry => entry.Type() == "flagFall");
        var finished = log.Single(entry => entry.Type() == "finished");
        var ledger = new ClockLedger([.. log.TakeWhile(entry => entry.Type() != "flagFall")], totalMs, delayMs: delayMs);
        fall.Number("at").ShouldBeInRange(ledger.Deadline, ledger.Deadline + 250);
        (fall.At("data").Word("seat"), fall.GetProperty("userId").ValueKind).ShouldBe((seat, JsonValueKind.Null));
        (finished.At("data").Word("winner"), finished.At("data").Word("reason")).ShouldBe((seat == "blue" ? "red" : "blue", "flag"));
        (finished.Number("sequence"), finished.GetProperty("userId").ValueKind).ShouldBe((fall.Number("sequence") + 1, JsonValueKind.Null));
    }
}
