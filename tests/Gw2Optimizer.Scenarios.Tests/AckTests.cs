namespace Gw2Optimizer.Scenarios.Tests;

public sealed class AckTests(ScenarioServer server)
{
    [Theory]
    [InlineData("{\"sequence\":4}")]
    [InlineData("{\"sequence\":2147483648}")]
    [InlineData("{\"sequence\":9223372036854775808}")]
    [InlineData("{\"sequence\":1e400}")]
    [InlineData("{\"sequence\":0.5}")]
    [InlineData("{\"sequence\":-1}")]
    [InlineData("{\"sequence\":\"x\"}")]
    [InlineData("{\"sequence\":\"\"}")]
    [InlineData("{\"sequence\":null}")]
    [InlineData("{\"sequence\":[]}")]
    [InlineData("{}")]
    public async Task A_bad_ack_is_an_error_and_changes_nothing(string payload)
    {
        var table = await DraftTable.StartedAsync(server);
        var (socket, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var __ = socket;
        (await socket.AckAsync(2)).ShouldBe(2);
        await socket.SendTextAsync($$"""{"type":"GAME_ACK","payload":{{payload}}}""");
        var error = await socket.UntilAsync(frame => frame.Type is "ERROR" or "GAME_ACK");
        error.Type.ShouldBe("ERROR", $"{error}");
        error.Text("code").ShouldBe("BAD_ACK");
        error["retryable"].GetBoolean().ShouldBeFalse();
        (await socket.AckAsync(0)).ShouldBe(2);
        server.IsAlive.ShouldBeTrue();
    }

    [Fact]
    public async Task A_stored_ack_never_goes_down_not_even_from_a_second_socket()
    {
        var table = await DraftTable.StartedAsync(server);
        var (blue, begun) = await table.Blue.To(table.Id).ConnectAsync();
        var (red, _) = await table.Red.To(table.Id).ConnectAsync();
        await using var __ = red;
        await table.PlayAsync(blue, red, 5);
        (await blue.AckAsync(3)).ShouldBe(3);
        await blue.SendAsync("GAME_ACK", new { sequence = 8 });
        var stored = await blue.UntilAsync("GAME_ACK");
        stored.Text("gameId").ShouldBe(table.Id);
        stored.Text("userId").ShouldBe(table.Blue.Id);
        stored.Number("sequence").ShouldBe(8);
        (await blue.AckAsync(8)).ShouldBe(8);
        var (second, handOver) = await server.Upgrade().Resume(begun.Token).ConnectAsync();
        await using var ___ = second;
        handOver.Resume.Number("lastSequence").ShouldBe(8);
        (await second.AckAsync(1)).ShouldBe(8);
        red.Seen.Count(frame => frame.Type == "GAME_ACK").ShouldBe(0);
    }

    [Fact]
    public async Task Five_point_zero_is_an_integer_and_zero_is_an_ack()
    {
        var table = await DraftTable.StartedAsync(server);
        var (socket, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var __ = socket;
        (await socket.AckAsync(0)).ShouldBe(0);
        await socket.SendTextAsync("""{"type":"GAME_ACK","payload":{"sequence":3.0}}""");
        (await socket.UntilAsync("GAME_ACK")).Number("sequence").ShouldBe(3);
    }
}
