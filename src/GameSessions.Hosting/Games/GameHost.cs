using System.Threading.Channels;
using GameSessions.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Hosting.Sessions;
using GameSessions.Hosting.Storage;
using GameSessions.Log;
using GameSessions.Wire;

namespace GameSessions.Hosting.Games;

/// <summary>
/// Runs one game on this node: a mailbox, and behind it the game as far as this node knows the log. Other nodes may run the same game; the
/// log decides who was first. Nothing is shown before it is stored.
/// </summary>
internal sealed class GameHost
{
    private readonly Channel<GameMessage> mailbox = System.Threading.Channels.Channel.CreateUnbounded<GameMessage>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Dictionary<PlayerId, int> roundTripMs = [];
    private readonly GameId id;
    private readonly SessionNode node;
    private readonly Audience audience;
    private readonly GameAlarm alarm;

    private GameRules? rules;
    private Game? game;
    private long oldestKept = 1;
    private long snapshotAt;
    private long head;
    private long usedAt;
    private bool isUnsure;

    public GameHost(GameId id, SessionNode node)
    {
        this.id = id;
        this.node = node;
        audience = new Audience(id);
        alarm = new GameAlarm(node, () => Post(new GameMessage.Wake()));
        usedAt = node.Time.GetTimestamp();
        _ = RunAsync();
    }

    /// <summary>The highest event this node knows of; 0 before the game is loaded.</summary>
    public long Head => Volatile.Read(ref head);

    /// <summary>False where the host is leaving memory: ask the directory for another.</summary>
    public bool Post(GameMessage message) => mailbox.Writer.TryWrite(message with { PostedAt = node.Time.GetTimestamp() });

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

