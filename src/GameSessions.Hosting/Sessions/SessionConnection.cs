using GameSessions.Games;
using GameSessions.Hosting.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Hosting.Storage;
using GameSessions.Wire;

namespace GameSessions.Hosting.Sessions;

/// <summary>
/// One socket, from its upgrade to its end: reads frames, and sends what its game tells it. The game itself is decided in its mailbox.
/// </summary>
internal sealed class SessionConnection
{
    /// <summary>How long the peer may take to read what was queued before the close frame.</summary>
    private static readonly TimeSpan CloseWait = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly SessionNode node;
    private readonly IFrameLink link;
    private readonly Heartbeat heartbeat;
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? opening;
    private Task preparing = Task.CompletedTask;
    private List<(ClientFrame Frame, long? ArrivedAt)>? early = [];
    private volatile OpenSession? opened;
    private volatile bool isDeaf;
    private long told;
    private long acked;

    public SessionConnection(SessionNode node, IFrameLink link)
    {
        this.node = node;
        this.link = link;
        Outbox = new Outbox(link, node.Options.SendQueueBytesMax);
        heartbeat = new Heartbeat(node, this);
    }

    public Outbox Outbox { get; }

    /// <summary>The session it asked for, by which the registry knows it. Under the registry's lock.</summary>
    public SessionKey? EnteredAs { get; set; }

    /// <summary>Handshakes of the session that came before this one and may still be opening it. Under the registry's lock.</summary>
    public IReadOnlyList<SessionConnection> Earlier { get; set; } = [];

    /// <summary>Ends when the store no longer opens the session for this socket. From any thread.</summary>
    public Task Opening
    {
        get
        {
            lock (gate)
            {
                return opening?.Task ?? Task.CompletedTask;
            }
        }
    }

    /// <summary>Ends when every command that came has been handed to its game. From any thread.</summary>
    private Task Preparing
    {
        get
        {
            lock (gate)
            {
                return preparing;
            }
        }
    }

    /// <summary>Whose socket this is; once the hand-over has opened the session.</summary>
    public SessionKey Key => opened!.Key;

    /// <summary>Which handshake of the session this socket is; a later one ends it. 0 until it is opened.</summary>
    public long Generation => opened?.Generation ?? 0;

    /// <summary>The last stored ack of its session that this socket knows of. From any thread.</summary>
    public long Acked => Volatile.Read(ref acked);

    /// <summary>Ends when the socket is closed and forgotten.</summary>
    public Task Closed => closed.Task;

    /// <summary>Serves the socket until it is closed.</summary>
    public async Task RunAsync(UpgradeRequest request)
    {
        var upgradedAt = node.Time.GetTimestamp();
        node.Metrics.Connected(request.Channel, 1);
        var pumping = Outbox.PumpAsync();
        var reading = ReadAsync();
        try
        {
            if (await new HandOver(node, this, request).RunAsync() is { } refusal)
            {
                End(refusal);
            }
            else
            {
                node.Metrics.Reconnected(node.Time.GetElapsedTime(upgradedAt));
            }
        }
        catch (Exception e) when (e is StorageUnavailableException or TimeoutException)
        {
            node.Health.Note(e);
            End(e is TimeoutException ? Close.SlowReader : Close.StorageUnavailable);
        }
        catch (LogForkedException)
        {
            node.NoteFork();
            End(node.NextDrainSlot());
        }
        catch (Exception e)
        {
            node.Log.SocketFailed(e, request.GameId);
            End(Close.InternalError);
        }

        EndOpening();
        await Outbox.Ended;
        heartbeat.Stop();
        node.Registry.Remove(this);
        if (Generation > 0)
        {
            node.Directory.Post(Key.Game, new GameMessage.Detach(this));
        }

        await Task.WhenAny(pumping, Task.Delay(CloseWait, node.Time));
        await link.CloseAsync(Outbox.Why ?? Close.Normal);
        await reading;
        if (Generation > 0)
        {
            await heartbeat.CloseAsync();
        }

        node.Metrics.Connected(request.Channel, -1);
        closed.TrySetResult();
    }

