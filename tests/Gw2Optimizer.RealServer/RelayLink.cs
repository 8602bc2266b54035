using System.Net.Sockets;

namespace Gw2Optimizer.RealServer;

/// <summary>One connection through a relay.</summary>
internal sealed class RelayLink(Relay relay, Socket client, Socket upstream)
{
    private volatile int cutting;
    private volatile bool closed;

    public bool IsOpen => !closed;

    /// <summary>1: up, 2: down.</summary>
    public void CutNextFrame(bool down) => cutting = down ? 2 : 1;

    /// <summary>Carries both ways until an end closes, or the connection is reset.</summary>
    public Task PumpAsync() => Task.WhenAll(PumpAsync(client, upstream, down: false), PumpAsync(upstream, client, down: true));

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

    private async Task PumpAsync(Socket from, Socket to, bool down)
    {
        var buffer = new byte[65_536];
        try
        {
            while (true)
            {
                var count = await from.ReceiveAsync(buffer);
                await relay.TravelAsync();
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
}
