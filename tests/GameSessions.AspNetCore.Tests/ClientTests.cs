using GameSessions.Client.Sockets;
using GameSessions.Games;
using GameSessions.Hosting.Sessions;
using GameSessions.Wire;

namespace GameSessions.AspNetCore.Tests;

/// <summary>The C# client's sockets against the server's.</summary>
public class ClientTests
{
    private static readonly ConnectRequest First = new("/ws/game", new GameId("g"), "me", null, null, null);

    [Fact]
    public async Task What_the_client_asks_for_is_what_the_server_hears()
    {
        await using var served = await Served.StartAsync();
        var transport = new WebSocketTransport(served.Address, TimeProvider.System);
        (await transport.ConnectAsync(First, TestContext.Current.CancellationToken)).Abort();
        (await served.NextUpgradeAsync() with { IsStillSignedIn = null }).ShouldBe(new UpgradeRequest(Channel.Game, null, new PlayerId("me"), "g", ClientAddress: "127.0.0.1"));
        (await transport.ConnectAsync(First with { AccessToken = null, ResumeToken = "r-_", From = 3, Epoch = "a b&c" }, TestContext.Current.CancellationToken)).Abort();
        (await served.NextUpgradeAsync() with { IsStillSignedIn = null }).ShouldBe(new UpgradeRequest(Channel.Game, "r-_", null, "g", "3", "a b&c", "127.0.0.1"));
    }

    [Fact]
    public async Task Frames_of_any_size_go_both_ways()
    {
        await using var served = await Served.StartAsync(async (link, _) =>
        {
            var received = await link.ReceiveAsync();
            await link.SendAsync(received.Bytes);
            await link.SendAsync(Enumerable.Repeat((byte)'x', 300_000).ToArray());
        });
        var socket = await new WebSocketTransport(served.Address, TimeProvider.System).ConnectAsync(First, TestContext.Current.CancellationToken);
        (await socket.SendAsync("{}"u8.ToArray())).ShouldBeTrue();
        (await socket.ReceiveAsync()).Text.ToArray().ShouldBe("{}"u8.ToArray());
        (await socket.ReceiveAsync()).Text.Length.ShouldBe(300_000);
        (await socket.ReceiveAsync()).Closed.ShouldBe(Close.Normal);
    }

    [Theory]
    [InlineData(1008, "Forbidden")]
    [InlineData(1009, "Frame too big")]
    [InlineData(1011, "Internal error")]
    [InlineData(1012, "Service restart; retry 350ms")]
    [InlineData(1013, "Storage is out of reach; try again")]
    [InlineData(4001, "Opened elsewhere")]
    [InlineData(4002, "Slow reader")]
    [InlineData(4003, "Heartbeat lost")]
    public async Task Every_close_of_the_contract_is_read_with_its_reason(int code, string reason)
    {
        await using var served = await Served.StartAsync((link, _) => link.CloseAsync(new Close(code, reason)));
        var socket = await new WebSocketTransport(served.Address, TimeProvider.System).ConnectAsync(First, TestContext.Current.CancellationToken);
        (await socket.ReceiveAsync()).Closed.ShouldBe(new Close(code, reason));
    }

    [Fact]
    public async Task A_lost_connection_is_an_end_and_no_exception()
    {
        await using var served = await Served.StartAsync((link, _) => link.ReceiveAsync());
        var socket = await new WebSocketTransport(served.Address, TimeProvider.System).ConnectAsync(First, TestContext.Current.CancellationToken);
        var receiving = socket.ReceiveAsync();
        socket.Abort();
        (await receiving.SoonAsync()).Closed.ShouldBe(IClientSocket.Broken);
        (await socket.SendAsync("{}"u8.ToArray())).ShouldBeFalse();
        (await socket.ReceiveAsync()).Closed.ShouldBe(IClientSocket.Broken);
        await socket.CloseAsync();
    }

    [Fact]
    public async Task A_goodbye_is_heard_by_the_server()
    {
        var heard = new TaskCompletionSource<ReceivedKind>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var served = await Served.StartAsync(async (link, _) => heard.TrySetResult((await link.ReceiveAsync()).Kind));
        var socket = await new WebSocketTransport(served.Address, TimeProvider.System).ConnectAsync(First, TestContext.Current.CancellationToken);
        var receiving = socket.ReceiveAsync();
        await socket.CloseAsync().SoonAsync();
        (await heard.Task.SoonAsync()).ShouldBe(ReceivedKind.Closed);
        (await receiving).Closed.ShouldBe(Close.Normal);
    }
}