    /// <summary>The session is open: from now on this socket is it.</summary>
    /// <param name="token">The one that it was given.</param>
    public void Open(SessionKey key, OpenedSession session, TokenHash token)
    {
        opened = new OpenSession(key, session.Generation, token);
        NoteAck(session.LastAck, node.Epoch);
    }

    /// <summary>The store is to be asked to open the session; false where this socket has ended.</summary>
    public bool TryBeginOpening()
    {
        lock (gate)
        {
            opening = Outbox.IsEnded ? null : new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return opening is not null;
        }
    }

    /// <summary>The store has answered, or is no longer waited for.</summary>
    public void EndOpening()
    {
        lock (gate)
        {
            opening?.TrySetResult();
        }
    }

    /// <summary>The session's ack is stored.</summary>
    public void NoteAck(long sequence, string epoch)
    {
        Volatile.Write(ref acked, sequence);
        node.Cache.Saved(new CachedSession(Key, epoch, opened!.Token, sequence, Generation));
    }

    /// <summary>Takes no more frames, answers those it took, and ends.</summary>
    public async Task DrainAsync(Close why)
    {
        isDeaf = true;
        if (Generation > 0)
        {
            try
            {
                await Preparing.WithinAsync(node.Options.StorageWait, node.Time);
                await node.Directory.FlushAsync(Key.Game).WithinAsync(node.Options.StorageWait, node.Time);
                await node.Acks.IdleAsync().WithinAsync(node.Options.StorageWait, node.Time);
            }
            catch (StorageUnavailableException e)
            {
                node.Health.Note(e);
            }
        }

        End(why);
        await Closed.InContextAsync();
    }

    /// <summary>The replay is through: held frames follow, then what the client sent meanwhile is handled.</summary>
    /// <param name="end">Tells the client that the replay is through.</param>
    public void GoLive(TokenHash token, byte[] end)
    {
        // In one step: whoever has read the end may send as much as the limits allow, and none of it is early.
        lock (gate)
        {
            Outbox.Send(end);
            heartbeat.Start(token);
            Outbox.Release();
            foreach (var (frame, arrivedAt) in node.Planted.EarlyFramesLost ? [] : early!)
            {
                Handle(frame, arrivedAt);
            }

            early = null;
        }
    }

    public void SendEvent(long sequence, byte[] frame)
    {
        Volatile.Write(ref told, sequence);
        Send(frame);
    }

    /// <summary>Sends a live frame.</summary>
    public void Send(byte[] frame)
    {
        if (node.Planted.LiveBeforeReplay)
        {
            Outbox.Send(frame);
        }
        else if (!node.Planted.HeldEventsLost || early is null)
        {
            Outbox.SendLive(frame);
        }
    }

    public void Send(ServerFrame frame) => Send(Envelope.Write(frame, node.Clock.Estimate));

    public void Answer(CommandId id, CommandResult result) => Send(result switch
    {
        CommandResult.Accepted accepted => new ServerFrame.Accepted(id, accepted.Sequence, accepted.Count),
        CommandResult.Refused { Refusal: var refusal } => new ServerFrame.Refused(id, refusal.Code, refusal.Message, refusal.Retryable),
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    });

    public void End(Close why) => Outbox.End(why);

    private async Task ReadAsync()
    {
        var limiter = new FrameLimiter(node.Options.FramesPerSecond, node.Options.FrameBurst);
        while (await link.ReceiveAsync() is { Kind: not ReceivedKind.Closed } received)
        {
            if (Outbox.IsEnded || isDeaf)
            {
                continue;
            }

            await heartbeat.Proved;
            heartbeat.NoteLife();
            if (received.Kind == ReceivedKind.TooBig)
            {
                // Whatever the limit says: the rest of it is still on the line, and would be taken for a frame of its own.
                End(Close.FrameTooBig);
                continue;
            }

            switch (limiter.Judge(node.Time.GetTimestamp() * 1000.0 / node.Time.TimestampFrequency))
            {
                case FrameLimiter.Verdict.Close:
                    End(Close.RateLimited);
                    break;
                case FrameLimiter.Verdict.Refuse:
                    // A client that knows which command was dropped need not send the others again.
                    var dropped = received.Kind == ReceivedKind.Text && ClientFrame.Read(received.Bytes) is ClientFrame.Command command ? command.Id : (CommandId?)null;
                    Send(ServerFrame.Error.RateLimited(dropped));
                    break;
                default:
                    Take(received);
                    break;
            }
        }

        Outbox.Abandon();
    }

