using GameSessions.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Hosting.Storage;
using GameSessions.Log;

namespace GameSessions.Hosting.Games;

/// <summary>
/// One game as far as this node knows its log, and the only way to add to it. Other nodes may add too: the log decides who was first. Used by
/// the game's mailbox only.
/// </summary>
/// <param name="show">Told of every event, in order, once it is stored; the first argument is the game after them.</param>
internal sealed class GameReplica(GameId id, SessionNode node, Action<Game, IReadOnlyList<RecordedEvent>> show)
{
    private const int ClockQuestionsMax = 5;
    private readonly Dictionary<PlayerId, int> roundTripMs = [];
    private GameRules? rules;
    private string epoch = "";
    private long snapshotAt;
    private long loadedAt;
    private long head;
    private volatile bool isUnsure;

    /// <summary>Null while it is not loaded, or does not exist.</summary>
    public Game? Game { get; private set; }

    /// <summary>The incarnation of the log that it was loaded from.</summary>
    public string Epoch => epoch;

    /// <summary>The first event that can still be read.</summary>
    public long OldestKept { get; private set; } = 1;

    /// <summary>The log may hold more than is known here: an outcome was lost, or nothing was read yet; from any thread.</summary>
    public bool IsUnsure => isUnsure;

    /// <summary>The highest event known here; from any thread.</summary>
    public long Head => Volatile.Read(ref head);

    /// <summary>Storage failed: what is known here may be behind. A game that may not exist is forgotten.</summary>
    public void Doubt()
    {
        isUnsure = true;
        if (Game is { Head: 0 } && node.CreationOf(id) is null)
        {
            Forget();
        }
    }

    /// <summary>The next one to ask loads it from its log.</summary>
    public void Forget() => Game = null;

    public void NoteRoundTrip(PlayerId player, int ms) => roundTripMs[player] = ms;

    /// <summary>
    /// Reads the game if that is not done yet, or makes it where there is none and <paramref name="creation"/> says how, or its id does. It
    /// is stored with its first event.
    /// </summary>
    /// <returns>False where there is no such game.</returns>
    public async Task<bool> LoadAsync(GameCreation? creation, StorageBudget budget)
    {
        if (Game is not null)
        {
            return true;
        }

        // Asked for before the log is read: where that is another one by then, its events tell.
        epoch = node.Epoch;
        var stored = await budget.WithinAsync(node.EventLog.FindAsync(id));
        if ((stored?.Creation ?? creation ?? node.CreationOf(id)) is not { } made)
        {
            return false;
        }

        rules = node.RulesOf(made.Kind);
        var loaded = Game.Create(rules, id, made);
        if (stored is not null)
        {
            loaded = stored.Snapshot is { } snapshot ? loaded.Restore(rules, snapshot) : loaded;
            OldestKept = stored.OldestKept;
            isUnsure = true;
        }

        loadedAt = node.Clock.Estimate;
        snapshotAt = loaded.Head;
        Game = loaded;
        return true;
    }

    /// <summary>Reads on to the end of the log, where it may hold more than is known here.</summary>
    /// <param name="headMin">The head that somebody else knows of.</param>
    public Task CatchUpAsync(long headMin, StorageBudget budget) => IsUnsure || Game!.Head < headMin ? ReadOnAsync(budget) : Task.CompletedTask;

    /// <summary>Decides and stores one command, again and again until nobody was faster.</summary>
    /// <param name="arrivedAt">By the store's clock, in ms; null: now.</param>
    /// <param name="generation">The handshake that a player's command came by.</param>
    public async Task<CommandResult> ExecuteAsync(GameCommand command, long? arrivedAt, StorageBudget budget, long? generation = null)
    {
        var isFresh = node.Planted.StaleRulings;
        while (true)
        {
            await SettleAsync(arrivedAt, budget);
            var ruling = Referee.Decide(rules!, Game!, command, Context(arrivedAt ?? await NowAsync(budget)));
            if (!isFresh && ruling is Ruling.Refused or Ruling.Accepted { Events.Count: 0 })
            {
                // Nothing is to be stored, so the log will not object where this node is behind; and whoever sent the command may know more.
                isFresh = true;
                await ReadOnAsync(budget);
                continue;
            }

            switch (ruling)
            {
                case Ruling.Refused refused:
                    return await FindRepeatedAsync(command, budget) ?? new CommandResult.Refused(refused.Refusal);
                case Ruling.Accepted { Events.Count: 0 }:
                    return new CommandResult.Accepted(0, 0, Game!);
                case Ruling.Accepted accepted:
                    switch (await StoreAsync(accepted, generation, budget))
                    {
                        case AppendOutcome.Stored:
                            return new CommandResult.Accepted(accepted.Events[0].Sequence, accepted.Events.Count, Game!);
                        case AppendOutcome.Superseded:
                            return new CommandResult.Superseded();
                        case AppendOutcome.Repeated repeated:
                            await ReadOnAsync(budget);
                            return new CommandResult.Accepted(repeated.Sequence, repeated.Count, Game!);
                        default:
                            await ReadOnAsync(budget);
                            break;
                    }

                    break;
            }
        }
    }

