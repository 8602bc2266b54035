using System.Threading.Channels;
using GameSessions.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Hosting.Sessions;
using GameSessions.Hosting.Storage;
using GameSessions.Log;
using GameSessions.Wire;

namespace GameSessions.Hosting.Games;

/// <summary>
/// Runs one game on this node: a mailbox, behind it the game and those who listen to it. Nothing is told before it is stored.
/// </summary>
internal sealed class GameHost
{
    private readonly Channel<GameMessage> mailbox = System.Threading.Channels.Channel.CreateUnbounded<GameMessage>(new UnboundedChannelOptions { SingleReader = true });
    private readonly GameId id;
    private readonly SessionNode node;
    private readonly GameReplica replica;
    private readonly Audience audience;
    private Attendance attendance = new();
    private readonly GameAlarm alarm;
    private long usedAt;

    public GameHost(GameId id, SessionNode node)
    {
        this.id = id;
        this.node = node;
        audience = new Audience(id);
        replica = new GameReplica(id, node, Show);
        alarm = new GameAlarm(node, () => Post(new GameMessage.Wake()));
        usedAt = node.Time.GetTimestamp();
        _ = RunAsync();
    }

    /// <summary>The highest event this node knows of; 0 before the game is loaded.</summary>
    public long Head => replica.Head;

    /// <summary>Whether a player has a seat, as far as is known here. From any thread.</summary>
    public bool Seats(PlayerId player) => replica.Game?.SeatOf(player) is not null;

    /// <summary>Storage failed it; it asks again by itself after a pause. From any thread.</summary>
    public bool IsRetrying => replica.IsUnsure;

    /// <summary>False where the host is leaving memory: ask the directory for another.</summary>
    public bool Post(GameMessage message) => mailbox.Writer.TryWrite(message.PostedAt == 0 ? message with { PostedAt = node.Time.GetTimestamp() } : message);

    private async Task RunAsync()
    {
        while (await mailbox.Reader.WaitToReadAsync())
        {
            while (mailbox.Reader.TryRead(out var message))
            {
                await HandleSafelyAsync(message);
                if (CanLeave())
                {
                    await LeaveAsync();
                    return;
                }
            }

            alarm.Set(replica.Game, audience, usedAt, replica.IsUnsure);
        }
    }

    private async Task HandleSafelyAsync(GameMessage message)
    {
        try
        {
            await HandleAsync(message);
        }
        catch (StorageUnavailableException e)
        {
            node.Health.Note(e);
            replica.Doubt();
            Fail(message, e);
        }
        catch (LogForkedException e)
        {
            // Clients come back with what they have, and are told what they have not.
            replica.Forget();
            Fail(message, new StorageUnavailableException(e.Message, e));
            audience.End(node.NextDrainSlot());
            attendance = new Attendance();
            node.NoteFork();
        }
        catch (Exception e)
        {
            // Our own fault. Only this game's host is rebuilt, from its log; its sockets come back and resume.
            node.Log.HostFailed(e, id);
            node.Sweep.LeaveOut(id);
            replica.Forget();
            Fail(message, e);
            audience.End(Close.InternalError);
        }

        audience.EndDismissed(Close.Forbidden);
    }

    private async Task HandleAsync(GameMessage message)
    {
        switch (message)
        {
            case GameMessage.Detach detach:
                Detach(detach.Connection);
                return;
            case GameMessage.Attended attended:
                Attend(attended.Player, attended.Generation, attended.IsThere);
                return;
            case GameMessage.Flush flush:
                flush.Result.TrySetResult(true);
                return;
            case GameMessage.Forked when replica.Game is not null && replica.Epoch != node.Epoch:
                throw new LogForkedException();
            case GameMessage.Forked:
                return;
        }

        if (message is not (GameMessage.Wake or GameMessage.Advanced))
        {
            usedAt = node.Time.GetTimestamp();
        }

        var budget = Budget(message.PostedAt);
        var creation = (message as GameMessage.Call)?.Creation;
        if (!await replica.LoadAsync(creation, budget))
        {
            Miss(message);
            return;
        }

        switch (message)
        {
            case GameMessage.Submit { From: var from, Command: var command } submit:
                Answer(from, command.Id, await replica.ExecuteAsync(command, submit.ArrivedAt, budget, generation: from.Generation));
                break;
            case GameMessage.Call { Epoch: { } epoch } call when epoch != replica.Epoch:
                call.Result.TrySetResult(new CommandResult.Refused(Refusal.StorageUnavailable));
                break;
            case GameMessage.Call call:
                call.Result.TrySetResult(await replica.ExecuteAsync(call.Command, arrivedAt: null, budget));
                break;
            case GameMessage.Look look:
                await replica.CatchUpAsync(look.Fresh ? long.MaxValue : 0, budget);
                look.Result.TrySetResult(replica.Game);
                break;
            case GameMessage.Attach attach:
                await replica.CatchUpAsync(attach.HeadMin, budget);
                attach.Result.TrySetResult(Attach(attach.Connection, attach.Online));
                break;
            case GameMessage.RoundTrip roundTrip:
                replica.NoteRoundTrip(roundTrip.Player, roundTrip.Ms);
                break;
            case GameMessage.Advanced advanced:
                await replica.CatchUpAsync(node.Planted.FeedIgnored ? 0 : advanced.Head, budget);
                break;
            case GameMessage.Wake:
                await replica.SettleAsync(asOf: null, budget);
                break;
        }

        TellTime();
        await replica.TakeSnapshotAsync(Limits.EventsPerSnapshot, budget);
    }

