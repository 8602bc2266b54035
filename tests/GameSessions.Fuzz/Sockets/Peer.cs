using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using System.Text.Unicode;
using GameSessions.Fuzz.Oracle;

namespace GameSessions.Fuzz.Sockets;

/// <summary>A TCP connection on which anything can be said, and on which the server must answer as a WebSocket.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly SemaphoreSlim sending = new(1);
    private readonly SocketWatch watch;
    private readonly bool answersPings;
    private BufferedStream stream = null!;
    private bool isSealed;

    private Peer(SocketWatch watch, bool answersPings)
    {
        this.watch = watch;
        this.answersPings = answersPings;
    }

    /// <summary>The HTTP status of the upgrade; 0: the line ended without one.</summary>
    public int Status { get; private set; }

    /// <summary>How the socket ended; code -1: without a close frame. Fails with a <see cref="ViolationException"/>.</summary>
    public Task<Closing> Ended { get; private set; } = Task.FromResult(new Closing(-1, "never opened"));

    public SocketWatch Watch => watch;

    public static async Task<Peer> OpenAsync(Uri server, byte[] request, SocketWatch watch, bool answersPings)
    {
        var peer = new Peer(watch, answersPings);
        await peer.socket.ConnectAsync(server.Host, server.Port).WaitAsync(Patience);
        peer.stream = new BufferedStream(new NetworkStream(peer.socket, ownsSocket: true), 65_536);
        await peer.socket.SendAsync(request);
        peer.Status = await peer.ReadStatusAsync().WaitAsync(Patience);
        if (peer.Status == 101)
        {
            peer.Ended = Task.Run(peer.ReadAsync);
        }

        return peer;
    }

    /// <summary>Waits until the hand-over is through or the socket is closed; false: neither came in time.</summary>
    public async Task<bool> IsAnsweredAsync()
    {
        await Task.WhenAny(watch.Live.Task, Ended, Task.Delay(Patience));
        return watch.Live.Task.IsCompleted || Ended.IsCompleted;
    }

    /// <summary>Writes bytes as they are.</summary>
    /// <param name="isLast">Whether nothing may follow, not even the answer to a heartbeat.</param>
    public async Task SendAsync(ReadOnlyMemory<byte> wire, bool isLast = false)
    {
        await sending.WaitAsync();
        try
        {
            if (!isSealed)
            {
                isSealed = isLast;
                while (wire.Length > 0)
                {
                    wire = wire[await socket.SendAsync(wire).AsTask().WaitAsync(Patience)..];
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The server has closed; the reader knows why.
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>Cuts the line: the server sees a TCP reset.</summary>
    public void Reset()
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is gone already.
        }

        socket.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        try
        {
            await Ended;
        }
        catch (ViolationException)
        {
            // Whoever waits for the end hears of it.
        }

        sending.Dispose();
    }

    private async Task<int> ReadStatusAsync()
    {
        var head = new StringBuilder();
        var one = new byte[1];
        try
        {
            while (!head.ToString(Math.Max(0, head.Length - 4), Math.Min(4, head.Length)).Equals("\r\n\r\n", StringComparison.Ordinal))
            {
                if (await stream.ReadAsync(one) == 0)
                {
                    return 0;
                }

                head.Append((char)one[0]);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            return 0;
        }

        return int.Parse(head.ToString().Split(' ')[1]);
    }

    private async Task<Closing> ReadAsync()
    {
        try
        {
            while (await WireFrame.ReadAsync(stream) is var (opcode, payload))
            {
                switch (opcode)
                {
                    case WireFrame.Text:
                        await HearAsync(payload);
                        break;
                    case WireFrame.Pong:
                        break;
                    case WireFrame.Close:
                        return await EndAsync(payload);
                    default:
                        throw new ViolationException($"a WebSocket frame with the opcode {opcode}");
                }
            }

            return new Closing(-1, "the line ended");
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            return new Closing(-1, e.Message);
        }
    }

    private async Task HearAsync(byte[] payload)
    {
        try
        {
            if (!Utf8.IsValid(payload))
            {
                throw new ViolationException("text that is not UTF-8");
            }

            using var document = JsonDocument.Parse(payload);
            watch.Hear(document.RootElement);
            if (answersPings && document.RootElement.GetProperty("type").ValueEquals("PING"))
            {
                await SendAsync(WireFrame.Write(WireFrame.Text, Encoding.UTF8.GetBytes($$$"""{"type":"PONG","payload":{"t":{{{document.RootElement.GetProperty("payload").GetProperty("t").GetRawText()}}}}}""")));
            }
        }
        catch (Exception e) when (e is ViolationException or JsonException)
        {
            throw new ViolationException($"{e.Message}\n  told: {Encoding.UTF8.GetString(payload)}");
        }
    }

    private async Task<Closing> EndAsync(byte[] payload)
    {
        await SendAsync(WireFrame.Write(WireFrame.Close, payload), isLast: true);
        socket.Dispose();
        return payload.Length < 2 ? new Closing(1005, "") : new Closing(BinaryPrimitives.ReadUInt16BigEndian(payload), Encoding.UTF8.GetString(payload.AsSpan(2)));
    }
}
