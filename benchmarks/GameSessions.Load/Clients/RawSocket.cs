using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GameSessions.Load.Clients;

/// <summary>The server answers, and says no; trying again is no use.</summary>
internal sealed class RefusedException(string message) : IOException(message);

/// <summary>The server let the client in, and closed the socket before the session was live.</summary>
internal sealed class ClosedException(int code, string reason) : IOException($"The server closed the socket: {code} {reason}")
{
    public int Code => code;

    public string Reason => reason;
}

internal delegate void MessageHandler(RawSocket socket, ReadOnlySpan<byte> message);

/// <summary>
/// A WebSocket client that costs next to nothing: one TCP socket, one buffer, whole messages as spans. Its masks are zero, which servers take
/// as any other.
/// </summary>
internal sealed class RawSocket(IPEndPoint server, MessageHandler onMessage, Action<RawSocket> onEnd)
{
    private const byte Continuation = 0;
    private const byte Text = 1;
    private const byte Binary = 2;
    private const byte CloseFrame = 8;
    private const byte PingFrame = 9;
    private const byte PongFrame = 10;
    private const int FirstBufferBytes = 2_048;
    private const int HeaderBytesMax = 14;

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, LingerState = new LingerOption(enable: true, 0) };
    private readonly Lock sending = new();
    private byte[] buffer = new byte[FirstBufferBytes];
    private byte[] parts = [];
    private int filled;
    private volatile bool isCut;
    private volatile bool isStalled;

    /// <summary>What the server's close frame said; 0 without one.</summary>
    public int CloseCode { get; private set; }

    public string CloseReason { get; private set; } = "";

    /// <summary>Connects and upgrades; from then on messages come, on any thread, one at a time.</summary>
    /// <exception cref="RefusedException">The server answers, and does not upgrade.</exception>
    /// <exception cref="IOException">The server is not there.</exception>
    public async Task ConnectAsync(string pathAndQuery, string headers = "")
    {
        try
        {
            await socket.ConnectAsync(server);
            await socket.SendAsync(Encoding.ASCII.GetBytes(
                $"GET {pathAndQuery} HTTP/1.1\r\nHost: {server}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n{headers}\r\n"));
            await ReadAnswerAsync();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw new IOException(e.Message, e);
        }

        _ = ReceiveAsync();
    }

    public void SendText(ReadOnlySpan<byte> message) => Send(Text, message);

    public void SendBinary(ReadOnlySpan<byte> message) => Send(Binary, message);

    /// <summary>Ends the connection by a TCP reset, as a cable that is pulled is seen in the end.</summary>
    public void Cut()
    {
        isCut = true;
        socket.Close();
    }

    /// <summary>Reads no more: what comes piles up, and the end is not seen either.</summary>
    public void Stall() => isStalled = true;

    private async Task ReadAnswerAsync()
    {
        while (true)
        {
            var count = await socket.ReceiveAsync(buffer.AsMemory(filled));
            filled += count;
            var end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                if (!buffer.AsSpan().StartsWith("HTTP/1.1 101"u8))
                {
                    throw new RefusedException($"{Encoding.ASCII.GetString(buffer.AsSpan(0, Math.Min(end, 64)))}");
                }

                Consume(end + 4);
                return;
            }

            if (count == 0 || filled == buffer.Length)
            {
                throw new IOException("No upgrade.");
            }
        }
    }

    private async Task ReceiveAsync()
    {
        try
        {
            while (true)
            {
                var taken = 0;
                while (TryReadFrame(buffer.AsSpan(taken, filled - taken)) is var bytes and > 0)
                {
                    taken += bytes;
                }

                if (isCut || isStalled)
                {
                    return;
                }

                Consume(taken);
                if (filled == buffer.Length)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }

                var count = await socket.ReceiveAsync(buffer.AsMemory(filled));
                if (count == 0)
                {
                    break;
                }

                filled += count;
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The end, ours or theirs.
        }

        if (!isCut)
        {
            onEnd(this);
        }
    }

    private void Consume(int bytes)
    {
        buffer.AsSpan(bytes, filled - bytes).CopyTo(buffer);
        filled -= bytes;
    }

    /// <returns>The bytes of the frame; 0 where it is not whole yet.</returns>
    private int TryReadFrame(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2)
        {
            return 0;
        }

        var (length, header) = (bytes[1] & 0x7F) switch
        {
            126 => (bytes.Length < 4 ? int.MaxValue : BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]), 4),
            127 => (bytes.Length < 10 ? int.MaxValue : (int)BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]), 10),
            var small => (small, 2),
        };
        if (length > bytes.Length - header)
        {
            return 0;
        }

        Take(bytes[0] & 0x0F, isLast: (bytes[0] & 0x80) != 0, bytes.Slice(header, length));
        return header + length;
    }

    private void Take(int opcode, bool isLast, ReadOnlySpan<byte> payload)
    {
        switch (opcode)
        {
            case PingFrame:
                Send(PongFrame, payload);
                break;
            case Continuation or Text or Binary when isLast && parts.Length == 0:
                onMessage(this, payload);
                break;
            case Continuation or Text or Binary:
                parts = [.. parts, .. payload];
                if (isLast)
                {
                    onMessage(this, parts);
                    parts = [];
                }

                break;
            case CloseFrame:
                CloseCode = payload.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(payload);
                CloseReason = payload.Length < 2 ? "" : Encoding.UTF8.GetString(payload[2..]);
                socket.Shutdown(SocketShutdown.Send);
                break;
        }
    }

    private void Send(byte opcode, ReadOnlySpan<byte> payload)
    {
        Span<byte> frame = payload.Length + HeaderBytesMax <= 1_024 ? stackalloc byte[payload.Length + HeaderBytesMax] : new byte[payload.Length + HeaderBytesMax];
        frame[0] = (byte)(0x80 | opcode);
        var header = 2;
        if (payload.Length < 126)
        {
            frame[1] = (byte)(0x80 | payload.Length);
        }
        else
        {
            frame[1] = 0x80 | 126;
            BinaryPrimitives.WriteUInt16BigEndian(frame[2..], checked((ushort)payload.Length));
            header = 4;
        }

        frame.Slice(header, 4).Clear();
        payload.CopyTo(frame[(header + 4)..]);
        try
        {
            lock (sending)
            {
                socket.Send(frame[..(header + 4 + payload.Length)]);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The reader sees the end.
        }
    }
}