    private void Take(Received received)
    {
        var frame = received.Kind == ReceivedKind.Binary ? ClientFrame.Binary : ClientFrame.Read(received.Bytes);
        long? arrivedAt = node.Clock.TryNow(out var now) ? now : null;
        lock (gate)
        {
            if (early is null)
            {
                Handle(frame, arrivedAt);
            }
            else if (early.Count < Limits.EarlyFramesMax)
            {
                early.Add((frame, arrivedAt));
            }
            else
            {
                End(Close.RateLimited);
            }
        }
    }

    private void Handle(ClientFrame frame, long? arrivedAt)
    {
        switch (frame)
        {
            case ClientFrame.Command command:
                Submit(new PlayerCommand(Key.Player, command.Id, command.Name, command.Data), arrivedAt);
                break;
            case ClientFrame.Ack ack when ack.Sequence > Math.Max(Volatile.Read(ref told), node.Directory.Loaded(Key.Game)?.Head ?? 0) && !node.Planted.AckBeyondHead:
                node.Observe(AckUnheardAsync(ack.Sequence));
                break;
            case ClientFrame.Ack ack:
                node.Acks.Write(this, ack.Sequence);
                break;
            case ClientFrame.Ping ping:
                Send(new ServerFrame.Pong(ping.T, node.Clock.Estimate));
                break;
            case ClientFrame.Pong pong:
                heartbeat.OnPong(pong.T);
                break;
            case ClientFrame.Unreadable unreadable:
                Send(Error(unreadable));
                break;
        }
    }

    /// <summary>Commands reach the game in the order in which they came: one that is prepared holds up those behind it. Under the lock.</summary>
    private void Submit(PlayerCommand command, long? arrivedAt)
    {
        if (preparing.IsCompleted && !node.Preparation.Concerns(command.Name))
        {
            Post(command, arrivedAt);
        }
        else
        {
            preparing = SubmitAsync(preparing, command, arrivedAt);
        }
    }

    private async Task SubmitAsync(Task before, PlayerCommand command, long? arrivedAt)
    {
        await before;
        Post(node.Preparation.Concerns(command.Name) ? await PrepareAsync(command) : command, arrivedAt);
    }

    private void Post(PlayerCommand command, long? arrivedAt) => node.Directory.Post(Key.Game, new GameMessage.Submit(this, command, arrivedAt));

    private async Task<PlayerCommand> PrepareAsync(PlayerCommand command)
    {
        try
        {
            return await node.Directory.FindAsync(Key.Game) is { } game ? command with { Findings = await node.Preparation.PrepareAsync(game, command) } : command;
        }
        catch (Exception e)
        {
            // The rules know what a command without findings comes to.
            node.Note(e, "preparation");
            return command;
        }
    }

    /// <summary>What is not known here may have been stored by another node, and told to this client by it.</summary>
    private async Task AckUnheardAsync(long sequence)
    {
        try
        {
            if (await node.Directory.FindAsync(Key.Game, fresh: true) is { } game && sequence <= game.Head)
            {
                node.Acks.Write(this, sequence);
            }
            else
            {
                Send(Error(ClientFrame.BadAck));
            }
        }
        catch (StorageUnavailableException e)
        {
            node.Health.Note(e);
            Send(ServerFrame.Error.AckNotStored);
        }
    }

    private static ServerFrame.Error Error(ClientFrame.Unreadable unreadable) => new(unreadable.Code, unreadable.Message, Retryable: false, unreadable.CommandId);

    private sealed record OpenSession(SessionKey Key, long Generation, TokenHash Token);
}
