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
    private readonly AckWriter acks;
    private List<(ClientFrame Frame, long? ArrivedAt)>? early = [];
    private long told;

    public SessionConnection(SessionNode node, IFrameLink link)
    {
        this.node = node;
        this.link = link;
        Outbox = new Outbox(link, node.Options.SendQueueBytesMax);
        heartbeat = new Heartbeat(node, this);
        acks = new AckWriter(node, this);
    }

    public Outbox Outbox { get; }

    /// <summary>Whose socket this is; set once, by the hand-over.</summary>
    public SessionKey Key { get; private set; }

    /// <summary>Which handshake of the session this socket is; a later one ends it. 0 until then.</summary>
    public long Generation { get; private set; }

    /// <summary>Serves the socket until it is closed.</summary>
    public async Task RunAsync(UpgradeRequest request)
    {
        var upgradedAt = node.Time.GetTimestamp();
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
        catch (Exception e)
        {
            node.Log.SocketFailed(e, request.GameId);
            End(Close.InternalError);
        }

        await Outbox.Ended;
        await LeaveAsync();
        await Task.WhenAny(pumping, Task.Delay(CloseWait, node.Time));
        await link.CloseAsync(Outbox.Why ?? Close.Normal);
        await reading;
    }

    /// <summary>The session is open: from now on this socket is it.</summary>
    public void Open(SessionKey key, long generation)
    {
        Key = key;
        Generation = generation;
    }

    /// <summary>The replay is through: held frames follow, then what the client sent meanwhile is handled.</summary>
    public void GoLive(TokenHash token)
    {
        heartbeat.Start(token);
        Outbox.Release();
        lock (gate)
        {
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
        else
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
            if (Outbox.IsEnded)
            {
                continue;
            }

            heartbeat.NoteLife();
            switch (limiter.Judge(node.Time.GetTimestamp() * 1000.0 / node.Time.TimestampFrequency))
            {
                case FrameLimiter.Verdict.Close:
                    End(Close.RateLimited);
                    break;
                case FrameLimiter.Verdict.Refuse:
                    // A client that knows which command was dropped need not send the others again.
                    var dropped = received.Kind == ReceivedKind.Text && ClientFrame.Read(received.Bytes) is ClientFrame.Command command ? command.Id : (CommandId?)null;
                    Send(new ServerFrame.Error("RATE_LIMITED", "Too many frames; this one was not handled.", Retryable: true, dropped));
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
        if (received.Kind == ReceivedKind.TooBig)
        {
            End(Close.FrameTooBig);
            return;
        }

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
                node.Directory.Post(Key.Game, new GameMessage.Submit(this, new PlayerCommand(Key.Player, command.Id, command.Name, command.Data), arrivedAt));
                break;
            case ClientFrame.Ack ack when ack.Sequence > Math.Max(Volatile.Read(ref told), node.Directory.Loaded(Key.Game)?.Head ?? 0) && !node.Planted.AckBeyondHead:
                Send(Error(ClientFrame.BadAck));
                break;
            case ClientFrame.Ack ack:
                acks.Write(ack.Sequence);
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

    private static ServerFrame.Error Error(ClientFrame.Unreadable unreadable) => new(unreadable.Code, unreadable.Message, Retryable: false, unreadable.CommandId);

    private async Task LeaveAsync()
    {
        heartbeat.Stop();
        node.Registry.Remove(this);
        if (Generation > 0)
        {
            node.Directory.Post(Key.Game, new GameMessage.Detach(this));
            await heartbeat.TouchAsync();
        }
    }
}
