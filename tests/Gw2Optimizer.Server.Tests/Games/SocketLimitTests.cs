using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;

namespace Gw2Optimizer.Server.Tests.Games;

[Collection(nameof(Timed))]
public class SocketLimitTests
{
    [Fact]
    public async Task Frames_over_the_burst_are_refused_and_twenty_more_close_the_socket()
    {
        await using var server = await TestServer.StartAsync(("SOCKET_FRAMES_PER_SECOND", "1"), ("SOCKET_FRAME_BURST", "10"));
        var game = await server.StartedAsync();
        await using var socket = await server.JoinedAsync(game.Blue, game.Id);
        await using var other = await server.JoinedAsync(game.Red, game.Id);
        await SendAllAsync(socket, 60);
        (await socket.EndAsync()).ShouldBe(new SocketEnd(1008, "Rate limited"));
        socket.Frames.Count(frame => frame.Type() == "PONG").ShouldBeInRange(8, 11);
        var errors = socket.Frames.Where(frame => frame.Type() == "ERROR").Select(GameSocket.PayloadOf).ToList();
        errors.ShouldAllBe(error => error.Word("code") == "RATE_LIMITED");
        errors.Count.ShouldBeInRange(1, 21);
        await other.PingAsync();
    }

    [Fact]
    public async Task A_few_frames_over_the_burst_are_not_handled_and_the_socket_stays()
    {
        await using var server = await TestServer.StartAsync(("SOCKET_FRAMES_PER_SECOND", "1"), ("SOCKET_FRAME_BURST", "10"));
        var game = await server.StartedAsync();
        await using var socket = await server.JoinedAsync(game.Blue, game.Id);
        await SendAllAsync(socket, 15);
        await socket.SendFrameAsync("GAME_COMMAND", new { commandId = "over", name = "ban", data = new { specialization = "Firebrand" } });
        await Task.Delay(3_000, TestContext.Current.CancellationToken);
        await socket.PingAsync();
        var errors = socket.Frames.Where(frame => frame.Type() == "ERROR").Select(GameSocket.PayloadOf).ToList();
        errors.ShouldAllBe(error => error.Word("code") == "RATE_LIMITED");
        errors.Count.ShouldBeInRange(4, 8);
        (await server.LogAsync(game.Blue, game.Id)).Count.ShouldBe(3);
        await socket.AcceptedAsync("ban", new { specialization = "Firebrand" }, "over");
    }

    [Fact]
    public async Task A_hundred_frames_at_once_are_within_the_burst()
    {
        await using var server = await TestServer.StartAsync();
        var game = await server.StartedAsync();
        await using var socket = await server.JoinedAsync(game.Blue, game.Id);
        await Task.Delay(200, TestContext.Current.CancellationToken);
        await SendAllAsync(socket, 99);
        await Task.Delay(1_000, TestContext.Current.CancellationToken);
        socket.Frames.Count(frame => frame.Type() == "PONG").ShouldBe(99);
        await socket.PingAsync();
    }

    [Fact]
    public async Task The_eleventh_socket_of_a_user_is_told_to_try_again()
    {
        await using var server = await TestServer.StartAsync();
        var user = await server.NewGuestAsync();
        var games = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            games.Add(await server.CreatedAsync(user));
        }

        var sockets = new List<GameSocket>();
        for (var i = 0; i < 10; i++)
        {
            sockets.Add(await server.JoinedAsync(user, games[i]));
        }

        await using (var refused = await server.UpgradeAsync(user, games[10]))
        {
            (await refused.EndAsync()).Code.ShouldBe(1013);
            refused.Frames.ShouldBeEmpty();
        }

        foreach (var socket in sockets)
        {
            await socket.PingAsync();
        }

        await using (await server.JoinedAsync(await server.NewGuestAsync(), games[0]))
        {
        }