    /// <summary>Appends what the server owes the running turn before anybody else may decide on it: credits for outages, then the flag.</summary>
    /// <param name="asOf">When the command arrived that is decided next; null: now.</param>
    public async Task SettleAsync(long? asOf, StorageBudget budget)
    {
        await CatchUpAsync(headMin: 0, budget);
        while (Game!.Clock?.Turn is not null)
        {
            var known = await budget.WithinAsync(node.Outages.ReadAsync().AsTask());
            var outages = node.Planted.OutagesForgotten ? [] : known;
            var now = await NowAsync(budget);
            // What arrived before the last event counts as arriving with it: time in a log does not go back.
            var at = Math.Max(asOf ?? (node.Planted.FlagByStaleDeadline ? Game.Clock.Deadline ?? 0 : now), Game.LastAt);
            // An outage that began after a command arrived took nothing from its turn; the next one is credited. But no flag falls before every
            // outage is.
            var game = node.Planted.Countdown ? CountDown(Game) : Game;
            var due = Referee.Due(game, at, [.. outages.Where(outage => outage.From < at)]);
            due = due is FallFlag ? Referee.Due(game, Math.Max(at, now), outages) : due;
            if (due is null || Referee.Decide(rules!, Game, due, Context(Math.Max(at, now))) is not Ruling.Accepted { Events.Count: > 0 } accepted)
            {
                return;
            }

            if (await StoreAsync(accepted, generation: null, budget) is AppendOutcome.Stored)
            {
                node.Metrics.Settled(due);
            }
            else
            {
                await ReadOnAsync(budget);
            }
        }
    }

    /// <summary>Writes the state down, so that the next load reads less. The log is whole without it.</summary>
    /// <param name="eventsMin">How many events must have happened since the last one.</param>
    public async Task TakeSnapshotAsync(int eventsMin, StorageBudget budget)
    {
        if (Game is not { } current || current.Head - snapshotAt < eventsMin)
        {
            return;
        }

        try
        {
            await budget.WithinAsync(node.EventLog.SaveSnapshotAsync(id, current.TakeSnapshot(rules!), epoch));
            snapshotAt = current.Head;
        }
        catch (StorageUnavailableException e)
        {
            node.Health.Note(e);
        }
    }

    /// <summary>Refused, perhaps because it has happened already: only the log knows. A new command does not pay for the question.</summary>
    private async Task<CommandResult?> FindRepeatedAsync(GameCommand command, StorageBudget budget) =>
        command is PlayerCommand player && await budget.WithinAsync(node.EventLog.FindCommandAsync(id, player.Player, player.Id)) is { } repeated
            ? new CommandResult.Accepted(repeated.Sequence, repeated.Count, Game!)
            : null;

    private async Task ReadOnAsync(StorageBudget budget)
    {
        IReadOnlyList<RecordedEvent> page;
        do
        {
            page = await budget.WithinAsync(node.EventLog.ReadAsync(id, Game!.Head, SessionNode.EventsPerPage, epoch));
            var after = Game;
            foreach (var recorded in page)
            {
                after = after.Apply(rules!, recorded);
            }

            Know(after);
            show(after, page);
        }
        while (page.Count == SessionNode.EventsPerPage);

        isUnsure = false;
    }

    /// <summary>Stores a ruling if this node still knows the head, and then shows it.</summary>
    private async Task<AppendOutcome> StoreAsync(Ruling.Accepted accepted, long? generation, StorageBudget budget)
    {
        if (node.Planted.SendBeforeCommit)
        {
            show(accepted.After, accepted.Events);
        }

        var outcome = await node.Committer.AppendAsync(accepted.ToAppend(Game!, generation) with { Epoch = epoch }, budget.Left, node.Time);
        node.Health.NoteAnswer();
        if (outcome is AppendOutcome.Forked || (outcome is AppendOutcome.Behind behind && behind.Head < Game!.Head))
        {
            throw new LogForkedException();
        }

        if (outcome is AppendOutcome.Stored)
        {
            node.Metrics.Appended(accepted.Events.Count);
            node.Cache.Appended(id, epoch, accepted.Events);
            Know(accepted.After);
            if (!node.Planted.SendBeforeCommit)
            {
                show(accepted.After, accepted.Events);
            }

            node.Reactor.Start(id, epoch, accepted.Reactions);
        }

        return outcome;
    }

    private Game CountDown(Game game) =>
        game.Clock is { Turn: { } turn } clock ? game with { Clock = clock with { Turn = turn with { StartedAt = Math.Max(turn.StartedAt, loadedAt) } } } : game;

    private void Know(Game after)
    {
        Game = after;
        Volatile.Write(ref head, after.Head);
    }

    private DecisionContext Context(long at)
    {
        var bySeat = new Dictionary<Seat, int>();
        foreach (var holder in Game!.Seats)
        {
            if (holder.Player is { } player && roundTripMs.TryGetValue(player, out var ms))
            {
                bySeat[holder.Seat] = ms;
            }
        }

        return new DecisionContext(at, bySeat, node.Entropy.NextSeed());
    }

    /// <summary>Asks the store a few times more before it gives up: a node that has just started, or had too much to do, may not know its clock yet.</summary>
    /// <exception cref="StorageUnavailableException">The store's clock is not known well enough to decide anything by.</exception>
    private async Task<long> NowAsync(StorageBudget budget)
    {
        for (var questions = 0; ; questions++)
        {
            if (node.Clock.TryNow(out var now) || Game!.Clock is null)
            {
                return now;
            }

            if (questions == ClockQuestionsMax)
            {
                throw new StorageUnavailableException("The store's clock is not known well enough.");
            }

            await budget.WithinAsync(node.Clock.SyncAsync());
        }
    }
}