    private static void Answer(SessionConnection from, CommandId command, CommandResult result)
    {
        if (result is CommandResult.Superseded)
        {
            from.End(Close.TakenOver);
        }
        else
        {
            from.Answer(command, result);
        }
    }

    private void Fail(GameMessage message, Exception e)
    {
        CommandResult refused = node.Planted.OutcomeGuessed && replica.Game is { } game
            ? new CommandResult.Accepted(game.Head + 1, 1, game)
            : new CommandResult.Refused(Refusal.StorageUnavailable);
        switch (message)
        {
            case GameMessage.Submit submit:
                submit.From.Answer(submit.Command.Id, refused);
                break;
            case GameMessage.Call call:
                call.Result.TrySetResult(refused);
                break;
            case GameMessage.Look look:
                look.Result.TrySetException(e);
                break;
            case GameMessage.Attach attach:
                attach.Result.TrySetException(e);
                break;
        }
    }

    /// <summary>There is no such game.</summary>
    private static void Miss(GameMessage message)
    {
        switch (message)
        {
            case GameMessage.Submit submit:
                submit.From.End(Close.Forbidden);
                break;
            case GameMessage.Call call:
                call.Result.TrySetResult(new CommandResult.NoSuchGame());
                break;
            case GameMessage.Look look:
                look.Result.TrySetResult(null);
                break;
            case GameMessage.Attach attach:
                attach.Result.TrySetResult(null);
                break;
        }
    }

    private void Show(Game after, IReadOnlyList<RecordedEvent> events)
    {
        var now = node.Clock.Estimate;
        foreach (var recorded in events)
        {
            audience.Tell(after, node.Planted.HiddenShown ? recorded with { Audience = null } : recorded, now);
            // Spectators have no presence: who sits down is there from now on, and who gets up is gone, though the socket stays.
            if (recorded is { Type: EventCodec.Joined or EventCodec.Left, Player: { } player } && attendance.IsThere(player))
            {
                TellPresence(player, isOnline: recorded.Type == EventCodec.Joined);
                if (!after.IsOpenTo(node.RulesOf(after.Kind), player))
                {
                    audience.Dismiss(player);
                }
            }
        }
    }

    /// <param name="online">Who has a socket on any node, with its handshake.</param>
    /// <returns>Null where the player may not see the game, or no longer.</returns>
    private Attachment? Attach(SessionConnection connection, IReadOnlyList<(PlayerId Player, long Generation)> online)
    {
        var game = replica.Game!;
        var player = connection.Key.Player;
        if (!game.IsOpenTo(node.RulesOf(game.Kind), player))
        {
            return null;
        }

        foreach (var (other, generation) in online)
        {
            Attend(other, generation, isThere: true);
        }

        Attend(player, connection.Generation, isThere: true);
        audience.Add(connection);
        return new Attachment(game, replica.OldestKept, replica.Epoch, attendance.Online(game));
    }

    private void Detach(SessionConnection connection)
    {
        audience.Remove(connection);
        Attend(connection.Key.Player, connection.Generation, isThere: false);
    }

    private void Attend(PlayerId player, long generation, bool isThere)
    {
        if (attendance.Note(player, generation, isThere) && replica.Game?.SeatOf(player) is not null)
        {
            TellPresence(player, isThere);
        }
    }

    private void TellPresence(PlayerId player, bool isOnline) =>
        audience.Tell(new ServerFrame.Presence(id, player, isOnline), node.Clock.Estimate, except: player);

    private void TellTime()
    {
        if (replica.Game is { Clock: not null } game && !audience.IsEmpty && alarm.IsTimeNews(game))
        {
            var now = node.Clock.Estimate;
            audience.Tell(new ServerFrame.TimeUpdate(id, GameTimer.Of(game, now)!), now);
        }
    }

    /// <summary>An inbox without an event need not be remembered: anybody can name one.</summary>
    private bool CanLeave() => audience.IsEmpty && (replica.Game is null or { Head: 0 } || node.Time.GetElapsedTime(usedAt) >= node.Options.IdleGame);

    private async Task LeaveAsync()
    {
        alarm.Stop();
        node.Directory.Forget(id, this);
        mailbox.Writer.TryComplete();
        while (mailbox.Reader.TryRead(out var late))
        {
            node.Directory.Post(id, late);
        }

        await replica.TakeSnapshotAsync(eventsMin: 1, Budget(node.Time.GetTimestamp()));
    }

    private StorageBudget Budget(long since) => new(node.Options.StorageWait, since, node.Time);
}