        await sockets[0].DisposeAsync();
        await Task.Delay(500, TestContext.Current.CancellationToken);
        await using var again = await server.JoinedAsync(user, games[11]);
        foreach (var socket in sockets)
        {
            await socket.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_sixth_resume_of_a_session_in_a_second_is_told_to_try_again()
    {
        await using var server = await TestServer.StartAsync();
        var game = await server.StartedAsync();
        await using var first = await server.JoinedAsync(game.Blue, game.Id);
        var token = first.Resume.Word("token");
        var started = Stopwatch.StartNew();
        SocketEnd? refusal = null;
        for (var resumes = 0; resumes < 30 && refusal is null; resumes++)
        {
            await using var socket = await GameSocket.OpenAsync(server, $"/ws/game?resume={token}", access: null);
            await Task.WhenAny(socket.WaitAsync("GAME_REPLAY_END"), socket.EndAsync());
            if (socket.Frames.Count == 0)
            {
                refusal = await socket.EndAsync();
                resumes.ShouldBeGreaterThanOrEqualTo(4);
            }
            else
            {
                token = socket.Resume.Word("token");
            }
        }

        if (refusal is null)
        {
            // Thirty in less than five seconds must have been too many somewhere.
            started.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(5));
        }
        else
        {
            refusal.Code.ShouldBe(1013);
        }

        await Task.Delay(1_500, TestContext.Current.CancellationToken);
        await using var later = await server.JoinedAsync(game.Blue, game.Id);
    }

