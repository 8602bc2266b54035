using System.Buffers;
using System.Net.WebSockets;
using GameSessions.Hosting.Sessions;
using GameSessions.Wire;

namespace GameSessions.AspNetCore;

/// <summary>A WebSocket as whole frames that never throw.</summary>
public sealed class WebSocketLink(WebSocket socket, TimeProvider time) : IFrameLink
{
    /// <summary>How long a close frame may take to leave; behind it wait the frames that a slow reader has not taken.</summary>
    private static readonly TimeSpan CloseFrameMax = TimeSpan.FromSeconds(2);

    /// <summary>How long the peer may take to answer a close frame.</summary>
    private static readonly TimeSpan GoodbyeMax = TimeSpan.FromSeconds(1);

    private const int FirstBufferBytes = 1_024;
    private readonly Lock gate = new();
    private readonly TaskCompletionSource receivedAll = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool receiving;
    private bool closing;

    public async Task<Received> ReceiveAsync()
    {
        lock (gate)
        {
            if (closing)
            {
                return new Received(ReceivedKind.Closed);
            }

            receiving = true;
        }

        var received = await ReceiveFrameAsync();
        lock (gate)
        {
            receiving = false;
            if (!closing)
            {
                return received;
            }
        }

        // Somebody closes the link and waits for the peer to end; this reader is the one who can see it.
        await DiscardAsync(received);
        return new Received(ReceivedKind.Closed);
    }

    public async Task<bool> SendAsync(ReadOnlyMemory<byte> frame)
    {
        try
        {
            await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            // The server completes writes to an aborted connection as if they had gone out. Of a peer that closes the reader tells, once its
            // close has been answered as it deserves.
            return socket.State is WebSocketState.Open or WebSocketState.CloseReceived;
        }
        catch (Exception)
        {
            return false;
        }
    }

    public async Task CloseAsync(Close close)
    {
        bool first, readerIsThere;
        lock (gate)
        {
            first = !closing;
            closing = true;
            readerIsThere = receiving;
        }

        if (first)
        {
            await SayWhyAsync(close, readerIsThere);
            socket.Abort();
            ended.TrySetResult();
        }

        await ended.Task;
    }

    private async Task SayWhyAsync(Close close, bool readerIsThere)
    {
        try
        {
            using var leaving = new CancellationTokenSource(CloseFrameMax, time);
            await socket.CloseOutputAsync((WebSocketCloseStatus)close.Code, close.Reason, leaving.Token);
            await ReadToTheEndAsync(readerIsThere);
        }
        catch (Exception)
        {
            // The peer is gone, or takes nothing any more: there is nobody to tell.
        }
    }

    /// <summary>
    /// A connection that is closed with unread bytes in it is reset, and a reset can overtake the close frame: what the peer still sends is
    /// read and thrown away until its own close.
    /// </summary>
    private async Task ReadToTheEndAsync(bool readerIsThere)
    {
        var discarding = readerIsThere ? Task.CompletedTask : DiscardAsync(default);
        await receivedAll.Task.WaitAsync(GoodbyeMax, time);
        await discarding;
    }

    private async Task DiscardAsync(Received last)
    {
        while (last.Kind != ReceivedKind.Closed)
        {
            last = await ReceiveFrameAsync();
        }

        receivedAll.TrySetResult();
    }

    private async Task<Received> ReceiveFrameAsync()
    {
        try
        {
            // Nothing is held for a peer that says nothing.
            var start = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
            return start.MessageType == WebSocketMessageType.Close ? new Received(ReceivedKind.Closed)
                : start.EndOfMessage ? Whole(start.MessageType, [])
                : await ReceiveRestAsync();
        }
        catch (Exception)
        {
            return new Received(ReceivedKind.Closed);
        }
    }

    private async Task<Received> ReceiveRestAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBufferBytes);
        try
        {
            var length = 0;
            while (true)
            {
                // Room for one byte more than is allowed tells a frame of exactly the limit from a larger one, of which no more is awaited.
                var room = buffer.AsMemory(length, Math.Min(buffer.Length, Limits.InboundFrameBytesMax + 1) - length);
                var part = await socket.ReceiveAsync(room, CancellationToken.None);
                length += part.Count;
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return new Received(ReceivedKind.Closed);
                }

                if (length > Limits.InboundFrameBytesMax)
                {
                    return new Received(ReceivedKind.TooBig);
                }

                if (part.EndOfMessage)
                {
                    return Whole(part.MessageType, buffer.AsSpan(0, length));
                }

                if (length == buffer.Length)
                {
                    buffer = Grow(buffer);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <remarks>A copy: frames of a client that is early wait in the engine while the next one is read.</remarks>
    private static Received Whole(WebSocketMessageType type, ReadOnlySpan<byte> bytes) =>
        type == WebSocketMessageType.Text ? new Received(ReceivedKind.Text, bytes.ToArray()) : new Received(ReceivedKind.Binary);

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
