using GameSessions.Games;
using GameSessions.Hosting.Storage;
using GameSessions.Log;

namespace GameSessions.Hosting.InMemory;

/// <summary>
/// A whole store in this process's memory: log, sessions, node rows and feed. Keeps every promise but to survive the process.
/// Thread-safe; every method but <see cref="WaitAsync"/> completes before it returns.
/// </summary>
/// <param name="time">The store's clock.</param>
/// <param name="firstEpoch">The id of this log's incarnation.</param>
public sealed class InMemoryStore(TimeProvider time, string firstEpoch) : IEventLog, INodeRows, ISessionStore, ICommitFeed, IFlagStore
{
    private readonly Lock gate = new();

    // Nothing is ever removed from these two, but all of it at once, so they are enumerated in the order of insertion.
    private readonly Dictionary<GameId, GameRow> games = [];
    private readonly Dictionary<SessionKey, SessionRow> sessions = [];
    private NodeTable nodes = new();
    private readonly NoticeBoard notices = new();

    // The events whose effects are open, with the instant from which they are due.
    private readonly Dictionary<(GameId Game, long Sequence), long> reactions = [];
    private int runningClocks;
    private string epoch = firstEpoch;
    private ReadThrough? readThrough;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public Task<IReadOnlyList<AppendOutcome>> AppendAsync(NodeId node, IReadOnlyList<Append> batch)
    {
        foreach (var append in batch)
        {
            append.ThrowIfMalformed();
        }

        lock (gate)
        {
            if (batch.Any(append => append.Deadline is not null))
            {
                nodes.Beat(node, Now, anyClockRuns: runningClocks > 0);
            }

            var outcomes = new AppendOutcome[batch.Count];
            for (var i = 0; i < outcomes.Length; i++)
            {
                outcomes[i] = Store(batch[i]);
            }

            return Task.FromResult<IReadOnlyList<AppendOutcome>>(outcomes);
        }
    }

    public Task<StoredGame?> FindAsync(GameId id)
    {
        lock (gate)
        {
            return Task.FromResult(games.TryGetValue(id, out var game) ? new StoredGame(game.Creation, game.Head, game.OldestKept, game.Snapshot) : null);
        }
    }

    public Task<IReadOnlyList<RecordedEvent>> ReadAsync(GameId id, long after, int limit, string? epoch = null)
    {
        lock (gate)
        {
            return epoch is not null && epoch != this.epoch ? Task.FromException<IReadOnlyList<RecordedEvent>>(new LogForkedException()) : Task.FromResult(games.TryGetValue(id, out var game) ? game.Read(after, limit) : []);
        }
    }

    public Task<AppendOutcome.Repeated?> FindCommandAsync(GameId id, PlayerId player, CommandId command)
    {
        lock (gate)
        {
            return Task.FromResult(games.TryGetValue(id, out var game) ? game.FindCommand((player, command)) : null);
        }
    }

    public Task SaveSnapshotAsync(GameId id, Snapshot snapshot, string? epoch = null)
    {
        lock (gate)
        {
            if ((epoch ?? this.epoch) == this.epoch && games.TryGetValue(id, out var game))
            {
                game.Keep(snapshot);
            }

            return Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<GameId>> FindDueAsync(long now, int limit)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<GameId>>(runningClocks == 0
                ? []
                : [.. games.Where(game => game.Value.Deadline <= now)
                    .OrderBy(game => game.Value.Deadline)
                    .ThenBy(game => game.Key.Value, StringComparer.Ordinal)
                    .Take(limit)
                    .Select(game => game.Key)]);
        }
    }

