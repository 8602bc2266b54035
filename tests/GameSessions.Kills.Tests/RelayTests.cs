using System.Net;
using System.Net.Sockets;
using Gw2Optimizer.RealServer;

namespace GameSessions.Kills.Tests;

/// <summary>A line between a node and its database does what the harness says of it.</summary>
public sealed class RelayTests : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(300);
    private readonly TcpListener echo = new(IPAddress.Loopback, 0);
    private readonly byte[] heard = new byte[8];
    private Relay relay = null!;

    public ValueTask InitializeAsync()
    {
        echo.Start();
        _ = EchoAsync();
        relay = new Relay((IPEndPoint)echo.LocalEndpoint);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await relay.DisposeAsync();
        echo.Dispose();
    }

    [Fact]
    public async Task A_severed_line_resets_what_is_open_and_what_comes_until_it_is_mended()
    {
        using var before = await CallAsync();
        (await AskAsync(before)).ShouldBe(1);
        relay.Sever();
        await Should.ThrowAsync<IOException>(() => AskAsync(before));
        await Should.ThrowAsync<Exception>(async () =>
        {
            using var during = await CallAsync();
            await AskAsync(during);
        });
        relay.Mend();
        using var after = await CallAsync();
        (await AskAsync(after)).ShouldBe(1);
        relay.Ports.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_silent_line_brings_nothing_and_then_all_of_it()
    {
        using var caller = await CallAsync();
        (await AskAsync(caller)).ShouldBe(1);
        relay.Hold();
        var answer = AskAsync(caller);
        (await Task.WhenAny(answer, Task.Delay(Soon, TestContext.Current.CancellationToken))).ShouldNotBe(answer);
        relay.Mend();
        (await answer).ShouldBe(1);
    }

    [Fact]
    public async Task A_slow_line_takes_its_time_each_way()
    {
        using var caller = await CallAsync();
        relay.Delay = Soon / 2;
        var watch = System.Diagnostics.Stopwatch.StartNew();
        (await AskAsync(caller)).ShouldBe(1);
        watch.Elapsed.ShouldBeGreaterThanOrEqualTo(Soon - TimeSpan.FromMilliseconds(20));
    }

    private async Task<TcpClient> CallAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, relay.Port);
        return client;
    }

    /// <returns>How many bytes came back; a line that was reset throws.</returns>
    private async Task<int> AskAsync(TcpClient caller)
    {
        await caller.GetStream().WriteAsync("x"u8.ToArray());
        return await caller.GetStream().ReadAsync(heard) is var count and > 0 ? count : throw new IOException("The line was closed.");
    }

    private async Task EchoAsync()
    {
        while (true)
        {
            var client = await echo.AcceptTcpClientAsync();
            _ = client.GetStream().CopyToAsync(client.GetStream());
        }
    }
}
