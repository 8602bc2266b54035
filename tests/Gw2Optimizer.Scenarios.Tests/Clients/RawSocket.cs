using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;

namespace Gw2Optimizer.Scenarios.Tests.Clients;

/// <summary>A client that knows nothing: text out, frames in, and every frame kept.</summary>
public sealed class RawSocket : IAsyncDisposable
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(15);
    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim sending = new(1);
    private readonly Channel<Frame> unread = Channel.CreateUnbounded<Frame>();
    private readonly List<Frame> seen = [];
    private readonly bool answersPings;
    private Socket? tcp;
    private Task<Closing> reading = null!;

    private RawSocket(bool answersPings) => this.answersPings = answersPings;

    public string? SubProtocol => socket.SubProtocol;

    /// <summary>Every frame since the upgrade, read or not.</summary>
    public IReadOnlyList<Frame> Seen
    {
        get
        {
            lock (seen)
            {
                return [.. seen];
            }
        }
    }

    /// <summary>Every event of the game, replayed or live, in the order of arrival.</summary>
    public IReadOnlyList<JsonElement> Journal =>
        [.. Seen.SelectMany(frame => frame.Type switch
        {
            "GAME_EVENT" => [frame.Payload],
            "GAME_REPLAY" => frame["events"].EnumerateArray(),
            _ => Enumerable.Empty<JsonElement>(),
        })];

    public static async Task<RawSocket> OpenAsync(Uri address, IEnumerable<(string Name, string Value)> headers, IEnumerable<string> protocols, bool answersPings)
    {
        var opened = new RawSocket(answersPings);
        foreach (var (name, value) in headers)
        {
            opened.socket.Options.SetRequestHeader(name, value);
        }

        foreach (var protocol in protocols)
        {
            opened.socket.Options.AddSubProtocol(protocol);
        }

        opened.socket.Options.KeepAliveInterval = TimeSpan.Zero;
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseCookies = false,
            ConnectCallback = async (context, cancellation) =>
            {
                opened.tcp = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await opened.tcp.ConnectAsync(context.DnsEndPoint, cancellation);
                return new NetworkStream(opened.tcp, ownsSocket: true);
            },
        });
        using var patience = new CancellationTokenSource(WaitMax);
        await opened.socket.ConnectAsync(address, invoker, patience.Token);
        opened.reading = Task.Run(opened.ReadAsync);
        return opened;
    }

    public async Task SendTextAsync(string text) => await SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    public async Task SendAsync(byte[] bytes, WebSocketMessageType type)
    {
        await sending.WaitAsync();
        try
        {
            using var patience = new CancellationTokenSource(WaitMax);
            await socket.SendAsync(bytes, type, endOfMessage: true, patience.Token);
        }
        finally
        {
            sending.Release();
        }
    }

    public Task SendAsync(string type, object payload) => SendTextAsync(JsonSerializer.Serialize(new { type, payload }));

    public async Task<string> SendCommandAsync(string name, object data, string? commandId = null)
    {
        commandId ??= Guid.NewGuid().ToString("N");
        await SendAsync("GAME_COMMAND", new { commandId, name, data });
        return commandId;
    }

    /// <summary>Sends a command and waits for its GAME_ACCEPTED. A machine that is busy with other tests may put it off, as it would any client's.</summary>
    public async Task<Frame> PlayAsync(string name, object data, string? commandId = null)
    {
        var id = await SendCommandAsync(name, data, commandId);
        var answer = await AnswerAsync(id);
        for (var again = 0; again < 3 && answer.Type == "GAME_REFUSED" && answer.Text("code") == "STORAGE_UNAVAILABLE"; again++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            answer = await AnswerAsync(await SendCommandAsync(name, data, id));
        }

        answer.Type.ShouldBe("GAME_ACCEPTED", answer.ToString());
        return answer;
    }

    /// <summary>Sends a command and expects its refusal.</summary>
    public async Task ShouldBeRefusedAsync(string code, string name, object data)
    {
        var answer = await AnswerAsync(await SendCommandAsync(name, data));
        answer.Type.ShouldBe("GAME_REFUSED", answer.ToString());
        answer.Text("code").ShouldBe(code, answer.ToString());
        answer.Text("message").ShouldNotBeNullOrWhiteSpace();
        answer["retryable"].GetBoolean().ShouldBe(code == "STORAGE_UNAVAILABLE");
        answer.SenderId.ShouldBeNull();
    }

    public Task<Frame> AnswerAsync(string commandId) =>
        UntilAsync(frame => frame.Type is "GAME_ACCEPTED" or "GAME_REFUSED" && frame.Text("commandId") == commandId);

    /// <summary>Sends an ack and gives the ack that is stored then.</summary>
    public async Task<long> AckAsync(long sequence)
    {
        await SendAsync("GAME_ACK", new { sequence });
        return (await UntilAsync("GAME_ACK")).Number("sequence");
    }

    /// <summary>Has everything that was sent before this been handled? A PING's answer comes after.</summary>
    public async Task PingAsync()
    {
        var t = Guid.NewGuid().ToString("N");
        await SendAsync("PING", new { t });
        await UntilAsync(frame => frame.Type == "PONG" && frame["t"].ValueKind == JsonValueKind.String && frame.Text("t") == t);
    }

    /// <summary>Waits until the server has had the answer to its first PING, which proves this socket's token.</summary>
    public async Task ProveAsync()
    {
        await UntilAsync("PING");
        await PingAsync();
    }

    public async Task<Frame> NextAsync()
    {
        using var patience = new CancellationTokenSource(WaitMax);
        return await NextAsync(patience);
    }

    private async Task<Frame> NextAsync(CancellationTokenSource patience)
    {
        try
        {
            return await unread.Reader.ReadAsync(patience.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            var end = reading.IsCompleted ? $"it was closed: {await reading}" : "it is open";
            throw new InvalidOperationException($"No frame within {WaitMax.TotalSeconds} s; {end}. Seen:\n{string.Join('\n', Seen)}", e);
        }
    }

    public Task<Frame> UntilAsync(string type) => UntilAsync(frame => frame.Type == type);

    public async Task<Frame> UntilAsync(Func<Frame, bool> isIt)
    {
        using var patience = new CancellationTokenSource(WaitMax);
        while (true)
        {
            var frame = await NextAsync(patience);
            if (isIt(frame))
            {
                return frame;
            }
        }
    }

    public Task<Frame> EventAsync(string type) => UntilAsync(frame => frame.Type == "GAME_EVENT" && frame.Text("type") == type);

    public Task<Frame> EventAsync(long sequence) => UntilAsync(frame => frame.Type == "GAME_EVENT" && frame.Number("sequence") == sequence);

    /// <summary>Waits until an event has come, and reads no frame.</summary>
    public Task HearAsync(long sequence) => Wait.UntilAsync(() => Task.FromResult(Journal.Any(happened => happened.GetProperty("sequence").GetInt64() >= sequence)), WaitMax);

    /// <summary>Reads the hand-over, in the one order that it may have.</summary>
    public async Task<HandOver> HandOverAsync()
    {
        var resume = await NextAsync();
        resume.Type.ShouldBe("GAME_RESUME", resume.ToString());
        var next = await NextAsync();
        Frame? resync = null;
        if (next.Type == "GAME_RESYNC")
        {
            resync = next;
            next = await NextAsync();
        }

        var replayed = new List<JsonElement>();
        for (; next.Type == "GAME_REPLAY"; next = await NextAsync())
        {
            replayed.AddRange(next["events"].EnumerateArray());
        }

        next.Type.ShouldBe("GAME_REPLAY_END", next.ToString());
        return new HandOver(resume, resync, replayed, next.Number("through"));
    }

    public async Task<Closing> ClosedAsync(TimeSpan? within = null) => await reading.WaitAsync(within ?? WaitMax);

    public int ReplayFrames { get; private set; }

    public int LargestReplayFrameBytes { get; private set; }

    public bool IsOpen => !reading.IsCompleted;

    /// <summary>Cuts the line: the server sees a TCP reset.</summary>
    public async Task ResetAsync()
    {
        tcp!.LingerState = new LingerOption(enable: true, seconds: 0);
        tcp.Dispose();
        await reading.WaitAsync(WaitMax);
    }

    public async Task CloseAsync()
    {
        using var patience = new CancellationTokenSource(WaitMax);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, patience.Token);
        await ClosedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        tcp?.Dispose();
        await reading.WaitAsync(WaitMax);
        socket.Dispose();
        sending.Dispose();
    }

    private async Task<Closing> ReadAsync()
    {
        var buffer = new byte[65_536];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer, CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return new Closing((int)part.CloseStatus!.Value, part.CloseStatusDescription);
                }

                message.Write(buffer, 0, part.Count);
                if (part.EndOfMessage)
                {
                    await KeepAsync(message.ToArray());
                    message.SetLength(0);
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException or SocketException or OperationCanceledException)
        {
            return new Closing(-1, e.Message);
        }
        finally
        {
            unread.Writer.TryComplete();
        }
    }

    private async Task KeepAsync(byte[] bytes)
    {
        var frame = new Frame(JsonDocument.Parse(bytes).RootElement);
        if (frame.Type == "GAME_REPLAY")
        {
            ReplayFrames++;
            LargestReplayFrameBytes = Math.Max(LargestReplayFrameBytes, bytes.Length);
        }

        lock (seen)
        {
            seen.Add(frame);
        }

        if (answersPings && frame.Type == "PING")
        {
            await SendAsync("PONG", new { t = frame["t"] });
        }

        unread.Writer.TryWrite(frame);
    }
}
