using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Gw2Optimizer.Server.Tests.Games;

/// <summary>A socket that keeps every frame it gets, in order, and answers the server's PINGs.</summary>
internal sealed class GameSocket : IAsyncDisposable
{
    public const int FrameBytesMax = 16_384;
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(15);

    private readonly ClientWebSocket web = new();
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly CancellationTokenSource ended = new();
    private readonly List<JsonElement> frames = [];
    private readonly Lock gate = new();
    private readonly TaskCompletionSource<SocketEnd> end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SocketManners manners;
    private TaskCompletionSource arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Socket? tcp;
    private Task reading = Task.CompletedTask;
    private int commands;
    private int disposals;

    private GameSocket(SocketManners manners) => this.manners = manners;

    /// <summary>All frames so far.</summary>
    public IReadOnlyList<JsonElement> Frames
    {
        get
        {
            lock (gate)
            {
                return [.. frames];
            }
        }
    }

    /// <summary>The events seen on this socket, replayed and live, in the order of arrival.</summary>
    public IReadOnlyList<JsonElement> Events =>
        [.. Frames.SelectMany(frame => TypeOf(frame) switch
        {
            "GAME_EVENT" => [frame.GetProperty("payload")],
            "GAME_REPLAY" => frame.GetProperty("payload").GetProperty("events").EnumerateArray(),
            _ => Enumerable.Empty<JsonElement>(),
        })];

    public JsonElement Resume => PayloadOf(Frames.First(frame => TypeOf(frame) == "GAME_RESUME"));

    /// <summary>Opens a socket; a refused upgrade is one that ends with its close code.</summary>
    public static async Task<GameSocket> OpenAsync(TestServer server, string pathAndQuery, string? access, SocketManners? manners = null, params string[] protocols)
    {
        var socket = new GameSocket(manners ?? new SocketManners());
        await socket.ConnectAsync(server, pathAndQuery, access, protocols);
        return socket;
    }

    public static string TypeOf(JsonElement frame) => frame.GetProperty("type").GetString()!;

    public static JsonElement PayloadOf(JsonElement frame) => frame.GetProperty("payload");

    public async Task SendAsync(string text) => await SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    public async Task SendAsync(ReadOnlyMemory<byte> bytes, WebSocketMessageType type, bool last = true)
    {
        await sending.WaitAsync();
        try
        {
            using var limit = new CancellationTokenSource(WaitMax);
            await web.SendAsync(bytes, type, last, limit.Token);
        }
        finally
        {
            sending.Release();
        }
    }

    public Task SendFrameAsync(string type, object payload) => SendAsync(JsonSerializer.Serialize(new { type, payload }));

    public string FreshCommandId() => $"c{Interlocked.Increment(ref commands)}-{Guid.NewGuid():N}";

    /// <summary>Sends a command and gives its answer: GAME_ACCEPTED, GAME_REFUSED or an ERROR with its id.</summary>
    public async Task<JsonElement> CommandAsync(string name, object data, string? commandId = null)
    {
        commandId ??= FreshCommandId();
        var from = Frames.Count;
        await SendFrameAsync("GAME_COMMAND", new { commandId, name, data });
        return await WaitAsync(
            frame => TypeOf(frame) is "GAME_ACCEPTED" or "GAME_REFUSED" or "ERROR" && PayloadOf(frame).TryGetProperty("commandId", out var id) && id.GetString() == commandId,
            from);
    }

    public async Task<JsonElement> AcceptedAsync(string name, object data, string? commandId = null)
    {
        var answer = await CommandAsync(name, data, commandId);
        TypeOf(answer).ShouldBe("GAME_ACCEPTED", answer.GetRawText());
        return PayloadOf(answer);
    }

    /// <summary>Sends a command that is to be refused and gives the code.</summary>
    public async Task<string> RefusedAsync(string name, object data)
    {
        var answer = await CommandAsync(name, data);
        TypeOf(answer).ShouldBe("GAME_REFUSED", answer.GetRawText());
        var payload = PayloadOf(answer);
        payload.GetProperty("message").GetString().ShouldNotBeNullOrWhiteSpace();
        payload.GetProperty("retryable").GetBoolean().ShouldBe(payload.GetProperty("code").GetString() == "STORAGE_UNAVAILABLE");
        return payload.GetProperty("code").GetString()!;
    }

    /// <summary>Sends raw text that is to be answered by an ERROR, and gives that.</summary>
    public async Task<JsonElement> ErrorAsync(string raw)
    {
        var from = Frames.Count;
        await SendAsync(raw);
        var payload = PayloadOf(await WaitAsync("ERROR", from));
        payload.GetProperty("message").GetString().ShouldNotBeNullOrWhiteSpace();
        return payload;
    }

    /// <summary>A round trip: what was sent before is handled, what was caused before is here.</summary>
    public async Task PingAsync()
    {
        var t = Guid.NewGuid().ToString("N");
        var from = Frames.Count;
        await SendFrameAsync("PING", new { t });
        await WaitAsync(frame => TypeOf(frame) == "PONG" && PayloadOf(frame).GetProperty("t").ToString() == t, from);
    }

