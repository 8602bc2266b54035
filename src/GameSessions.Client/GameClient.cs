using System.Buffers.Text;
using System.Text.Json;
using GameSessions.Client.Sessions;
using GameSessions.Client.Sockets;
using GameSessions.Games;
using GameSessions.Wire;

namespace GameSessions.Client;

/// <summary>
/// One session with one game, over as many sockets as it takes: every event once and in order, every command once, until the owner disposes
/// it or the server shuts it out. Members may be called from any thread; news comes one at a time, in the context that
/// <see cref="Start"/> was called in, and must not block.
/// </summary>
public sealed class GameClient : IAsyncDisposable
{
    private const int CommandIdBytes = 16;
    private readonly Lock gate = new();
    private readonly CancellationTokenSource stop = new();
    private readonly IClientTransport transport;
    private readonly GameClientOptions options;
    private readonly Func<CancellationToken, Task<string?>> accessToken;
    private readonly Action<ClientNews> tell;
    private readonly TimeProvider time;
    private readonly Action<Span<byte>> entropy;
    private readonly Session session;
    private Connection? connection;
    private Task? run;
    private bool over;

    /// <param name="accessToken">Asked whenever there is no resume token; null where there is no access token any more, which ends the client.</param>
    /// <param name="tell">What it throws ends the client and is found in <see cref="Completion"/>.</param>
    /// <param name="entropy">Fills a span with random bytes, for jitter and command ids.</param>
    public GameClient(
        IClientTransport transport,
        GameClientOptions options,
        Func<CancellationToken, Task<string?>> accessToken,
        Action<ClientNews> tell,
        TimeProvider time,
        Action<Span<byte>> entropy)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.transport = transport;
        this.options = options;
        this.accessToken = accessToken;
        this.tell = tell;
        this.time = time;
        this.entropy = entropy;
        session = new Session(options, time, entropy);
    }

    /// <summary>Ends when the client has: disposed, taken over, revoked, without an access token, or failed by its owner. Complete before <see cref="Start"/>.</summary>
    public Task Completion => run ?? Task.CompletedTask;

    /// <summary>Null before the first hand-over, where the owner gave no start.</summary>
    public LogPosition? Position => Read(() => session.Log.Position);

    /// <summary>The newest token that the server gave; a secret.</summary>
    public string? ResumeToken => Read(() => session.Log.ResumeToken);

    /// <summary>Between a hand-over and the loss of its socket.</summary>
    public bool IsLive => Read(() => connection is not null && session.Log.HandedOver);

    /// <summary>Events that came again and were dropped.</summary>
    public long Duplicates => Read(() => session.Log.Duplicates);

    /// <summary>Holes that the client found, each of which made it connect again.</summary>
    public long Gaps => Read(() => session.Log.Gaps);

    /// <summary>The session's ack, as far as the server said that it is stored.</summary>
    public long StoredAck => Read(() => session.Acks.Stored);

    public int CommandsUnanswered => Read(() => session.Outbox.Count);

    public Wire.GameTimer? Timer => Read(() => session.Clock.Timer);

    /// <summary>The server's clock as far as it is known here, in ms since the epoch.</summary>
    public long ServerNow => Read(() => session.Clock.ServerNow);

    /// <summary>What the seat has left now; null where the game has no clock or no such seat.</summary>
    public long? RemainingMs(Seat seat) => Read(() => session.Clock.RemainingMs(seat));

    public void Start() => run ??= RunAsync();

    /// <summary>Sends a command once, however many sockets that takes.</summary>
    /// <param name="id">By default a new random one. An id that still waits for its answer is the same command.</param>
    /// <exception cref="ArgumentException">The command does not fit into a frame.</exception>
    public Task<CommandResult> SendAsync<T>(string name, T data, CommandId? id = null)
    {
        var command = new ClientFrame.Command(id ?? NextCommandId(), name, JsonSerializer.SerializeToElement(data, WireJson.Options));
        if (Envelope.Write(command).Length > Limits.InboundFrameBytesMax)
        {
            throw new ArgumentException($"A frame has at most {Limits.InboundFrameBytesMax} bytes.", nameof(data));
        }

        lock (gate)
        {
            if (over)
            {
                return Task.FromResult<CommandResult>(new CommandResult.Unanswered());
            }

            if (session.Outbox.Find(command.Id) is { } known)
            {
                return known;
            }

            if (session.Outbox.Count >= options.CommandsWaitingMax)
            {
                return Task.FromResult<CommandResult>(new CommandResult.Refused("OUTBOX_FULL", "Too many commands wait for an answer."));
            }

            var answer = session.Outbox.Add(command);
            SendWhatIsDue();
            return answer;
        }
    }

    /// <summary>Acknowledges every event up to this one. Needed only with <see cref="GameClientOptions.Acks"/> off.</summary>
    public void Acknowledge(long sequence)
    {
        lock (gate)
        {
            session.Acks.Acknowledge(sequence);
            SendWhatIsDue();
        }
    }

    /// <summary>Closes the socket and ends the client; nothing is told after it.</summary>
    public async ValueTask DisposeAsync()
    {
        Connection? open;
        lock (gate)
        {
            over = true;
            open = connection;
        }

        if (open is not null)
        {
            await open.Socket.CloseAsync();
        }

        stop.Cancel();
        try
        {
            await Completion;
        }
        catch (Exception)
        {
            // The owner's own, which it finds in Completion.
        }
    }

    private async Task RunAsync()
    {
        try
        {
            var attempt = 0;
            while (true)
            {
                var end = await UseOneSocketAsync();
                if (Read(() => over))
                {
                    return;
                }

                if (end.Final is { } last)
                {
                    tell(new ClientNews.OutcomeKnown(last));
                    return;
                }

                attempt = end.Healthy ? 0 : attempt;
                var after = end.DelayBeforeNext(attempt++, options.Reconnect, entropy);
                tell(new ClientNews.OutcomeKnown(new SessionOutcome.Retrying(after)));
                await time.PauseAsync(after, stop.Token);
            }
        }
        finally
        {
            lock (gate)
            {
                over = true;
                session.Outbox.Abandon();
            }
        }
    }

    private async Task<SocketEnd> UseOneSocketAsync()
    {
        using var scope = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        var deadline = Task.CompletedTask;
        try
        {
            ConnectRequest? request;
            IClientSocket socket;
            try
            {
                request = await MakeRequestAsync(scope.Token);
                if (request is null)
                {
                    return new SocketEnd(Close.Unauthorized);
                }

                lock (gate)
                {
                    session.OpenSocket();
                }

                deadline = GiveUpWithoutHandshakeAsync(scope);
                socket = await transport.ConnectAsync(request, scope.Token);
            }
            catch (Exception)
            {
                // Whatever kept this socket from opening, the next one may open.
                return new SocketEnd(IClientSocket.Broken);
            }

            return await FollowAsync(socket, request, scope);
        }
        finally
        {
            scope.Cancel();
            await deadline;
        }
    }

    private async Task<SocketEnd> FollowAsync(IClientSocket socket, ConnectRequest request, CancellationTokenSource scope)
    {
        using var abort = scope.Token.Register(socket.Abort);
        var current = new Connection(socket, scope, time);
        lock (gate)
        {
            connection = current;
        }

        var writing = current.WriteAsync();
        var watching = Task.CompletedTask;
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync();
                if (received.Closed is { } close)
                {
                    return EndOf(close, request);
                }

                current.Hear();
                if (!TryRead(received.Text, out var frame) || (frame is not null && !Handle(frame, current)))
                {
                    return new SocketEnd(IClientSocket.Broken);
                }

                if (frame is ServerFrame.Resume { HeartbeatMs: > 0 } resume && watching.IsCompleted)
                {
                    watching = current.WatchAsync(TimeSpan.FromMilliseconds(resume.HeartbeatMs), session.Ping);
                }
            }
        }
        finally
        {
            lock (gate)
            {
                connection = null;
            }

            current.End();
            await writing;
            await watching;
        }
    }

    private async Task<ConnectRequest?> MakeRequestAsync(CancellationToken cancellationToken)
    {
        var (token, position) = Read(() => (session.Log.ResumeToken, session.Log.Position));
        var access = token is null ? await accessToken(cancellationToken) : null;
        return token is null && access is null
            ? null
            : new ConnectRequest(options.Path, options.GameId, access, token, position?.Sequence, position?.Epoch);
    }

    private SocketEnd EndOf(Close close, ConnectRequest request)
    {
        lock (gate)
        {
            var tokenRefused = close == Close.InvalidResumeToken && request.ResumeToken is not null;
            session.Log.ResumeToken = tokenRefused ? null : session.Log.ResumeToken;
            return new SocketEnd(close, session.Log.HandedOver, tokenRefused);
        }
    }

    /// <returns>False where the socket cannot be trusted any more.</returns>
    private bool Handle(ServerFrame frame, Connection current)
    {
        Step step;
        lock (gate)
        {
            step = session.Take(frame);
        }

        if (step.Answer is { } answer)
        {
            current.Send(answer);
        }

        foreach (var news in step.News)
        {
            tell(news);
        }

        if (step.Rest is { } rest)
        {
            _ = EndRestAsync(rest, current);
        }

        lock (gate)
        {
            session.Told();
            SendWhatIsDue();
        }

        return !step.Broken;
    }

    /// <summary>Only under the lock, so that commands keep their order on the wire.</summary>
    private void SendWhatIsDue()
    {
        if (connection is not { } current || current.Ended.IsCancellationRequested)
        {
            return;
        }

        var due = session.TakeDue(out var wait);
        foreach (var frame in due)
        {
            current.Send(frame);
        }

        if (wait is { } delay && !current.AckScheduled)
        {
            current.AckScheduled = true;
            _ = AckLaterAsync(delay, current);
        }
    }

    private async Task EndRestAsync(TimeSpan after, Connection current)
    {
        await time.PauseAsync(after, current.Ended);
        lock (gate)
        {
            if (connection == current)
            {
                session.EndRest();
                SendWhatIsDue();
            }
        }
    }

    private async Task AckLaterAsync(TimeSpan after, Connection current)
    {
        await time.PauseAsync(after, current.Ended);
        lock (gate)
        {
            current.AckScheduled = false;
            if (connection == current)
            {
                SendWhatIsDue();
            }
        }
    }

    private async Task GiveUpWithoutHandshakeAsync(CancellationTokenSource scope)
    {
        await time.PauseAsync(options.HandshakeMax, scope.Token);
        if (Read(() => !session.Log.HandshakeSeen))
        {
            scope.Cancel();
        }
    }

    private static bool TryRead(ReadOnlyMemory<byte> text, out ServerFrame? frame)
    {
        try
        {
            frame = Envelope.ReadServer(text);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            frame = null;
            return false;
        }
    }

    private CommandId NextCommandId()
    {
        Span<byte> bytes = stackalloc byte[CommandIdBytes];
        entropy(bytes);
        return new CommandId(Base64Url.EncodeToString(bytes));
    }

    private T Read<T>(Func<T> member)
    {
        lock (gate)
        {
            return member();
        }
    }
}
