using System.Net;
using System.Net.Sockets;

namespace Gw2Optimizer.RealServer;

/// <summary>When to reset a connection.</summary>
public enum Cut
{
    Now,

    /// <summary>When the server's next frame is half through.</summary>
    HalfFrameDown,

    /// <summary>When the client's next frame is half through.</summary>
    HalfFrameUp,
}

/// <summary>Stands between one client and the server, and cuts their connection on demand: the peers see a TCP reset.</summary>
public sealed class Relay : IAsyncDisposable
{
    /// <summary>A frame to cut in half may not come soon; then the connection is cut without one.</summary>
    private static readonly TimeSpan FrameWait = TimeSpan.FromMilliseconds(500);
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly IPEndPoint server;
    private readonly Task accepting;
    private volatile Link? current;

    public Relay(IPEndPoint server)
    {
        this.server = server;
        listener.Start();
        accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    public int Connections { get; private set; }

    /// <summary>Cuts the newest connection. False where none is open.</summary>
    public async Task<bool> CutAsync(Cut cut, CancellationToken cancellationToken = default)
    {
        if (current is not { IsOpen: true } link)
        {
            return false;
        }

        if (cut != Cut.Now)
        {
            link.CutNextFrame(down: cut == Cut.HalfFrameDown);
            for (var waited = TimeSpan.Zero; link.IsOpen && waited < FrameWait; waited += TimeSpan.FromMilliseconds(5))
            {
                await Task.Delay(5, cancellationToken);
            }
        }

        link.Reset();
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        current?.Reset();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptSocketAsync(stop.Token);
                _ = ServeAsync(client);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var upstream = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        var link = new Link(client, upstream);
        try
        {
            await upstream.ConnectAsync(server, stop.Token);
            Connections++;
            current = link;
            await Task.WhenAll(link.PumpAsync(client, upstream, down: false), link.PumpAsync(upstream, client, down: true));
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // No server just now, or the relay ends.
        }

        link.Reset();
    }

    private sealed class Link(Socket client, Socket upstream)
    {
        private volatile int cutting;
        private volatile bool closed;

        public bool IsOpen => !closed;

        /// <summary>1: up, 2: down.</summary>
        public void CutNextFrame(bool down) => cutting = down ? 2 : 1;

        public async Task PumpAsync(Socket from, Socket to, bool down)
        {
            var buffer = new byte[65_536];
            try
            {
                while (true)
                {
                    var count = await from.ReceiveAsync(buffer);
                    var cut = cutting == (down ? 2 : 1);
                    for (var sent = 0; sent < (cut ? count / 2 : count);)
                    {
                        sent += await to.SendAsync(buffer.AsMemory(sent, (cut ? count / 2 : count) - sent));
                    }

                    if (count == 0 || cut)
                    {
                        break;
                    }
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The other side is gone, which the end of this pump tells its peer.
            }

            Reset();
        }

        public void Reset()
        {
            closed = true;
            foreach (var socket in new[] { client, upstream })
            {
                try
                {
                    // With a linger of zero a close is a reset.
                    socket.LingerState = new LingerOption(enable: true, seconds: 0);
                }
                catch (Exception e) when (e is SocketException or ObjectDisposedException)
                {
                    // Closed already.
                }

                socket.Dispose();
            }
        }
    }
}
