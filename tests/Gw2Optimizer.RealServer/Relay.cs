using System.Collections.Concurrent;
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

/// <summary>Stands between clients and a server, and spoils their connections on demand.</summary>
public sealed class Relay : IAsyncDisposable
{
    /// <summary>A frame to cut in half may not come soon; then the connection is cut without one.</summary>
    private static readonly TimeSpan FrameWait = TimeSpan.FromMilliseconds(500);
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<RelayLink, int> links = [];
    private readonly Func<IPEndPoint> server;
    private readonly Task accepting;
    private volatile RelayLink? newest;
    private volatile bool isSevered;
    private volatile TaskCompletionSource? held;

    public Relay(IPEndPoint server)
        : this(() => server)
    {
    }

    /// <param name="server">Asked anew for each connection.</param>
    public Relay(Func<IPEndPoint> server)
    {
        this.server = server;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public Uri Address => new($"http://127.0.0.1:{Port}");

    public int Connections { get; private set; }

    /// <summary>The ports by which the server knows the connections that are open.</summary>
    public IReadOnlyCollection<int> Ports => [.. links.Values];

    /// <summary>How much later everything arrives, either way.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Cuts the newest connection: the peers see a TCP reset. False where none is open.</summary>
    public async Task<bool> CutAsync(Cut cut, CancellationToken cancellationToken = default)
    {
        if (newest is not { IsOpen: true } link)
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

    /// <summary>Resets every connection, and each new one, until <see cref="Mend"/>.</summary>
    public void Sever()
    {
        isSevered = true;
        ResetAll();
    }

    /// <summary>Nothing arrives any more, and no peer is told, until <see cref="Mend"/>.</summary>
    public void Hold() => held ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The line is good again; what was held arrives now.</summary>
    public void Mend()
    {
        isSevered = false;
        Delay = TimeSpan.Zero;
        var holding = held;
        held = null;
        holding?.SetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        Mend();
        ResetAll();
        await accepting;
        stop.Dispose();
    }

    /// <summary>What happens to each piece on its way.</summary>
    internal async Task TravelAsync()
    {
        if (held is { } holding)
        {
            await holding.Task;
        }

        if (Delay > TimeSpan.Zero)
        {
            await Task.Delay(Delay);
        }
    }

    private void ResetAll()
    {
        foreach (var link in links.Keys)
        {
            link.Reset();
        }
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
        var link = new RelayLink(this, client, upstream);
        try
        {
            if (!isSevered)
            {
                await upstream.ConnectAsync(server(), stop.Token);
                links[link] = ((IPEndPoint)upstream.LocalEndPoint!).Port;
                Connections++;
                newest = link;
                await (isSevered ? Task.CompletedTask : link.PumpAsync());
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // No server just now, or the relay ends.
        }

        link.Reset();
        links.TryRemove(link, out _);
    }
}
