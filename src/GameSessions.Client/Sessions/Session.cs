using GameSessions.Games;
using GameSessions.Wire;

namespace GameSessions.Client.Sessions;

/// <summary>Everything that a client remembers, over all of its sockets: decides in memory and waits for nothing. Not thread-safe.</summary>
internal sealed class Session(GameClientOptions options, TimeProvider time, Action<Span<byte>> entropy)
{
    private readonly Attendance attendance = new();
    private TimeSpan openedAt;

    public LogFollower Log { get; } = new(options.Start, options.ResumeToken);

    public Outbox Outbox { get; } = new(options.CommandsInFlightMax);

    public AckPacer Acks { get; } = new(options.Acks);

    public ServerClock Clock { get; } = new(time);

    public void OpenSocket()
    {
        openedAt = Clock.Monotonic;
        Log.OpenSocket();
        Clock.OpenSocket();
        Outbox.OpenSocket();
    }

    public Step Take(ServerFrame frame) => frame switch
    {
        ServerFrame.Ping ping => Step.Nothing with { Answer = new ClientFrame.Pong(ping.T) },
        ServerFrame.Pong pong => Time(pong),
        ServerFrame.Resume resume => Open(resume),
        ServerFrame.ReplayEnd end => HandOver(end),
        ServerFrame.Accepted accepted => Answer(accepted.CommandId, new CommandResult.Accepted(accepted.Sequence, accepted.Count)),
        ServerFrame.Refused { Retryable: true } refused => Retry(refused.CommandId),
        ServerFrame.Refused refused => Answer(refused.CommandId, new CommandResult.Refused(refused.Code, refused.Message)),
        ServerFrame.Acked acked => Store(acked),
        ServerFrame.TimeUpdate update => new Step(SetTimer(update.Timer)),
        ServerFrame.Presence presence => new Step(attendance.Change(presence.UserId, presence.Online)),
        ServerFrame.Error error => Heed(error) with { News = [new ClientNews.Faulted(error.Code, error.Message)] },
        _ => Log.Take(frame),
    };

    /// <summary>The owner has been told everything that came so far.</summary>
    public void Told() => Acks.Take(Log.Position?.Sequence ?? 0);

    /// <summary>Takes what may be sent now.</summary>
    /// <param name="wait">How long until there may be more, if nothing else happens.</param>
    public IReadOnlyList<ClientFrame> TakeDue(out TimeSpan? wait)
    {
        wait = null;
        if (!Log.HandedOver || Outbox.Resting)
        {
            return [];
        }

        var commands = Outbox.TakeSendable();
        (var ack, wait) = Acks.Next(Clock.Monotonic);
        return ack is { } sequence ? [.. commands, new ClientFrame.Ack(sequence)] : commands;
    }

    public void EndRest()
    {
        Outbox.EndRest();
        Acks.PutBack();
    }

    public ClientFrame.Ping Ping() => new(RawJson.From(Clock.LocalNow));

    private Step Open(ServerFrame.Resume resume)
    {
        Acks.OpenSocket(resume.LastSequence);
        Clock.Sample(resume.IssuedAt, (long)(Clock.Monotonic - openedAt).TotalMilliseconds);
        var step = Log.Take(resume);
        return step with { News = [.. step.News, .. SetTimer(resume.Timer), .. attendance.Meet(resume.Online)] };
    }

    private Step HandOver(ServerFrame.ReplayEnd end)
    {
        var step = Log.Take(end);
        if (step.Broken)
        {
            return step;
        }

        Acks.HandedOver(end.Through);
        return step with { Answer = Ping() };
    }

    private Step Answer(CommandId id, CommandResult result)
    {
        Outbox.Answer(id, result);
        return Step.Nothing;
    }

    private Step Retry(CommandId id)
    {
        Outbox.PutBack(id);
        return Rest(options.Resend.Delay(Outbox.Setbacks, entropy));
    }

    private Step Store(ServerFrame.Acked acked)
    {
        Acks.StoredAt(acked.Sequence);
        return Step.Nothing;
    }

    private Step Heed(ServerFrame.Error error)
    {
        // Without a command id it was an ack or a ping that was lost; acks are sent again after every rest. A command that was not named
        // is still under way: a second copy of it could be decided anew after the first was refused.
        if (error is { Code: "RATE_LIMITED", CommandId: { } dropped })
        {
            Outbox.PutBack(dropped);
        }
        else if (error.CommandId is { } id)
        {
            return Answer(id, new CommandResult.Refused(error.Code, error.Message));
        }

        return error.Code switch
        {
            "RATE_LIMITED" => Rest(options.RateLimitRest),
            "STORAGE_UNAVAILABLE" => Rest(options.Resend.Delay(Outbox.Setbacks, entropy)),
            _ => Step.Nothing,
        };
    }

    private Step Rest(TimeSpan duration) => Outbox.Rest() ? Step.Nothing with { Rest = duration } : Step.Nothing;

    private Step Time(ServerFrame.Pong pong)
    {
        if (long.TryParse(pong.T.Text, out var sentAt))
        {
            Clock.Sample(pong.Now, Clock.LocalNow - sentAt);
        }

        return Step.Nothing;
    }

    private IReadOnlyList<ClientNews> SetTimer(Wire.GameTimer? timer)
    {
        Clock.Timer = timer ?? Clock.Timer;
        return timer is null ? [] : [new ClientNews.ClockChanged(timer)];
    }
}
