using System.Diagnostics.Metrics;
using GameSessions.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Hosting.Storage;
using GameSessions.Log;

namespace GameSessions.Hosting.Caching;

/// <summary>
/// The cache in front of the store, for the games that it serves. What it says is checked; where it says nothing, or nothing that can be right, the database
/// answers, and the cache is filled again. Nothing here throws what the cache throws, and nobody waits for a write to it. Thread-safe.
/// </summary>
internal sealed class ReadThroughCache
{
    private readonly SessionNode node;
    private readonly CacheParts parts;
    private readonly CacheMetrics metrics;
    private readonly CacheLog log;
    private readonly LogReads reads;
    private readonly MergedWrites<GameId, EntriesWrite> entries;
    private readonly MergedWrites<SessionKey, SessionWrite> sessions;

    public ReadThroughCache(SessionNode node, CacheParts parts, IFlagStore flags, Meter meter)
    {
        this.node = node;
        this.parts = parts;
        metrics = new CacheMetrics(meter);
        log = new CacheLog(parts.Log, metrics);
        reads = new LogReads(node);
        entries = new MergedWrites<GameId, EntriesWrite>(WriteEntriesAsync, static (earlier, later) => earlier.Then(later));
        sessions = new MergedWrites<SessionKey, SessionWrite>(WriteSessionAsync, static (earlier, later) => earlier.Then(later));
        Switch = new ReadThroughSwitch(flags, parts.Configured, log);
    }

    public ReadThroughSwitch Switch { get; }

    public bool Serves(GameId game) => parts.Cache is not null && Switch.Serves(game);

    /// <summary>The session that a token is said to belong to: a hint, of which only the store can say whether it is true.</summary>
    /// <param name="named">The game that the client names beside its token; null: none, and then its share is not known.</param>
    public async Task<SessionKey?> FindByTokenAsync(TokenHash token, string? named)
    {
        if (parts.Cache is null || !(named is null ? Switch.ServesAll : Switch.Serves(new GameId(named))))
        {
            return null;
        }

        var (found, miss) = await AskAsync(CacheOperation.SessionById, cache => cache.FindByTokenAsync(token));
        Count(CacheOperation.SessionById, found is null ? miss ?? CacheMiss.NotFound : null);
        return found;
    }

    /// <summary>What the cache said of a token turned out to be wrong.</summary>
    public void Denied(SessionKey session) => node.Observe(sessions.WriteAsync(session, SessionWrite.Drop));

    /// <summary>The last stored ack of a session, or an older one; null where it is not known.</summary>
    public async Task<long?> FindLastAckAsync(SessionKey session)
    {
        if (!Serves(session.Game))
        {
            return null;
        }

        var (found, miss) = await AskAsync(CacheOperation.SessionByGameUser, cache => cache.FindSessionAsync(session));
        var isStale = found is not null && (found.Epoch != node.Epoch || found.Session != session);
        Count(CacheOperation.SessionByGameUser, isStale ? CacheMiss.Stale : found is null ? miss ?? CacheMiss.NotFound : null);
        return isStale ? null : found?.LastAck;
    }

    /// <summary>Events of a game after <paramref name="after"/> up to <paramref name="through"/>, which are no more than a page.</summary>
    /// <param name="early">What was asked of the cache before it was known which events are needed; null: nothing.</param>
    /// <exception cref="StorageUnavailableException">Neither the cache has them, nor does the store answer.</exception>
    /// <exception cref="LogForkedException">There is no such log any more.</exception>
    public async Task<IReadOnlyList<RecordedEvent>> ReadEventsAsync(GameId game, string epoch, long after, long through, CachedEntries? early = null)
    {
        if (!Serves(game))
        {
            return await node.EventLog.ReadAsync(game, after, (int)(through - after), epoch);
        }

        var (cached, miss) = Check(game, epoch, after, through, early ?? await ReadEntriesAsync(game));
        if (miss is CacheMiss.Stale && early is not null)
        {
            // Asked before the last of these events happened.
            (cached, miss) = Check(game, epoch, after, through, await ReadEntriesAsync(game));
        }

        Count(CacheOperation.ReplayFetch, miss);
        return miss is { } reason ? await FillAsync(game, epoch, after, through, reason) : cached;
    }

    /// <summary>Asks the cache for all that it has of a game. Never throws.</summary>
    public async Task<CachedEntries> ReadEntriesAsync(GameId game)
    {
        var (found, miss) = await AskAsync(CacheOperation.ReplayFetch, cache => cache.ReadEventsAsync(game));
        return new CachedEntries(found ?? [], found is { Count: 0 } ? CacheMiss.NotFound : miss);
    }

    /// <summary>Events were stored.</summary>
    public void Appended(GameId game, string epoch, IReadOnlyList<RecordedEvent> events)
    {
        if (Serves(game))
        {
            node.Observe(entries.WriteAsync(game, new EntriesWrite(epoch, events)));
        }
    }