    [Fact]
    public async Task Three_missed_heartbeats_end_a_socket_and_any_frame_is_life()
    {
        const int HeartbeatMs = 500;
        await using var server = await TestServer.StartAsync(("SOCKET_HEARTBEAT_MS", "500"));
        var game = await server.StartedAsync();
        var watcher = await server.NewGuestAsync();
        await using var mute = await server.JoinedAsync(game.Blue, game.Id, manners: new SocketManners(Pongs: false));
        mute.Resume.Number("heartbeatMs").ShouldBe(HeartbeatMs);
        await mute.PingAsync();
        var silence = Stopwatch.StartNew();
        await using var polite = await server.JoinedAsync(game.Red, game.Id);
        await using var busy = await server.JoinedAsync(watcher, game.Id, manners: new SocketManners(Pongs: false));
        var end = mute.EndAsync();
        while (!end.IsCompleted)
        {
            await busy.SendFrameAsync("GAME_ACK", new { sequence = 0 });
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        (await end).Code.ShouldBe(4003);
        silence.ElapsedMilliseconds.ShouldBeInRange((3 * HeartbeatMs) - 100, (4 * HeartbeatMs) + 500);
        mute.Frames.Count(frame => frame.Type() == "PING").ShouldBeGreaterThanOrEqualTo(3);
        await polite.PingAsync();
        await busy.PingAsync();
        polite.Frames.Count(frame => frame.Type() == "PING").ShouldBeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public async Task Presence_of_the_lost_player_is_told_to_the_other()
    {
        await using var server = await TestServer.StartAsync(("SOCKET_HEARTBEAT_MS", "300"));
        var game = await server.StartedAsync();
        await using var red = await server.JoinedAsync(game.Red, game.Id);
        await using var mute = await server.JoinedAsync(game.Blue, game.Id, manners: new SocketManners(Pongs: false));
        await red.WaitAsync(frame => Tells(frame, online: true));
        await red.WaitAsync(frame => Tells(frame, online: false));
        mute.Frames.ShouldNotContain(frame => frame.Type() == "PRESENCE");

        bool Tells(JsonElement frame, bool online) =>
            frame.Type() == "PRESENCE" && frame.At("payload").Word("userId") == game.Blue.Id && frame.At("payload", "online").GetBoolean() == online;
    }

    [Fact]
    public async Task Upgrades_over_the_limit_of_a_minute_are_told_to_try_again()
    {
        await using var server = await TestServer.StartAsync(("UPGRADE_RATE_LIMIT_PER_MINUTE", "3"), ("RATE_LIMIT_PER_MINUTE", "1000"));
        var game = await server.StartedAsync();
        server.Time.Advance(TimeSpan.FromTicks(TimeSpan.TicksPerMinute - (server.Time.GetUtcNow().Ticks % TimeSpan.TicksPerMinute)));
        var before = await server.GameAsync(game.Blue, game.Id);
        for (var i = 0; i < 3; i++)
        {
            await using var socket = await server.JoinedAsync(game.Blue, game.Id);
        }

        await using (var refused = await server.UpgradeAsync(game.Blue, game.Id))
        {
            (await refused.EndAsync()).Code.ShouldBe(1013);
            refused.Frames.ShouldBeEmpty();
        }

        await using (await server.JoinedAsync(game.Red, game.Id))
        {
        }

        var after = await server.GameAsync(game.Blue, game.Id);
        (int.Parse(before.Header("RateLimit-Remaining")) - int.Parse(after.Header("RateLimit-Remaining"))).ShouldBe(1, "upgrades are not counted by the HTTP limits");
        server.Time.Advance(TimeSpan.FromMinutes(1));
        await using var again = await server.JoinedAsync(game.Blue, game.Id);
    }

    [Fact]
    public async Task A_reader_that_does_not_read_is_cut_off_and_others_are_not_disturbed()
    {
        await using var server = await TestServer.StartAsync(("SOCKET_SEND_QUEUE_BYTES", "16384"), ("SOCKET_FRAMES_PER_SECOND", "1000000"), ("SOCKET_FRAME_BURST", "1000000"));
        var game = await server.StartedAsync();
        await using var slow = await server.UpgradeAsync(game.Blue, game.Id, manners: new SocketManners(Reads: false, ReceiveBufferBytes: 4_096));
        await using var other = await server.JoinedAsync(game.Red, game.Id);
        await Task.Delay(500, TestContext.Current.CancellationToken);

        // Every PONG waits for a reader; what the network itself holds comes on top of the queue.
        var filler = JsonSerializer.Serialize(new { type = "PING", payload = new { t = new string('t', 64) } });
        using var stop = new CancellationTokenSource();
        var flood = FloodAsync();
        var slowest = TimeSpan.Zero;
        var gone = other.WaitAsync(frame => frame.Type() == "PRESENCE" && !frame.At("payload", "online").GetBoolean(), within: TimeSpan.FromSeconds(30));
        while (!gone.IsCompleted)
        {
            var round = Stopwatch.StartNew();
            await other.PingAsync();
            slowest = slowest > round.Elapsed ? slowest : round.Elapsed;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await stop.CancelAsync();
        await flood;
        await gone;
        slowest.ShouldBeLessThan(TimeSpan.FromSeconds(1));
        slow.Read();
        (await slow.EndAsync()).Code.ShouldBe(4002);
        await other.PingAsync();

        await using var back = await server.JoinedAsync(game.Blue, game.Id);
        await back.AcceptedAsync("ban", new { specialization = "Firebrand" });
        await other.EventAsync("banned");

        async Task FloodAsync()
        {
            try
            {
                for (var i = 0; i < 200_000 && !stop.IsCancellationRequested; i++)
                {
                    await slow.SendAsync(filler);
                    if (i % 50 == 0)
                    {
                        // In pieces, so that at the cut little is left unread on the server's side.
                        await Task.Delay(2, stop.Token);
                    }
                }
            }
            catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException)
            {
                // Cut off, as it must be.
            }
        }
    }

    [Fact]
    public async Task Of_too_many_early_frames_none_vanishes_without_a_close()
    {
        await using var server = await TestServer.StartAsync(("SOCKET_FRAMES_PER_SECOND", "100000"), ("SOCKET_FRAME_BURST", "100000"));
        var game = await server.StartedAsync();
        await using var early = await server.UpgradeAsync(game.Blue, game.Id);
        await SendAllAsync(early, 200);
        await Task.WhenAny(early.EndAsync(), early.WaitAsync(_ => early.Frames.Count(frame => frame.Type() == "PONG") == 200));
        if (early.Frames.Count(frame => frame.Type() == "PONG") != 200)
        {
            (await early.EndAsync()).ShouldBe(new SocketEnd(1008, "Rate limited"));
        }
    }

    private static async Task SendAllAsync(GameSocket socket, int count)
    {
        try
        {
            for (var t = 0; t < count; t++)
            {
                await socket.SendAsync($$$"""{"type":"PING","payload":{"t":{{{t}}}}}""");
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException)
        {
            // The server closed before the last of them.
        }
    }
}
