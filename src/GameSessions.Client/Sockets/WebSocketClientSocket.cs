using System.Net.WebSockets;
using GameSessions.Wire;

namespace GameSessions.Client.Sockets;

internal sealed class WebSocketClientSocket(ClientWebSocket socket, TimeProvider time) : IClientSocket
{
    /// <summary>A snapshot travels whole; what is larger than this is no snapshot.</summary>
    private const int FrameBytesMax = 64 * 1_048_576;
    private static readonly TimeSpan GoodbyeMax = TimeSpan.FromSeconds(1);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] buffer = new byte[16_384];

    public async Task<ClientReceived> ReceiveAsync()
    {
        var received = await ReceiveFrameAsync();
        if (received.Closed is not null)
        {
            ended.TrySetResult();
        }

        return received;
    }

    public async Task<bool> SendAsync(ReadOnlyMemory<byte> frame)
    {
        try
        {
            await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    public async Task CloseAsync()
    {
        try
        {
            using var bound = new CancellationTokenSource(GoodbyeMax, time);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "Goodbye", bound.Token);
            await ended.Task.WaitAsync(bound.Token);
        }
        catch (Exception)
        {
            // A goodbye that nobody hears.
        }

        Abort();
    }

    public void Abort()
    {
        socket.Abort();
        socket.Dispose();
    }

    private async Task<ClientReceived> ReceiveFrameAsync()
    {
        try
        {
            var length = 0;
            while (true)
            {
                if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }

                var part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return ClientReceived.End(new Close((int?)socket.CloseStatus ?? 1005, socket.CloseStatusDescription ?? ""));
                }

                length += part.Count;
                if (length > FrameBytesMax)
                {
                    return ClientReceived.End(IClientSocket.Broken);
                }

                if (part.EndOfMessage)
                {
                    // The next receive overwrites the buffer.
                    return new ClientReceived(buffer.AsSpan(0, length).ToArray());
                }
            }
        }
        catch (Exception)
        {
            return ClientReceived.End(IClientSocket.Broken);
        }
    }
}
