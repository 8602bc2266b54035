using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Gw2Optimizer.Server.Tests.Games;

/// <summary>What a client sends wrong is answered by a code, stored nowhere and told to nobody.</summary>
public class RefusalTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"PING\"")]
    [InlineData("{}")]
    [InlineData("""{"type":5,"payload":{}}""")]
    [InlineData("""{"type":null,"payload":{}}""")]
    [InlineData("""{"type":"PING","payload":[]}""")]
    [InlineData("""{"type":"PING","payload":"x"}""")]
    [InlineData("""{"type":"PING","payload":null}""")]
    [InlineData("""{"type":"GAME_COMMAND","payload":7}""")]
    [InlineData("""{"type":"GAME_COMMAND","payload":{}}""")]
    [InlineData("""{"type":"PING","payload":{"t":1}} trailing""")]
    [InlineData("""{"type":"PING","payload":{"t":[]}}""")]
    [InlineData("""{"type":"PING","payload":{"t":"01234567890123456789012345678901234567890123456789012345678901234"}}""")]
    public async Task A_malformed_frame_is_a_bad_frame_and_the_socket_stays_open(string raw)
    {
        var game = await server.StartedAsync();
        await using var socket = await server.JoinedAsync(game.Blue, game.Id);
        var error = await socket.ErrorAsync(raw);
        (error.Word("code"), error.GetProperty("retryable").GetBoolean()).ShouldBe(("BAD_FRAME", false));
        await socket.PingAsync();
    }

    [Theory]
    [InlineData("NOPE")]
    [InlineData("ping")]
    [InlineData("GAME_EVENT")]
    [InlineData("GAME_RESUME")]
    [InlineData("GAME_ACCEPTED")]
    [InlineData("TIME_UPDATE")]
    [InlineData("PRESENCE")]
    [InlineData("ERROR")]
    public async Task A_type_that_clients_do_not_send_is_unknown(string type)
    {
        var game = await server.StartedAsync();
        await using var socket = await server.JoinedAsync(game.Blue, game.Id);
        await using var other = await server.JoinedAsync(game.Red, game.Id);
        var raw = $$$"""{"type":"{{{type}}}","payload":{"gameId":"{{{game.Id}}}","sequence":4,"type":"banned","data":{"seat":"blue"},"userId":"{{{game.Red.Id}}}","at":1}}""";
        (await socket.ErrorAsync(raw)).Word("code").ShouldBe("UNKNOWN_TYPE");
        await socket.PingAsync();
        await other.PingAsync();
        other.Frames.ShouldNotContain(frame => frame.Type() == "GAME_EVENT");
        (await server.LogAsync(game.Blue, game.Id)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Binary_frames_and_bytes_that_are_no_text_are_bad_frames()
    {
        var game = await server.StartedAsync();
        await using var socket = await server.JoinedAsync(game.Blue, game.Id);
        var from = socket.Frames.Count;
        await socket.SendAsync(Encoding.UTF8.GetBytes("""{"type":"PING","payload":{"t":1}}"""), WebSocketMessageType.Binary);
        GameSocket.PayloadOf(await socket.WaitAsync("ERROR", from)).Word("code").ShouldBe("BAD_FRAME");
        await socket.PingAsync();
        socket.Frames.Count(frame => frame.Type() == "PONG").ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"commandId":"","name":"ban","data":{}}""")]
    [InlineData("""{"commandId":"01234567890123456789012345678901234567890123456789012345678901234","name":"ban","data":{}}""")]
    [InlineData("""{"commandId":7,"name":"ban","data":{}}""")]
    [InlineData("""{"commandId":null,"name":"ban","data":{}}""")]
    [InlineData("""{"name":"ban","data":{}}""")]
    public async Task A_command_without_a_legible_id_is_a_bad_frame(string payload)
    {
        var game = await server.StartedAsync();
        await using var socket = await server.JoinedAsync(game.Blue, game.Id);
        (await socket.ErrorAsync($$"""{"type":"GAME_COMMAND","payload":{{payload}}}""")).Word("code").ShouldBe("BAD_FRAME");
        (await server.LogAsync(game.Blue, game.Id)).Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("""{"commandId":"legible","data":{}}""")]
    [InlineData("""{"commandId":"legible","name":"","data":{}}""")]
    [InlineData("""{"commandId":"legible","name":7,"data":{}}""")]
    [InlineData("""{"commandId":"legible","name":"01234567890123456789012345678901234567890123456789012345678901234","data":{}}""")]
    [InlineData("""{"commandId":"legible","name":"ban","data":[]}""")]
    [InlineData("""{"commandId":"legible","name":"ban","data":"x"}""")]
    [InlineData("""{"commandId":"legible","name":"ban","data":null}""")]
    public async Task A_bad_command_with_a_legible_id_gets_that_id_back(string payload)
    {
        var game = await server.StartedAsync();
        await using var socket = await server.JoinedAsync(game.Blue, game.Id);
        var error = await socket.ErrorAsync($$"""{"type":"GAME_COMMAND","payload":{{payload}}}""");
        (error.Word("code"), error.TryGetProperty("commandId", out var id) ? id.GetString() : null).ShouldBe(("BAD_FRAME", "legible"));
        await socket.AcceptedAsync("ban", new { specialization = "Firebrand" }, "legible");
    }

    [Fact]
    public async Task An_absent_data_counts_as_an_empty_one()
    {
        var game = await server.StartedAsync();
        await using var socket = await server.JoinedAsync(game.Blue, game.Id);
        await socket.SendAsync("""{"type":"GAME_COMMAND","payload":{"commandId":"r","name":"resign"}}""");
        GameSocket.PayloadOf(await socket.WaitAsync("GAME_ACCEPTED")).Word("commandId").ShouldBe("r");
    }

    [Fact]
    public async Task Ids_and_names_of_64_characters_are_taken()
    {
        var game = await server.StartedAsync();
        await using var socket = await server.JoinedAsync(game.Blue, game.Id);
        var answer = await socket.CommandAsync(new string('n', 64), new { }, new string('ü', 64));
        GameSocket.PayloadOf(answer).Word("code").ShouldBe("UNKNOWN_COMMAND");
        var t = new string('t', 64);
        await socket.SendFrameAsync("PING", new { t });
        var pong = GameSocket.PayloadOf(await socket.WaitAsync("PONG"));
        pong.Word("t").ShouldBe(t);
        pong.Number("now").ShouldBeInRange(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - 10_000, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() + 1_000);
    }

    [Fact]
    public async Task A_frame_of_16384_bytes_is_read()
    {
        var game = await server.StartedAsync();
        await using var socket = await server.JoinedAsync(game.Blue, game.Id);
        await socket.SendAsync(PingOf(GameSocket.FrameBytesMax));
        await socket.WaitAsync("PONG");
        await socket.PingAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task One_byte_more_closes_with_1009(int parts)
    {
        var game = await server.StartedAsync();
        await using var socket = await server.JoinedAsync(game.Blue, game.Id);
        await using var other = await server.JoinedAsync(game.Red, game.Id);
        var bytes = Encoding.UTF8.GetBytes(PingOf(GameSocket.FrameBytesMax + 1));
        var size = (bytes.Length / parts) + 1;
        for (var at = 0; at < bytes.Length; at += size)
        {
            await socket.SendAsync(bytes.AsMemory(at, Math.Min(size, bytes.Length - at)), WebSocketMessageType.Text, at + size >= bytes.Length);
        }

        (await socket.EndAsync()).Code.ShouldBe(1009);
        socket.Frames.ShouldNotContain(frame => frame.Type() == "PONG");
        await other.PingAsync();
    }

    [Fact]
    public async Task Twenty_megabytes_in_a_frame_end_that_socket_only()
    {
        var game = await server.StartedAsync();
        var socket = await server.JoinedAsync(game.Blue, game.Id);
        await using (socket)
        {
            await using var other = await server.JoinedAsync(game.Red, game.Id);
            try
            {
                await socket.SendAsync(new byte[20 * 1024 * 1024], WebSocketMessageType.Text);
            }
            catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException)
            {
                // The server need not read on to the end.
            }

            (await socket.EndAsync()).Code.ShouldBeOneOf(1009, null);
            await other.PingAsync();
        }

        await using var again = await server.JoinedAsync(game.Blue, game.Id);
        await again.AcceptedAsync("ban", new { specialization = "Firebrand" });
    }

    [Fact]
    public async Task Two_thousand_bad_frames_at_once_harm_only_their_sender()
    {
        var game = await server.StartedAsync();
        await using var socket = await server.JoinedAsync(game.Blue, game.Id);
        await using var other = await server.JoinedAsync(game.Red, game.Id);
        try
        {
            for (var i = 0; i < 2_000; i++)
            {
                await socket.SendAsync("{\"type\":");
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException)
        {
        }

        (await socket.EndAsync()).Code.ShouldBeOneOf(1008, null);
        socket.Frames.Where(frame => frame.Type() == "ERROR").Select(frame => GameSocket.PayloadOf(frame).Word("code")).Distinct().Order().ShouldBe(["BAD_FRAME", "RATE_LIMITED"]);
        await other.PingAsync();
        other.Frames.ShouldNotContain(frame => frame.Type() == "GAME_EVENT" || frame.Type() == "ERROR");
        (await server.LogAsync(game.Red, game.Id)).Count.ShouldBe(3);
        await using var again = await server.JoinedAsync(game.Blue, game.Id);
        await again.AcceptedAsync("ban", new { specialization = "Firebrand" });
    }

    [Fact]
    public async Task Where_the_limit_allows_them_two_thousand_bad_frames_get_as_many_errors()
    {
        await using var open = await TestServer.StartAsync(("SOCKET_FRAMES_PER_SECOND", "100000"), ("SOCKET_FRAME_BURST", "100000"));
        var game = await open.StartedAsync();
        await using var socket = await open.JoinedAsync(game.Blue, game.Id);
        for (var i = 0; i < 2_000; i++)
        {
            await socket.SendAsync("{\"type\":");
        }

        await socket.PingAsync();
        var errors = socket.Frames.Where(frame => frame.Type() == "ERROR").Select(frame => GameSocket.PayloadOf(frame).Word("code")).ToList();
        errors.Count.ShouldBe(2_000);
        errors.ShouldAllBe(code => code == "BAD_FRAME");
    }

    [Fact]
    public async Task Spoofed_authors_games_and_sequences_are_ignored()
    {
        var elsewhere = await server.StartedAsync();
        var game = await server.StartedAsync();
        await using var blue = await server.JoinedAsync(game.Blue, game.Id);
        await using var red = await server.JoinedAsync(game.Red, game.Id);
        await blue.SendAsync(
            $$$"""
            {"type":"GAME_COMMAND","senderId":"{{{game.Red.Id}}}","timestamp":"1999-01-01T00:00:00Z","payload":{"commandId":"spoof","name":"ban",
            "gameId":"{{{elsewhere.Id}}}","userId":"{{{game.Red.Id}}}","seat":"red","sequence":77,"at":1,
            "data":{"specialization":"Firebrand","seat":"red","userId":"{{{game.Red.Id}}}","gameId":"{{{elsewhere.Id}}}","sequence":99,"at":5,"lagMs":500,"allowanceMs":500} } }
            """);
        (await blue.WaitAsync("GAME_ACCEPTED")).At("payload").Number("sequence").ShouldBe(4);
        var frame = await red.EventAsync("banned");
        frame.Word("senderId").ShouldBe(game.Blue.Id);
        var banned = GameSocket.PayloadOf(frame);
        (banned.Word("gameId"), banned.Number("sequence"), banned.Word("userId"), banned.At("data").Word("seat")).ShouldBe((game.Id, 4, game.Blue.Id, "blue"));
        banned.Number("at").ShouldBeGreaterThan(1_000_000_000_000);
        banned.At("data").Number("lagMs").ShouldBeLessThan(500);
        banned.GetRawText().ShouldNotContain(elsewhere.Id);
        banned.GetRawText().ShouldNotContain(game.Red.Id);
        (await server.LogAsync(elsewhere.Red, elsewhere.Id)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_player_cannot_play_for_the_other()
    {
        var game = await server.StartedAsync();
        await using var red = await server.JoinedAsync(game.Red, game.Id);
        await red.SendAsync($$$"""{"type":"GAME_COMMAND","senderId":"{{{game.Blue.Id}}}","payload":{"commandId":"x","userId":"{{{game.Blue.Id}}}","seat":"blue","name":"ban","data":{"specialization":"Firebrand","seat":"blue"} } }""");
        (await red.WaitAsync("GAME_REFUSED")).At("payload").Word("code").ShouldBe("NOT_YOUR_TURN");
    }

    [Fact]
    public async Task A_spectator_is_no_player_whatever_they_send()
    {
        var game = await server.StartedAsync();
        await using var watcher = await server.JoinedAsync(await server.NewGuestAsync(), game.Id);
        watcher.Resume.GetProperty("seat").ValueKind.ShouldBe(JsonValueKind.Null);
        (await watcher.RefusedAsync("ban", new { specialization = "Firebrand" })).ShouldBe("NOT_A_PLAYER");
        (await watcher.RefusedAsync("resign", new { })).ShouldBe("NOT_A_PLAYER");
        (await watcher.RefusedAsync("dance", new { })).ShouldBe("NOT_A_PLAYER");
    }

    [Fact]
    public async Task A_waiting_game_takes_no_moves()
    {
        var blue = await server.NewGuestAsync();
        var id = await server.CreatedAsync(blue);
        await using var socket = await server.JoinedAsync(blue, id);
        (await socket.RefusedAsync("dance", new { })).ShouldBe("UNKNOWN_COMMAND");
        (await socket.RefusedAsync("ban", new { specialization = "Firebrand" })).ShouldBe("GAME_NOT_STARTED");
        (await socket.RefusedAsync("pick", new { })).ShouldBe("GAME_NOT_STARTED");
        (await socket.RefusedAsync("resign", new { })).ShouldBe("GAME_NOT_STARTED");
        (await server.LogAsync(blue, id)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refusal_names_the_first_reason_that_applies()
    {
        var pool = (await server.CreateAsync(await server.NewGuestAsync())).Json.At("state", "available").Words();
        var inside = pool[..14];
        var game = await server.StartedAsync($$$"""{"kind":"draft","options":{"pool":{{{JsonSerializer.Serialize(inside)}}}}}""");
        await using var blue = await server.JoinedAsync(game.Blue, game.Id);
        await using var red = await server.JoinedAsync(game.Red, game.Id);
        (await red.RefusedAsync("dance", new { })).ShouldBe("UNKNOWN_COMMAND");
        (await red.RefusedAsync("BAN", new { specialization = inside[0] })).ShouldBe("UNKNOWN_COMMAND");
        (await red.RefusedAsync("pick", new { })).ShouldBe("NOT_ALLOWED");
        (await blue.RefusedAsync("pick", new { specialization = inside[0], role = "healer" })).ShouldBe("NOT_ALLOWED");
        (await red.RefusedAsync("ban", new { })).ShouldBe("NOT_YOUR_TURN");
        (await red.RefusedAsync("ban", new { specialization = "Nobody" })).ShouldBe("NOT_YOUR_TURN");
        (await blue.RefusedAsync("ban", new { })).ShouldBe("BAD_DATA");
        (await blue.RefusedAsync("ban", new { specialization = 5 })).ShouldBe("BAD_DATA");
        (await blue.RefusedAsync("ban", new { specialization = (string?)null })).ShouldBe("BAD_DATA");
        (await blue.RefusedAsync("ban", new { specialization = "Nobody" })).ShouldBe("UNKNOWN_SPECIALIZATION");
        (await blue.RefusedAsync("ban", new { specialization = inside[0].ToUpperInvariant() })).ShouldBe("UNKNOWN_SPECIALIZATION");
        (await blue.RefusedAsync("ban", new { specialization = pool[20] })).ShouldBe("NOT_AVAILABLE");

        await blue.AcceptedAsync("ban", new { specialization = inside[0] });
        (await blue.RefusedAsync("ban", new { specialization = inside[0] })).ShouldBe("NOT_YOUR_TURN");
        (await red.RefusedAsync("ban", new { specialization = inside[0] })).ShouldBe("ALREADY_TAKEN");
        await red.AcceptedAsync("ban", new { specialization = inside[1] });
        await blue.AcceptedAsync("ban", new { specialization = inside[2] });
        await red.AcceptedAsync("ban", new { specialization = inside[3] });

        (await blue.RefusedAsync("ban", new { specialization = inside[4] })).ShouldBe("NOT_ALLOWED");
        (await red.RefusedAsync("pick", new { })).ShouldBe("NOT_YOUR_TURN");
        (await blue.RefusedAsync("pick", new { specialization = inside[4] })).ShouldBe("BAD_DATA");
        (await blue.RefusedAsync("pick", new { specialization = inside[4], role = "wizard" })).ShouldBe("BAD_DATA");
        (await blue.RefusedAsync("pick", new { specialization = inside[4], role = 1 })).ShouldBe("BAD_DATA");
        (await blue.RefusedAsync("pick", new { specialization = "Nobody", role = "wizard" })).ShouldBe("BAD_DATA");
        (await blue.RefusedAsync("pick", new { specialization = "Nobody", role = "healer" })).ShouldBe("UNKNOWN_SPECIALIZATION");
        (await blue.RefusedAsync("pick", new { specialization = inside[3], role = "healer" })).ShouldBe("ALREADY_TAKEN");
        (await blue.RefusedAsync("pick", new { specialization = pool[20], role = "healer" })).ShouldBe("NOT_AVAILABLE");
        await blue.AcceptedAsync("pick", new { specialization = inside[4], role = "healer" });
        await blue.AcceptedAsync("resign", new { });

        (await red.RefusedAsync("dance", new { })).ShouldBe("UNKNOWN_COMMAND");
        (await red.RefusedAsync("ban", new { })).ShouldBe("GAME_OVER");
        (await red.RefusedAsync("pick", new { specialization = inside[5], role = "healer" })).ShouldBe("GAME_OVER");
        (await red.RefusedAsync("resign", new { })).ShouldBe("GAME_OVER");
        (await server.LogAsync(game.Red, game.Id)).Select(entry => entry.Type()).ShouldBe(
            ["joined", "joined", "started", "banned", "banned", "banned", "banned", "picked", "resigned", "finished"]);
    }

    [Fact]
    public async Task A_refused_id_is_decided_afresh_and_an_accepted_one_never_again()
    {
        var game = await server.StartedAsync();
        await using var blue = await server.JoinedAsync(game.Blue, game.Id);
        await using var red = await server.JoinedAsync(game.Red, game.Id);
        GameSocket.PayloadOf(await red.CommandAsync("ban", new { specialization = "Firebrand" }, "again")).Word("code").ShouldBe("NOT_YOUR_TURN");
        await blue.AcceptedAsync("ban", new { specialization = "Scrapper" }, "again");
        var first = await red.AcceptedAsync("ban", new { specialization = "Firebrand" }, "again");
        (first.Number("sequence"), first.Number("count")).ShouldBe((5, 1));

        var second = await red.AcceptedAsync("pick", new { specialization = "Mirage" }, "again");
        JsonElement.DeepEquals(first, second).ShouldBeTrue(second.GetRawText());
        (await blue.AcceptedAsync("resign", new { }, "again")).Number("sequence").ShouldBe(4);
        (await server.LogAsync(game.Blue, game.Id)).Count.ShouldBe(5);
    }

    [Fact]
    public async Task Bad_acks_are_errors_and_change_nothing()
    {
        var game = await server.StartedAsync();
        await using var socket = await server.JoinedAsync(game.Blue, game.Id);
        await AckAsync("2.0", 2);
        foreach (var bad in (string[])["4", "2147483648", "9223372036854775808", "1e400", "0.5", "-1", "\"x\"", "\"\"", "null", "[]", "{}", "true"])
        {
            (await socket.ErrorAsync($$$"""{"type":"GAME_ACK","payload":{"sequence":{{{bad}}}}}""")).Word("code").ShouldBe("BAD_ACK", bad);
        }

        (await socket.ErrorAsync("""{"type":"GAME_ACK","payload":{}}""")).Word("code").ShouldBe("BAD_ACK");
        await AckAsync("1", 2);
        await AckAsync("0", 2);
        await AckAsync("3", 3);

        async Task AckAsync(string sequence, long stored)
        {
            var from = socket.Frames.Count;
            await socket.SendAsync($$$"""{"type":"GAME_ACK","payload":{"sequence":{{{sequence}}}}}""");
            var ack = GameSocket.PayloadOf(await socket.WaitAsync("GAME_ACK", from));
            (ack.Word("gameId"), ack.Word("userId"), ack.Number("sequence")).ShouldBe((game.Id, game.Blue.Id, stored));
        }
    }

    private static string PingOf(int bytes) => """{"type":"PING","payload":{"t":1}}""".PadRight(bytes);
}