    /// <summary>A session was opened, or its ack moved.</summary>
    public void Saved(CachedSession session)
    {
        if (Serves(session.Session.Game))
        {
            node.Observe(sessions.WriteAsync(session.Session, new SessionWrite(session)));
        }
    }

    /// <summary>A session no longer lives.</summary>
    public void Revoked(SessionKey session)
    {
        if (Serves(session.Game))
        {
            node.Observe(sessions.WriteAsync(session, SessionWrite.Drop));
        }
    }

    /// <summary>Everybody has these events.</summary>
    public void Pruned(GameId game, string epoch, long floor, Action done) => node.Observe(entries.WriteAsync(game, new EntriesWrite(epoch, [], floor, done)));

    /// <summary>The cached events that were asked for, where they are all there, follow on each other, and are of this log.</summary>
    private (IReadOnlyList<RecordedEvent> Events, CacheMiss? Miss) Check(GameId game, string epoch, long after, long through, CachedEntries cached)
    {
        var events = new List<RecordedEvent>(cached.Entries.Count);
        foreach (var entry in cached.Entries)
        {
            if (CacheEntry.Read(game, entry, parts.Key) is not var (written, recorded))
            {
                metrics.Failed(CacheOperation.ReplayFetch);
                log.Spoilt(game);
                Write(CacheOperation.ReplayPrune, game, cache => cache.DropEventsAsync(game));
                return ([], CacheMiss.Error);
            }

            var follows = written == epoch && recorded.Sequence == after + 1 + events.Count;
            if ((follows || (node.Planted.CacheBelieved && recorded.Sequence > after)) && recorded.Sequence <= through)
            {
                events.Add(recorded);
            }
        }

        return (events, cached.Miss ?? (events.Count == through - after || (node.Planted.CacheBelieved && events.Count > 0) ? null : CacheMiss.Stale));
    }

    private async Task<IReadOnlyList<RecordedEvent>> FillAsync(GameId game, string epoch, long after, long through, CacheMiss miss)
    {
        var read = await reads.ReadAsync(game, epoch, after, through);
        if (read.Count > 0)
        {
            Write(CacheOperation.ReplayHydrate, game, async cache =>
            {
                if (miss is CacheMiss.Stale)
                {
                    // What it believes of the game may be wrong, such as a head that the log has not: it would refuse what is right.
                    await cache.DropEventsAsync(game);
                }

                await cache.HydrateEventsAsync(game, epoch, read[0].Sequence, Entries(game, epoch, read));
            });
        }

        return read;
    }

    private async Task WriteEntriesAsync(GameId game, EntriesWrite write)
    {
        if (write.Events is [var first, ..])
        {
            await WriteAsync(CacheOperation.ReplayAppend, game, cache => cache.AppendEventsAsync(game, write.Epoch, first.Sequence, Entries(game, write.Epoch, write.Events)));
        }

        if (write.Floor > 0)
        {
            await WriteAsync(CacheOperation.ReplayPrune, game, cache => cache.TrimEventsAsync(game, write.Epoch, write.Floor), write.Trimmed);
        }
    }

    private Task WriteSessionAsync(SessionKey session, SessionWrite write) => WriteAsync(
        CacheOperation.SessionSnapshot, session.Game, cache => write.Saved is { } saved ? cache.SaveSessionAsync(saved) : cache.DropSessionAsync(session));

    private string[] Entries(GameId game, string epoch, IReadOnlyList<RecordedEvent> events) => [.. events.Select(recorded => CacheEntry.Write(game, epoch, recorded, parts.Key))];

    private void Count(CacheOperation operation, CacheMiss? miss)
    {
        if (miss is { } reason)
        {
            metrics.Missed(operation, reason);
        }
        else
        {
            metrics.Hit(operation);
        }
    }

    private async Task<(T? Found, CacheMiss? Miss)> AskAsync<T>(CacheOperation operation, Func<ISessionCache, Task<T>> ask)
    {
        try
        {
            var found = await ask(parts.Cache!);
            log.Answered();
            return (found, null);
        }
        catch (CacheUnavailableException e)
        {
            metrics.Failed(operation);
            log.Failed(e);
            return (default, CacheMiss.Error);
        }
    }

    private void Write(CacheOperation operation, GameId game, Func<ISessionCache, Task> write) => node.Observe(WriteAsync(operation, game, write));

    private async Task WriteAsync(CacheOperation operation, GameId game, Func<ISessionCache, Task> write, Action? done = null)
    {
        try
        {
            await write(parts.Cache!);
            metrics.Wrote(operation);
            log.Answered();
            done?.Invoke();
        }
        catch (CacheUnavailableException e)
        {
            metrics.Failed(operation);
            if (e.IsSpoilt)
            {
                log.Spoilt(game);
            }
            else
            {
                log.Failed(e);
            }
        }
    }
}

/// <summary>All entries that the cache has of a game, or why it has none.</summary>
internal sealed record CachedEntries(IReadOnlyList<string> Entries, CacheMiss? Miss);
