using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using GameSessions.Hosting.Sessions;
using GameSessions.Wire;

namespace GameSessions.AspNetCore.Tests;

public class LinkTests
{
    private readonly Channel<(ReceivedKind Kind, int Length, byte Last)> heard = System.Threading.Channels.Channel.CreateUnbounded<(ReceivedKind, int, byte)>();

    private async Task ListenAsync(IFrameLink link, UpgradeRequest upgrade)
    {
        Received received;
        do
        {
            received = await link.ReceiveAsync();
            await heard.Writer.WriteAsync((received.Kind, received.Bytes.Length, received.Bytes.IsEmpty ? (byte)0 : received.Bytes.Span[^1]));
        }
        while (received.Kind is ReceivedKind.Text or ReceivedKind.Binary);
        if (received.Kind == ReceivedKind.TooBig)
        {
            await link.CloseAsync(Close.FrameTooBig);
        }
    }

    private Task<(ReceivedKind Kind, int Length, byte Last)> HeardAsync() => heard.Reader.ReadAsync().AsTask().SoonAsync();

    [Fact]
    public async Task A_frame_is_whole_however_it_was_cut()
    {
        await using var served = await Served.StartAsync(ListenAsync);
        using var socket = await served.OpenAsync("/ws/game");
        await socket.SendTextAsync("{\"a\":"u8.ToArray(), end: false);
        await socket.SendTextAsync("1}"u8.ToArray(), end: false);
        await socket.SendTextAsync([]);
        (await HeardAsync()).ShouldBe((ReceivedKind.Text, 7, (byte)'}'));
        await socket.SendTextAsync([]);
        (await HeardAsync()).ShouldBe((ReceivedKind.Text, 0, (byte)0));
        await socket.SendAsync(new byte[9], WebSocketMessageType.Binary, endOfMessage: true, TestContext.Current.CancellationToken);
        (await HeardAsync()).Kind.ShouldBe(ReceivedKind.Binary);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_024)]
    [InlineData(1_025)]
    [InlineData(16_383)]
    [InlineData(16_384)]
    public async Task A_frame_up_to_the_limit_is_heard_whole_in_one_piece_or_in_two(int bytes)
    {
        await using var served = await Served.StartAsync(ListenAsync);
        using var socket = await served.OpenAsync("/ws/game");
        var frame = Encoding.ASCII.GetBytes(new string('x', bytes - 1) + "y");
        await socket.SendTextAsync(frame);
        (await HeardAsync()).ShouldBe((ReceivedKind.Text, bytes, (byte)'y'));
        await socket.SendTextAsync(frame, end: false);
        await socket.SendTextAsync([]);
        (await HeardAsync()).ShouldBe((ReceivedKind.Text, bytes, (byte)'y'));
    }

    [Fact]
    public async Task One_byte_more_closes_with_1009_which_the_peer_can_read()
    {
        await using var served = await Served.StartAsync(ListenAsync);
        using var socket = await served.OpenAsync("/ws/game");
        await socket.SendTextAsync(new byte[16_385].Select(_ => (byte)'x').ToArray());
        (await HeardAsync()).Kind.ShouldBe(ReceivedKind.TooBig);
        (await socket.ReadCloseAsync()).ShouldBe((1009, "Frame too big"));
    }

    [Fact]
    public async Task A_frame_that_announces_more_than_it_brings_is_too_big_as_soon_as_it_is()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        using var peer = new TcpClient();
        await peer.ConnectAsync((IPEndPoint)listener.LocalEndpoint, TestContext.Current.CancellationToken);
        using var accepted = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        using var socket = WebSocket.CreateFromStream(accepted.GetStream(), new WebSocketCreationOptions { IsServer = true });
        // Final, text; masked, with a length of eight bytes: 65 536; a mask of zeros; and one byte more than is allowed.
        byte[] frame = [0x81, 0xFF, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, .. Enumerable.Repeat((byte)'x', 16_385)];
        await peer.GetStream().WriteAsync(frame, TestContext.Current.CancellationToken);
        (await new WebSocketLink(socket, TimeProvider.System).ReceiveAsync().SoonAsync()).Kind.ShouldBe(ReceivedKind.TooBig);
    }

    [Fact]
    public async Task A_frame_on_its_way_while_the_peer_closes_does_not_end_the_link_before_its_reader_does()
    {
        var sent = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var served = await Served.StartAsync(async (link, upgrade) =>
        {
            await ListenAsync(link, upgrade);
            sent.TrySetResult(await link.SendAsync("{}"u8.ToArray()));
        });
        using var socket = await served.OpenAsync("/ws/game");
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", TestContext.Current.CancellationToken);
        (await HeardAsync()).Kind.ShouldBe(ReceivedKind.Closed);
        (await sent.Task.SoonAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_peer_in_the_middle_of_twenty_megabytes_reads_the_reason_and_no_reset()
    {
        await using var served = await Served.StartAsync(ListenAsync);
        using var socket = await served.OpenAsync("/ws/game");
        var sending = socket.SendTextAsync(Enumerable.Repeat((byte)'x', 20_000_000).ToArray());
        (await socket.ReadCloseAsync()).ShouldBe((1009, "Frame too big"));
        await sending;
    }

    [Fact]
    public async Task A_closed_link_drains_what_is_still_on_its_way_so_that_the_reason_arrives()
    {
        await using var served = await Served.StartAsync((link, _) => link.CloseAsync(Close.Forbidden));
        using var socket = await served.OpenAsync("/ws/game");
        for (var i = 0; i < 50; i++)
        {
            await socket.SendTextAsync(new byte[1_000]);
        }

        (await socket.ReadCloseAsync()).ShouldBe((1008, "Forbidden"));
    }

    [Fact]
    public async Task A_link_closed_from_outside_while_its_reader_waits_ends_that_reader()
    {
        await using var served = await Served.StartAsync(async (link, _) =>
        {
            var reading = link.ReceiveAsync();
            await link.CloseAsync(Close.TakenOver);
            await heard.Writer.WriteAsync(((await reading).Kind, 0, 0));
            await heard.Writer.WriteAsync(((await link.ReceiveAsync()).Kind, 0, 0));
        });
        using var socket = await served.OpenAsync("/ws/game");
        (await socket.ReadCloseAsync()).ShouldBe((4001, "Opened elsewhere"));
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", TestContext.Current.CancellationToken);
        (await HeardAsync()).Kind.ShouldBe(ReceivedKind.Closed);
        (await HeardAsync()).Kind.ShouldBe(ReceivedKind.Closed);
    }

    [Fact]
    public async Task Closing_ends_soon_also_where_the_peer_takes_nothing()
    {
        var ended = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var served = await Served.StartAsync(async (link, _) =>
        {
            var sending = link.SendAsync(new byte[50_000_000]);
            await link.CloseAsync(Close.SlowReader);
            ended.TrySetResult(await sending);
        });
        using var socket = await served.OpenAsync("/ws/game");
        (await ended.Task.SoonAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_broken_connection_is_closed_and_takes_no_more()
    {
        var after = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var served = await Served.StartAsync(async (link, upgrade) =>
        {
            await ListenAsync(link, upgrade);
            after.TrySetResult(await link.SendAsync("{}"u8.ToArray()) && await link.SendAsync("{}"u8.ToArray()));
        });
        using var socket = await served.OpenAsync("/ws/game");
        socket.Abort();
        (await HeardAsync()).Kind.ShouldBe(ReceivedKind.Closed);
        (await after.Task.SoonAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_peer_that_closes_first_gets_its_answer()
    {
        await using var served = await Served.StartAsync(ListenAsync);
        using var socket = await served.OpenAsync("/ws/game");
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", TestContext.Current.CancellationToken).SoonAsync();
        socket.State.ShouldBe(WebSocketState.Closed);
    }
}