    public Task<IReadOnlyList<(GameId Game, long Sequence)>> FindOpenReactionsAsync(long now, int limit)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<(GameId, long)>>(reactions.Count == 0
                ? []
                : [.. reactions.Where(open => open.Value <= now)
                    .OrderBy(open => open.Value)
                    .ThenBy(open => open.Key.Game.Value, StringComparer.Ordinal)
                    .ThenBy(open => open.Key.Sequence)
                    .Take(limit)
                    .Select(open => open.Key)]);
        }
    }

    public Task CloseReactionAsync(GameId game, long sequence, string? epoch = null)
    {
        lock (gate)
        {
            if ((epoch ?? this.epoch) == this.epoch)
            {
                reactions.Remove((game, sequence));
            }

            return Task.CompletedTask;
        }
    }

    public Task PostponeReactionAsync(GameId game, long sequence, long dueAt)
    {
        lock (gate)
        {
            if (reactions.ContainsKey((game, sequence)))
            {
                reactions[(game, sequence)] = dueAt;
            }

            return Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<GameId>> FindSeatedAsync(PlayerId player, string kindLeftOut, int skip, int limit)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<GameId>>(
                [.. games.Where(game => game.Value.Creation.Kind != kindLeftOut && game.Value.HasSeated(player))
                    .OrderByDescending(game => game.Value.Creation.CreatedAt)
                    .ThenByDescending(game => game.Key.Value, StringComparer.Ordinal)
                    .Skip(skip)
                    .Take(limit)
                    .Select(game => game.Key)]);
        }
    }

    public Task<int> CountOpenAsync(PlayerId player, string kindLeftOut)
    {
        lock (gate)
        {
            return Task.FromResult(games.Values.Count(game => game.Creation.Kind != kindLeftOut && game.Status != GameStatus.Finished && game.HasSeated(player)));
        }
    }

    public Task<int> PruneAsync(long before, int gamesMax)
    {
        lock (gate)
        {
            var (pruned, left) = (0, gamesMax);
            foreach (var (id, game) in games)
            {
                var gone = left > 0 ? game.Prune(before, Floor(id)) : 0;
                (pruned, left) = (pruned + gone, left - (gone > 0 ? 1 : 0));
            }

            return Task.FromResult(pruned);
        }
    }

    public Task<string> ReadEpochAsync() => Task.FromResult(epoch);

    /// <summary>All that is stored now, as a backup has it.</summary>
    public StoreBackup BackUp()
    {
        lock (gate)
        {
            return new StoreBackup(
                [.. games.Select(game => (game.Key, game.Value.Copy()))],
                [.. sessions.Select(session => (session.Key, session.Value.Copy()))],
                [.. reactions.Select(reaction => (reaction.Key, reaction.Value))],
                nodes.Copy());
        }
    }

    /// <summary>Everything since the backup never was. It can be restored once.</summary>
    /// <param name="newEpoch">The id of the incarnation that begins.</param>
    public void Restore(StoreBackup backup, string newEpoch)
    {
        lock (gate)
        {
            epoch = newEpoch;
            Refill(games, backup.Games);
            Refill(sessions, backup.Sessions);
            Refill(reactions, backup.Reactions);
            nodes = backup.Nodes;
            notices.Restart();
            runningClocks = games.Values.Count(game => game.Deadline is not null);
        }
    }

    private static void Refill<TKey, TValue>(Dictionary<TKey, TValue> rows, IReadOnlyList<(TKey Key, TValue Value)> from)
        where TKey : notnull
    {
        rows.Clear();
        foreach (var (key, value) in from)
        {
            rows.Add(key, value);
        }
    }

    public Task<ReadThrough?> FindReadThroughAsync()
    {
        lock (gate)
        {
            return Task.FromResult(readThrough);
        }
    }

    public Task SaveReadThroughAsync(ReadThrough readThrough)
    {
        lock (gate)
        {
            this.readThrough = readThrough;
            return Task.CompletedTask;
        }
    }

    public Task<long> ReadClockAsync() => Task.FromResult(Now);

    public Task<Beat> BeatAsync(NodeId node, long endedAfter)
    {
        lock (gate)
        {
            var now = Now;
            if (runningClocks > 0)
            {
                nodes.Beat(node, now, anyClockRuns: true);
            }

            return Task.FromResult(new Beat(now, nodes.FindOutages(endedAfter)));
        }
    }

    public Task<SessionKey?> FindByTokenAsync(TokenHash token, long now)
    {
        lock (gate)
        {
            foreach (var (key, session) in sessions)
            {
                if (session.Accepts(token, now))
                {
                    return Task.FromResult<SessionKey?>(key);
                }
            }

            return Task.FromResult<SessionKey?>(null);
        }
    }

    public Task<OpenedSession?> OpenAsync(SessionKey session, TokenHash? presented, TokenHash issued, long now, long expiresAt, string? epoch = null)
    {
        lock (gate)
        {
            if (epoch is not null && epoch != this.epoch)
            {
                return Task.FromException<OpenedSession?>(new LogForkedException());
            }

            var isNew = !sessions.TryGetValue(session, out var row);
            row ??= new SessionRow();
            if (!row.TryOpen(presented, issued, now, expiresAt))
            {
                return Task.FromResult<OpenedSession?>(null);
            }

            sessions[session] = row;
            notices.Post(new FeedNotice.Opened(session, row.Generation));
            return Task.FromResult<OpenedSession?>(new OpenedSession(isNew, row.LastAck, row.Generation, games.GetValueOrDefault(session.Game)?.Head ?? 0)
            {
                Online = [.. sessions.Where(other => other.Key.Game == session.Game && other.Value.IsOnlineAt(now)).Select(other => (other.Key.Player, other.Value.Generation))],
            });
        }
    }

    public Task ProveAsync(SessionKey session, TokenHash token)
    {
        lock (gate)
        {
            sessions.GetValueOrDefault(session)?.Prove(token);
            return Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<long>> AckAsync(IReadOnlyList<Ack> acks)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<long>>([.. acks.Select(ack => sessions.GetValueOrDefault(ack.Session)?.Ack(Math.Min(ack.Sequence, games.GetValueOrDefault(ack.Session.Game)?.Head ?? 0)) ?? 0)]);
        }
    }

    public Task CloseAsync(SessionKey session, long generation, long now, long expiresAt)
    {
        lock (gate)
        {
            if (sessions.GetValueOrDefault(session)?.Close(generation, now, expiresAt) ?? false)
            {
                notices.Post(new FeedNotice.Closed(session, generation));
            }

            return Task.CompletedTask;
        }
    }

    public Task TouchAsync(SessionKey session, long now, long expiresAt)
    {
        lock (gate)
        {
            sessions.GetValueOrDefault(session)?.Touch(now, expiresAt);
            return Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<(SessionKey Session, long Generation)>> RevokeAsync(PlayerId player)
    {
        lock (gate)
        {
            var revoked = new List<(SessionKey, long)>();
            foreach (var (key, session) in sessions)
            {
                if (key.Player == player)
                {
                    session.Revoke();
                    revoked.Add((key, session.Generation));
                    notices.Post(new FeedNotice.Revoked(key, session.Generation));
                }
            }

            return Task.FromResult<IReadOnlyList<(SessionKey, long)>>(revoked);
        }
    }

    public Task<IReadOnlyList<StoredSession>> FindSessionsAsync(GameId game)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<StoredSession>>(
                [.. sessions.Where(session => session.Key.Game == game)
                    .OrderBy(session => session.Key.Player.Value, StringComparer.Ordinal)
                    .Select(session => session.Value.Describe(session.Key.Player))]);
        }
    }

    public Task<IReadOnlyList<long>> FindFloorsAsync(IReadOnlyList<GameId> games)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<long>>([.. games.Select(Floor)]);
        }
    }

    public Task<FeedCursor> ReadHeadAsync()
    {
        lock (gate)
        {
            return Task.FromResult(notices.Head);
        }
    }

    public Task<FeedPage> ReadAsync(FeedCursor after)
    {
        lock (gate)
        {
            return Task.FromResult(notices.Read(after));
        }
    }

    public Task WaitAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            return notices.WaitAsync(gate, cancellation);
        }
    }

    private long Floor(GameId game)
    {
        var seated = games.TryGetValue(game, out var row) ? row.Seats.Where(holder => holder.Player is not null) : [];
        return seated
            .Select(holder => sessions.GetValueOrDefault(new SessionKey(game, holder.Player!.Value))?.LastAck ?? 0)
            .DefaultIfEmpty(0)
            .Min();
    }

    private AppendOutcome Store(Append append)
    {
        if (append.Epoch is { } decidedBy && decidedBy != epoch)
        {
            return new AppendOutcome.Forked();
        }

        var isNew = !games.TryGetValue(append.GameId, out var game);
        if (append.Command is { } command && game?.FindCommand(command) is { } repeated)
        {
            return repeated;
        }

        if (append.Generation is { } generation
            && append.Events[0].Player is { } player
            && sessions.TryGetValue(new SessionKey(append.GameId, player), out var session)
            && session.Generation > generation)
        {
            return new AppendOutcome.Superseded();
        }

        var head = game?.Head ?? 0;
        if (head != append.ExpectedHead || (isNew && append.Creation is null))
        {
            return new AppendOutcome.Behind(head);
        }

        game ??= games[append.GameId] = new GameRow(append.Creation!);
        runningClocks += (append.Deadline is null ? 0 : 1) - (game.Deadline is null ? 0 : 1);
        game.Store(append);
        foreach (var sequence in append.Reacting ?? [])
        {
            reactions[(append.GameId, sequence)] = append.ReactionDueAt(sequence);
        }

        notices.Post(new FeedNotice.Committed(append.GameId, game.Head));
        return new AppendOutcome.Stored(game.Head);
    }
}
