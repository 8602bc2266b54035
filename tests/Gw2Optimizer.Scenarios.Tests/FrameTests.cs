using System.Net.WebSockets;
using System.Text;

namespace Gw2Optimizer.Scenarios.Tests;

public sealed class FrameTests(ScenarioServer server)
{
    private const int FrameBytesMax = 16_384;

    [Theory]
    [InlineData("{", "BAD_FRAME")]
    [InlineData("", "BAD_FRAME")]
    [InlineData("[]", "BAD_FRAME")]
    [InlineData("null", "BAD_FRAME")]
    [InlineData("{\"payload\":{}}", "BAD_FRAME")]
    [InlineData("{\"type\":7,\"payload\":{}}", "BAD_FRAME")]
    [InlineData("{\"type\":\"NONSENSE\",\"payload\":{}}", "UNKNOWN_TYPE")]
    [InlineData("{\"type\":\"GAME_EVENT\",\"payload\":{}}", "UNKNOWN_TYPE")]
    [InlineData("{\"type\":\"GAME_COMMAND\",\"payload\":[]}", "BAD_FRAME")]
    [InlineData("{\"type\":\"GAME_COMMAND\",\"payload\":{}}", "BAD_FRAME")]
    [InlineData("{\"type\":\"GAME_COMMAND\",\"payload\":{\"commandId\":7,\"name\":\"ban\",\"data\":{}}}", "BAD_FRAME")]
    [InlineData("{\"type\":\"GAME_COMMAND\",\"payload\":{\"commandId\":\"\",\"name\":\"ban\",\"data\":{}}}", "BAD_FRAME")]
    [InlineData("{\"type\":\"PING\",\"payload\":{\"t\":{}}}", "BAD_FRAME")]
    [InlineData("{\"type\":\"PING\",\"payload\":{\"t\":true}}", "BAD_FRAME")]
    public async Task A_malformed_frame_is_an_error_and_the_socket_goes_on(string text, string code)
    {
        var table = await DraftTable.StartedAsync(server);
        var (socket, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var __ = socket;
        await socket.SendTextAsync(text);
        var error = await socket.UntilAsync("ERROR");
        error.Text("code").ShouldBe(code);
        error.Text("message").ShouldNotBeNullOrWhiteSpace();
        error["retryable"].GetBoolean().ShouldBeFalse();
        await socket.PlayAsync("ban", new { specialization = "Tempest" });
        await table.ShouldHaveToldAsync(table.Blue, 1, socket);
    }

    [Theory]
    [InlineData("{\"commandId\":\"legible\",\"name\":\"\",\"data\":{}}")]
    [InlineData("{\"commandId\":\"legible\",\"data\":{}}")]
    [InlineData("{\"commandId\":\"legible\",\"name\":5,\"data\":{}}")]
    [InlineData("{\"commandId\":\"legible\",\"name\":\"ban\",\"data\":[]}")]
    [InlineData("{\"commandId\":\"legible\",\"name\":\"ban\",\"data\":\"x\"}")]
    public async Task A_bad_frame_names_the_command_where_it_was_legible(string payload)
    {
        var table = await DraftTable.StartedAsync(server);
        var (socket, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var __ = socket;
        await socket.SendTextAsync($$"""{"type":"GAME_COMMAND","payload":{{payload}}}""");
        var error = await socket.UntilAsync(frame => frame.Type is "ERROR" or "GAME_REFUSED");
        error.Type.ShouldBe("ERROR");
        error.Text("code").ShouldBe("BAD_FRAME");
        error.Text("commandId").ShouldBe("legible");
    }

    [Fact]
    public async Task Names_and_ids_of_sixty_four_characters_are_good_and_of_sixty_five_bad()
    {
        var table = await DraftTable.StartedAsync(server);
        var (socket, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var __ = socket;
        (await socket.PlayAsync("ban", new { specialization = "Tempest" }, new string('i', 64))).Text("commandId").ShouldBe(new string('i', 64));
        await socket.ShouldBeRefusedAsync("UNKNOWN_COMMAND", new string('n', 64), new { });
        await socket.SendCommandAsync("ban", new { }, new string('i', 65));
        (await socket.UntilAsync("ERROR")).Text("code").ShouldBe("BAD_FRAME");
        await socket.SendCommandAsync(new string('n', 65), new { });
        (await socket.UntilAsync("ERROR")).Text("code").ShouldBe("BAD_FRAME");
    }

    [Fact]
    public async Task A_binary_frame_is_bad()
    {
        var table = await DraftTable.WaitingAsync(server);
        var (socket, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var __ = socket;
        await socket.SendAsync(Encoding.UTF8.GetBytes("""{"type":"PING","payload":{"t":1}}"""), WebSocketMessageType.Binary);
        (await socket.UntilAsync(frame => frame.Type is "ERROR" or "PONG")).Type.ShouldBe("ERROR");
        await socket.PingAsync();
    }

    [Fact]
    public async Task Absent_data_counts_as_empty()
    {
        var table = await DraftTable.StartedAsync(server);
        var (socket, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var __ = socket;
        await socket.SendAsync("GAME_COMMAND", new { commandId = "r", name = "resign" });
        (await socket.AnswerAsync("r")).Type.ShouldBe("GAME_ACCEPTED");
    }

    [Fact]
    public async Task A_ping_is_answered_with_its_own_number_or_text()
    {
        var table = await DraftTable.WaitingAsync(server);
        var (socket, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var __ = socket;
        await socket.SendTextAsync("""{"type":"PING","payload":{"t":1234567.5}}""");
        var number = await socket.UntilAsync("PONG");
        number["t"].GetDouble().ShouldBe(1234567.5);
        DateTimeOffset.FromUnixTimeMilliseconds(number.Number("now")).ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromSeconds(5));
        await socket.SendAsync("PING", new { t = new string('t', 64) });
        (await socket.UntilAsync("PONG")).Text("t").ShouldBe(new string('t', 64));
        await socket.SendAsync("PING", new { t = new string('t', 65) });
        (await socket.UntilAsync("ERROR")).Text("code").ShouldBe("BAD_FRAME");
    }

    [Fact]
    public async Task A_frame_too_big_closes_though_it_comes_over_the_limit_of_frames()
    {
        var table = await DraftTable.WaitingAsync(server);
        var (socket, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var __ = socket;
        for (var i = 0; i < 112; i++)
        {
            await socket.SendTextAsync("""{"type":"PING","payload":{"t":1}}""");
        }

        await socket.SendTextAsync(new string(' ', FrameBytesMax + 1));
        (await socket.ClosedAsync()).Code.ShouldBe(1009);
    }

    [Fact]
    public async Task A_frame_of_16_KiB_is_read_and_one_byte_more_closes()
    {
        var table = await DraftTable.WaitingAsync(server);
        var (socket, _) = await table.Blue.To(table.Id).ConnectAsync();
        const string Ping = """{"type":"PING","payload":{"t":1}}""";
        await socket.SendTextAsync(Ping.PadRight(FrameBytesMax));
        (await socket.UntilAsync("PONG")).Number("t").ShouldBe(1);
        await socket.SendTextAsync(Ping.PadRight(FrameBytesMax + 1));
        (await socket.ClosedAsync()).Code.ShouldBe(1009);
    }

    [Fact]
    public async Task Twenty_megabytes_close_that_socket_only()
    {
        var table = await DraftTable.StartedAsync(server);
        var (blue, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var __ = blue;
        var (red, _) = await table.Red.To(table.Id).ConnectAsync();
        try
        {
            await red.SendTextAsync(new string('x', 20_000_000));
        }
        catch (WebSocketException)
        {
            // The server may close before it has read it all.
        }

        (await red.ClosedAsync()).Code.ShouldBeOneOf(1009, -1);
        await blue.PlayAsync("ban", new { specialization = "Tempest" });
        server.IsAlive.ShouldBeTrue();
    }

    [Fact]
    public async Task A_burst_of_a_hundred_is_handled_and_a_few_more_are_told_so()
    {
        var table = await DraftTable.WaitingAsync(server);
        var (socket, _) = await table.Blue.To(table.Id).Silent().ConnectAsync();
        await using var __ = socket;
        for (var i = 0; i < 110; i++)
        {
            await socket.SendAsync("PING", new { t = i });
        }

        await Wait.ForAsync(TimeSpan.FromSeconds(1));
        await socket.PingAsync();
        var answered = socket.Seen.Count(frame => frame.Type == "PONG") - 1;
        var refused = socket.Seen.Where(frame => frame.Type == "ERROR").ToList();
        (answered + refused.Count).ShouldBe(110);
        answered.ShouldBeGreaterThanOrEqualTo(100);
        refused.ShouldAllBe(frame => frame.Text("code") == "RATE_LIMITED");
    }

    [Fact]
    public async Task Two_thousand_bad_frames_in_a_second_close_that_socket_only()
    {
        var table = await DraftTable.StartedAsync(server);
        var (blue, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var __ = blue;
        var (red, _) = await table.Red.To(table.Id).ConnectAsync();
        try
        {
            for (var i = 0; i < 2_000; i++)
            {
                await red.SendTextAsync("{bad");
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException)
        {
            // Closed meanwhile, as it should be.
        }

        var closing = await red.ClosedAsync();
        closing.ShouldBe(new Closing(1008, "Rate limited"));
        red.Seen.Count(frame => frame.Type == "ERROR" && frame.Text("code") == "BAD_FRAME").ShouldBeGreaterThanOrEqualTo(99);
        red.Seen.ShouldContain(frame => frame.Type == "ERROR" && frame.Text("code") == "RATE_LIMITED");
        await blue.PlayAsync("ban", new { specialization = "Tempest" });
        await table.ShouldHaveToldAsync(table.Blue, 1, blue);
    }

    [Fact]
    public async Task A_client_cannot_speak_for_another_user_game_or_sequence()
    {
        var table = await DraftTable.StartedAsync(server);
        var other = await DraftTable.StartedAsync(server);
        var (red, _) = await table.Red.To(table.Id).ConnectAsync();
        await using var _ = red;
        await red.SendTextAsync(JsonSerializer.Serialize(new
        {
            type = "GAME_COMMAND",
            senderId = table.Blue.Id,
            timestamp = "1999-01-01T00:00:00Z",
            payload = new { commandId = "spoof", name = "ban", gameId = other.Id, userId = table.Blue.Id, sequence = 99, seat = "blue", data = new { specialization = "Tempest", seat = "blue", userId = table.Blue.Id } },
        }));
        (await red.AnswerAsync("spoof")).Text("code").ShouldBe("NOT_YOUR_TURN");
        await red.SendAsync("GAME_ACK", new { sequence = 2, userId = table.Blue.Id, gameId = other.Id });
        (await red.UntilAsync("GAME_ACK")).Text("userId").ShouldBe(table.Red.Id);
        var (blue, handOver) = await table.Blue.To(table.Id).ConnectAsync();
        await using var __ = blue;
        handOver.Resume.Number("lastSequence").ShouldBe(0);
        handOver.Sequences.ShouldBe([1, 2, 3]);
        (await other.Blue.LogAsync(other.Id)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Three_missed_heartbeats_close_and_any_frame_is_life()
    {
        await using var own = await ScenarioServer.StartAsync(("SOCKET_HEARTBEAT_MS", "1000"));
        var table = await DraftTable.StartedAsync(own);
        var (blue, handOver) = await table.Blue.To(table.Id).Silent().ConnectAsync();
        handOver.Resume.Number("heartbeatMs").ShouldBe(1_000);
        var (red, _) = await table.Red.To(table.Id).Silent().ConnectAsync();
        await using var __ = red;
        var silence = System.Diagnostics.Stopwatch.StartNew();
        while (blue.IsOpen && silence.Elapsed < TimeSpan.FromSeconds(8))
        {
            await red.SendAsync("GAME_ACK", new { sequence = 1 });
            await Wait.ForAsync(TimeSpan.FromMilliseconds(100));
        }

        var end = silence.Elapsed;
        (await blue.ClosedAsync()).Code.ShouldBe(4003);
        end.ShouldBeInRange(TimeSpan.FromSeconds(2.9), TimeSpan.FromSeconds(5.5));
        red.IsOpen.ShouldBeTrue();
    }
}