    public Task<JsonElement> WaitAsync(string type, int from = 0, TimeSpan? within = null) => WaitAsync(frame => TypeOf(frame) == type, from, within);

    public Task<JsonElement> EventAsync(Func<JsonElement, bool> wanted, TimeSpan? within = null) =>
        WaitAsync(frame => TypeOf(frame) == "GAME_EVENT" && wanted(PayloadOf(frame)), within: within);

    public Task<JsonElement> EventAsync(string type, TimeSpan? within = null) => EventAsync(payload => payload.GetProperty("type").GetString() == type, within);

    /// <summary>The first frame at or after a place that is wanted, now or soon.</summary>
    public async Task<JsonElement> WaitAsync(Func<JsonElement, bool> wanted, int from = 0, TimeSpan? within = null)
    {
        using var limit = new CancellationTokenSource(within ?? WaitMax);
        while (true)
        {
            Task next;
            lock (gate)
            {
                for (; from < frames.Count; from++)
                {
                    if (wanted(frames[from]))
                    {
                        return frames[from];
                    }
                }

                next = arrival.Task;
            }

            if (end.Task.IsCompleted && !next.IsCompleted)
            {
                throw new InvalidOperationException($"The socket ended with {await end.Task} before the wanted frame. Last frames: {Tail()}");
            }

            try
            {
                await Task.WhenAny(next, end.Task).WaitAsync(limit.Token);
            }
            catch (OperationCanceledException error)
            {
                throw new TimeoutException($"The wanted frame did not come. Last frames: {Tail()}", error);
            }
        }
    }

    /// <summary>How the server ended the socket.</summary>
    public async Task<SocketEnd> EndAsync(TimeSpan? within = null)
    {
        try
        {
            return await end.Task.WaitAsync(within ?? WaitMax);
        }
        catch (TimeoutException error)
        {
            throw new TimeoutException($"The socket stayed open. Last frames: {Tail()}", error);
        }
    }

    /// <summary>Cuts the connection without a word, as a lost network does.</summary>
    public void Drop()
    {
        tcp!.LingerState = new LingerOption(enable: true, seconds: 0);
        tcp.Dispose();
    }

    /// <summary>Begins to read, where it did not do so from the start.</summary>
    public void Read() => reading = ReadAsync();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposals, 1) == 1)
        {
            return;
        }

        try
        {
            if (web.State == WebSocketState.Open)
            {
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
                await web.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, limit.Token);
                await reading.WaitAsync(limit.Token);
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
        }

        await ended.CancelAsync();
        web.Dispose();
        tcp?.Dispose();
        await reading;
        sending.Dispose();
        ended.Dispose();
    }

    private async Task ConnectAsync(TestServer server, string pathAndQuery, string? access, string[] protocols)
    {
        if (access is not null)
        {
            web.Options.SetRequestHeader("Authorization", $"Bearer {access}");
        }

        foreach (var protocol in protocols)
        {
            web.Options.AddSubProtocol(protocol);
        }

        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellation) =>
            {
                tcp = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                if (manners.ReceiveBufferBytes is { } bytes)
                {
                    tcp.ReceiveBufferSize = bytes;
                }

                await tcp.ConnectAsync(context.DnsEndPoint, cancellation);
                return new NetworkStream(tcp, ownsSocket: true);
            },
        };
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        using var limit = new CancellationTokenSource(WaitMax);
        var address = new UriBuilder(new Uri(server.Http.BaseAddress!, pathAndQuery)) { Scheme = "ws" }.Uri;
        await web.ConnectAsync(address, invoker, limit.Token);
        if (manners.Reads)
        {
            Read();
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await web.ReceiveAsync(buffer.AsMemory(), ended.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    end.TrySetResult(new SocketEnd((int?)web.CloseStatus, web.CloseStatusDescription));
                    return;
                }

                message.Write(buffer.AsSpan(0, part.Count));
                if (part.EndOfMessage)
                {
                    Keep(JsonElement.Parse(message.ToArray()));
                    message.SetLength(0);
                }
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            end.TrySetResult(new SocketEnd((int?)web.CloseStatus, web.CloseStatusDescription));
        }
    }

    private void Keep(JsonElement frame)
    {
        TaskCompletionSource waiting;
        lock (gate)
        {
            frames.Add(frame);
            waiting = arrival;
            arrival = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        waiting.TrySetResult();
        if (manners.Pongs && TypeOf(frame) == "PING")
        {
            _ = PongAsync(PayloadOf(frame).GetProperty("t"));
        }
    }

    /// <summary>Beside the reading, so that a socket that can no longer be written to is still read to its close.</summary>
    private async Task PongAsync(JsonElement t)
    {
        try
        {
            await Task.Delay(manners.PongDelay, ended.Token);
            await SendFrameAsync("PONG", new { t });
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }

    private string Tail() => string.Join('\n', Frames.TakeLast(8).Select(frame => frame.GetRawText()));
}

/// <summary>How a socket ended: without a code where the connection just broke.</summary>
internal sealed record SocketEnd(int? Code, string? Reason);

/// <summary>How a client behaves.</summary>
internal sealed record SocketManners(bool Pongs = true, bool Reads = true, int? ReceiveBufferBytes = null, TimeSpan PongDelay = default);
