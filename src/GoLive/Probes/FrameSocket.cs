using System.Text;
using System.Text.Json;
using GameSessions.Client.Sockets;
using GameSessions.Wire;

namespace GoLive.Probes;

/// <summary>A frame that came.</summary>
internal sealed record Frame(string Type, JsonElement Payload);

/// <summary>One socket whose frames are sent and read one by one, as no client would.</summary>
internal sealed class FrameSocket : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly IClientSocket socket;
    private readonly FrameLog log;
    private readonly string name;

    private FrameSocket(IClientSocket socket, FrameLog log, string name) => (this.socket, this.log, this.name) = (socket, log, name);

    /// <summary>Where the server closed it, and why; null while it is open.</summary>
    public Close? Closed { get; private set; }

    public static async Task<FrameSocket> OpenAsync(Uri server, ConnectRequest request, FrameLog log, string name, TimeProvider time, CancellationToken cancellationToken)
    {
        log.Add(name, '#', $"opens {request}");
        try
        {
            return new FrameSocket(await new WebSocketTransport(server, time).ConnectAsync(request, cancellationToken), log, name);
        }
        catch (Exception e) when (e is System.Net.WebSockets.WebSocketException or HttpRequestException)
        {
            throw ProbeException.Fail($"{server} opens no socket: {e.Message}");
        }
    }

    public async Task SendAsync(string text)
    {
        log.Add(name, '>', text);
        if (!await socket.SendAsync(Encoding.UTF8.GetBytes(text)))
        {
            throw ProbeException.Fail("The socket was closed before it could be written to.");
        }
    }

    public Task SendAsync(string type, object payload) => SendAsync(JsonSerializer.Serialize(new { type, payload }));

    /// <summary>The next frame of a type; those before it are passed over, after pings are answered.</summary>
    /// <exception cref="ProbeException">It does not come.</exception>
    public async Task<Frame> WaitAsync(string type, CancellationToken cancellationToken) =>
        await ReadUntilAsync(frame => frame.Type == type, cancellationToken) is [.., var last] && last.Type == type ? last : throw ProbeException.Fail($"No {type} came{(Closed is { } close ? $"; the server closed with {close.Code} {close.Reason}" : "")}");

    /// <summary>Everything up to and with the first frame that is wanted, or to the end of the socket.</summary>
    /// <exception cref="ProbeException">Neither comes in time.</exception>
    public async Task<IReadOnlyList<Frame>> ReadUntilAsync(Func<Frame, bool> isLast, CancellationToken cancellationToken)
    {
        var frames = new List<Frame>();
        while (Closed is null && !(frames.Count > 0 && isLast(frames[^1])))
        {
            if (await ReceiveAsync(cancellationToken) is { } frame)
            {
                frames.Add(frame);
            }
        }

        return frames;
    }

    /// <summary>As a network does that is gone: without a word.</summary>
    public void Cut()
    {
        log.Add(name, '#', "cut");
        socket.Abort();
    }

    public async ValueTask DisposeAsync() => await socket.CloseAsync();

    private async Task<Frame?> ReceiveAsync(CancellationToken cancellationToken)
    {
        ClientReceived received;
        try
        {
            received = await socket.ReceiveAsync().WaitAsync(Patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw ProbeException.Fail($"The server said nothing for {Patience.TotalSeconds:0} s");
        }

        if (received.Closed is { } close)
        {
            Closed = close;
            log.Add(name, '#', $"closed {close.Code} {close.Reason}");
            return null;
        }

        var text = Encoding.UTF8.GetString(received.Text.Span);
        log.Add(name, '<', text);
        var json = JsonSerializer.Deserialize<JsonElement>(text);
        var frame = new Frame(json.GetProperty("type").GetString()!, json.GetProperty("payload"));
        if (frame.Type == "PING")
        {
            await SendAsync("PONG", frame.Payload);
        }

        return frame;
    }
}