            alarm.Set(game, audience, usedAt, isUnsure);
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
            isUnsure = true;
            Answer(message, new CommandResult.Refused(Refusal.StorageUnavailable), e);
        }
        catch (Exception e)
        {
            // Our own fault. Only this game's host is rebuilt, from its log; its sockets come back and resume.
            node.Log.HostFailed(e, id);
            game = null;
            Answer(message, new CommandResult.Refused(Refusal.StorageUnavailable), e);
            audience.End(Close.InternalError);
        }

        if (game is { Head: 0 })
        {
            // Its first event was not stored: there is no such game.
            game = null;
        }
    }

    private async Task HandleAsync(GameMessage message)
    {
        if (message is GameMessage.Detach detach)
        {
            Detach(detach.Connection);
            return;
        }

        if (message is not (GameMessage.Wake or GameMessage.Advanced))
        {
            usedAt = node.Time.GetTimestamp();
        }

        if (game is null && !await LoadAsync(message))
        {
            Answer(message, new CommandResult.NoSuchGame(), failure: null);
            return;
        }

        switch (message)
        {
            case GameMessage.Submit submit:
                await SubmitAsync(submit);
                break;
            case GameMessage.Call call:
                call.Result.TrySetResult(await ExecuteAsync(call.Command, arrivedAt: null, call));
                break;
            case GameMessage.Look look:
                await CatchUpAsync(isUnsure, look);
                look.Result.TrySetResult(game);
                break;
            case GameMessage.Attach attach:
                await CatchUpAsync(isUnsure || game!.Head < attach.HeadMin, attach);
                attach.Result.TrySetResult(Attach(attach.Connection));
                break;
            case GameMessage.RoundTrip roundTrip:
                roundTripMs[roundTrip.Player] = roundTrip.Ms;
                break;
            case GameMessage.Advanced advanced:
                await CatchUpAsync(game!.Head < advanced.Head && !node.Planted.FeedIgnored, advanced);
                break;
            case GameMessage.Wake:
                await SettleAsync(asOf: null, message);
                break;
        }

        TellTime();
    }

    /// <summary>Reads the game from its log, or makes it where the message says so. False where there is no such game.</summary>
    private async Task<bool> LoadAsync(GameMessage message)
    {
        var stored = await WithinAsync(node.EventLog.FindAsync(id), message);
        if (stored is null)
        {
            if (message is GameMessage.Call { Creation: { } creation })
            {
                rules = node.RulesOf(creation.Kind);
                game = Game.Create(rules, id, creation);
                return true;
            }

            return false;
        }

        rules = node.RulesOf(stored.Creation.Kind);
        var loaded = Game.Create(rules, id, stored.Creation);
        if (stored.Snapshot is { } snapshot)
        {
            loaded = loaded.Restore(rules, snapshot);
        }

        oldestKept = stored.OldestKept;
        snapshotAt = loaded.Head;
        game = loaded;
        isUnsure = true;
        return true;
    }

    /// <summary>Reads on to the end of the log, and tells what was new.</summary>
    private async Task CatchUpAsync(bool isNeeded, GameMessage message)
    {
        if (!isNeeded)
        {
            return;
        }

        IReadOnlyList<RecordedEvent> page;
        do
        {
            page = await WithinAsync(node.EventLog.ReadAsync(id, game!.Head, SessionNode.EventsPerPage), message);
            var after = game;
            foreach (var recorded in page)
            {
                after = after.Apply(rules!, recorded);
            }

            Show(after, page);
        }
        while (page.Count == SessionNode.EventsPerPage);

        isUnsure = false;
    }

    private async Task SubmitAsync(GameMessage.Submit submit)
    {
        var result = await ExecuteAsync(submit.Command, submit.ArrivedAt, submit);
        if (result is CommandResult.Refused { Refusal.Retryable: false })
        {
            // Refused, perhaps because it has happened already. Only the log knows; a new command does not pay for the question.
            var repeated = await WithinAsync(node.EventLog.FindCommandAsync(id, submit.Command.Player, submit.Command.Id), submit);
            if (repeated is not null)
            {
                result = new CommandResult.Accepted(repeated.Sequence, repeated.Count, game!);
            }
        }

        Answer(submit, result, failure: null);
    }

    /// <summary>Decides and stores one command, again and again until nobody was faster.</summary>
    private async Task<CommandResult> ExecuteAsync(GameCommand command, long? arrivedAt, GameMessage message)
    {
        while (true)
        {
            await SettleAsync(arrivedAt, message);
            var at = arrivedAt ?? Now();
            var ruling = Referee.Decide(rules!, game!, command, Context(at));
            switch (ruling)
            {
                case Ruling.Refused refused:
                    return new CommandResult.Refused(refused.Refusal);
                case Ruling.Accepted { Events.Count: 0 }:
                    return new CommandResult.Accepted(0, 0, game!);
                case Ruling.Accepted accepted:
                    var outcome = await StoreAsync(accepted, message);
                    if (outcome is AppendOutcome.Stored)
                    {
                        return new CommandResult.Accepted(accepted.Events[0].Sequence, accepted.Events.Count, game!);
                    }

                    if (outcome is AppendOutcome.Superseded)
                    {
                        return new CommandResult.Superseded();
                    }

                    await CatchUpAsync(isNeeded: true, message);
                    if (outcome is AppendOutcome.Repeated repeated)
                    {
                        return new CommandResult.Accepted(repeated.Sequence, repeated.Count, game!);
                    }

                    break;
            }
        }
    }

    /// <summary>Appends what the server owes the running turn before anybody else may decide on it: credits for outages, then the flag.</summary>
    /// <param name="asOf">When the command arrived that is decided next; null: now.</param>
    private async Task SettleAsync(long? asOf, GameMessage message)
    {
        await CatchUpAsync(isUnsure, message);
        while (game!.Clock?.Turn is not null)
        {
            var outages = await WithinAsync(node.Outages.ReadAsync().AsTask(), message);
            var now = Now();
            // What arrived before the last event counts as arriving with it: time in a log does not go back.
            var at = Math.Max(asOf ?? (node.Planted.FlagByStaleDeadline ? game.Clock.Deadline ?? 0 : now), game.LastAt);
            // An outage that began after the command arrived took nothing from this turn; the next one is credited.
            var due = Referee.Due(game, at, [.. outages.Where(outage => outage.From < at && !node.Planted.OutagesForgotten)]);
            if (due is null || Referee.Decide(rules!, game, due, Context(Math.Max(at, now))) is not Ruling.Accepted { Events.Count: > 0 } accepted)
            {
                return;
            }

            if (await StoreAsync(accepted, message) is AppendOutcome.Stored)
            {
                node.Metrics.Settled(due);
                TellTime();
            }
            else
            {
                await CatchUpAsync(isNeeded: true, message);
            }
        }
    }

    /// <summary>Stores a ruling if this node still knows the head, and then shows it.</summary>
    private async Task<AppendOutcome> StoreAsync(Ruling.Accepted accepted, GameMessage message)
    {
        var before = game!;
        var creation = before.Head == 0 && message is GameMessage.Call call ? call.Creation : null;
        if (node.Planted.SendBeforeCommit)
        {
            audience.Tell(accepted.After, accepted.Events, node.Clock.Estimate);
        }

        var generation = accepted.Events[0].CommandId is not null && message is GameMessage.Submit submit ? submit.From.Generation : (long?)null;
        var outcome = await node.Committer.AppendAsync(accepted.ToAppend(before, creation, generation), Left(message), node.Time);
        node.Health.NoteAnswer();
        if (outcome is AppendOutcome.Stored)
        {
            node.Metrics.Appended(accepted.Events.Count);
            Show(accepted.After, accepted.Events, isToldAlready: node.Planted.SendBeforeCommit);
            await TakeSnapshotAsync(isLeaving: false, message);
        }

        return outcome;
    }

    private void Show(Game after, IReadOnlyList<RecordedEvent> events, bool isToldAlready = false)
    {
        game = after;
        Volatile.Write(ref head, after.Head);
        if (!isToldAlready)
        {
            audience.Tell(after, events, node.Clock.Estimate);
        }
    }

    private void TellTime()
    {
        if (game is { Clock: not null } && !audience.IsEmpty && alarm.IsTimeNews(game))
        {
            var now = node.Clock.Estimate;
            audience.Tell(new ServerFrame.TimeUpdate(id, GameTimer.Of(game, now)!), now);
        }
    }

    private Attachment Attach(SessionConnection connection)
    {
        var player = connection.Key.Player;
        if (game!.SeatOf(player) is not null && !audience.Has(player))
        {
            TellPresence(player, isOnline: true);
        }

        audience.Add(connection);
        return new Attachment(game, oldestKept, audience.Online(game));
    }

    private void Detach(SessionConnection connection)
    {
        var player = connection.Key.Player;
        if (audience.Remove(connection) && game?.SeatOf(player) is not null && !audience.Has(player))
        {
            TellPresence(player, isOnline: false);
        }
    }

    private void TellPresence(PlayerId player, bool isOnline) =>
        audience.Tell(new ServerFrame.Presence(id, player, isOnline), node.Clock.Estimate, except: player);

    private async Task TakeSnapshotAsync(bool isLeaving, GameMessage? message)
    {
        var due = isLeaving ? 1 : Limits.EventsPerSnapshot;
        if (game is not { } current || current.Head - snapshotAt < due)
        {
            return;
        }

        try
        {
            await node.EventLog.SaveSnapshotAsync(id, current.TakeSnapshot(rules!)).WithinAsync(message is null ? node.Options.StorageWait : Left(message), node.Time);
            snapshotAt = current.Head;
        }
        catch (StorageUnavailableException e)
        {
            // The log is whole without it; the next one will do.
            node.Health.Note(e);
        }
    }

    private bool CanLeave() =>
        audience.IsEmpty && (game is null || node.Time.GetElapsedTime(usedAt) >= node.Options.IdleGame);

    private async Task LeaveAsync()
    {
        alarm.Stop();
        node.Directory.Forget(id, this);
        mailbox.Writer.TryComplete();
        while (mailbox.Reader.TryRead(out var late))
        {
            node.Directory.Post(id, late);
        }

        await TakeSnapshotAsync(isLeaving: true, message: null);
    }

    private DecisionContext Context(long at)
    {
        var bySeat = new Dictionary<Seat, int>();
        foreach (var holder in game!.Seats)
        {
            if (holder.Player is { } player && roundTripMs.TryGetValue(player, out var ms))
            {
                bySeat[holder.Seat] = ms;
            }
        }

        return new DecisionContext(at, bySeat, node.Entropy.NextSeed());
    }

    /// <exception cref="StorageUnavailableException">The store's clock is not known well enough to decide anything by.</exception>
    private long Now() => node.Clock.TryNow(out var now) || game!.Clock is null ? now : throw new StorageUnavailableException("The store's clock is not known well enough.");

    private static void Answer(GameMessage message, CommandResult result, Exception? failure)
    {
        switch (message)
        {
            case GameMessage.Submit submit when result is CommandResult.Superseded:
                submit.From.End(Close.TakenOver);
                break;
            case GameMessage.Submit submit:
                submit.From.Answer(submit.Command.Id, result);
                break;
            case GameMessage.Call call:
                call.Result.TrySetResult(result);
                break;
            case GameMessage.Look look when failure is null:
                look.Result.TrySetResult(null);
                break;
            case GameMessage.Look look:
                look.Result.TrySetException(failure);
                break;
            case GameMessage.Attach attach when failure is null:
                attach.Result.TrySetResult(null);
                break;
            case GameMessage.Attach attach:
                attach.Result.TrySetException(failure);
                break;
        }
    }

    private TimeSpan Left(GameMessage message)
    {
        var left = node.Options.StorageWait - node.Time.GetElapsedTime(message.PostedAt);
        return left > TimeSpan.Zero ? left : throw new StorageUnavailableException("The store has not answered in time.");
    }

    private Task<T> WithinAsync<T>(Task<T> asked, GameMessage message) => asked.WithinAsync(Left(message), node.Time);
}
