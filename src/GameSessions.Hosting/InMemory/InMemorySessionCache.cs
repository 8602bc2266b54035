using GameSessions.Games;
using GameSessions.Hosting.Storage;

namespace GameSessions.Hosting.InMemory;

/// <summary>
/// A cache in this process's memory that forgets nothing by itself. Refuses what a cache that is shared refuses. Thread-safe; every method
/// completes before it returns.
/// </summary>
/// <param name="retention">Newest entries kept of a game.</param>
public sealed class InMemorySessionCache(int retention = 256) : ISessionCache
{
    private readonly Lock gate = new();
    private readonly Dictionary<GameId, GameEntries> games = [];
    private readonly Dictionary<SessionKey, SessionEntry> sessions = [];
    private readonly Dictionary<TokenHash, SessionKey> pointers = [];

    public Task<SessionKey?> FindByTokenAsync(TokenHash token)
    {
        lock (gate)
        {
            return Task.FromResult(pointers.TryGetValue(token, out var session) ? session : (SessionKey?)null);
        }
    }

    public Task<CachedSession?> FindSessionAsync(SessionKey session)
    {
        lock (gate)
        {
            return Task.FromResult(sessions.GetValueOrDefault(session)?.Kept);
        }
    }

    public Task<IReadOnlyList<string>> ReadEventsAsync(GameId game)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<string>>(games.TryGetValue(game, out var kept) ? [.. kept.Entries] : []);
        }
    }

    public Task SaveSessionAsync(CachedSession session)
    {
        lock (gate)
        {
            if (!sessions.TryGetValue(session.Session, out var entry))
            {
                entry = sessions[session.Session] = new SessionEntry(session);
            }

            if (entry.TrySave(session))
            {
                pointers[session.Token] = session.Session;
            }

            return Task.CompletedTask;
        }
    }

    public Task AppendEventsAsync(GameId game, string epoch, long first, IReadOnlyList<string> entries)
    {
        lock (gate)
        {
            if (entries.Count > 0)
            {
                GoOn(game, epoch, first - 1)?.Append(first, entries, retention);
            }

            return Task.CompletedTask;
        }
    }

    public Task HydrateEventsAsync(GameId game, string epoch, long first, IReadOnlyList<string> entries)
    {
        lock (gate)
        {
            GoOn(game, epoch, first - 1 + entries.Count)?.Hydrate(first, entries, retention);
            return Task.CompletedTask;
        }
    }

    public Task TrimEventsAsync(GameId game, string epoch, long through)
    {
        lock (gate)
        {
            if (through > 0)
            {
                GoOn(game, epoch, through)?.Trim(through);
            }

            return Task.CompletedTask;
        }
    }

    public Task DropEventsAsync(GameId game)
    {
        lock (gate)
        {
            games.Remove(game);
            return Task.CompletedTask;
        }
    }

    public Task DropSessionAsync(SessionKey session)
    {
        lock (gate)
        {
            if (sessions.Remove(session, out var entry))
            {
                pointers.Remove(entry.Kept.Token);
            }

            return Task.CompletedTask;
        }
    }

    /// <param name="head">Where to go on from, if nothing is known of this epoch.</param>
    /// <returns>Null where the epoch was replaced before: then its writer is of yesterday.</returns>
    private GameEntries? GoOn(GameId game, string epoch, long head)
    {
        if (!games.TryGetValue(game, out var kept))
        {
            return games[game] = new GameEntries(epoch, head);
        }

        return kept.TryGoOn(epoch, head) ? kept : null;
    }

    /// <summary>The newest entries of a game, and what the cache has been told of it.</summary>
    private sealed class GameEntries(string epoch, long head)
    {
        private readonly List<string> entries = [];
        private readonly HashSet<string> replaced = [];
        private string epoch = epoch;
        private long head = head;
        private long trimmed;

        public IReadOnlyList<string> Entries => entries;

        public bool TryGoOn(string writer, long from)
        {
            if (writer != epoch && !replaced.Contains(writer))
            {
                replaced.Add(epoch);
                entries.Clear();
                (epoch, head, trimmed) = (writer, from, 0);
            }

            return writer == epoch;
        }

        public void Append(long first, IReadOnlyList<string> added, int retention)
        {
            if (first > head + 1)
            {
                entries.Clear();
                head = first - 1;
            }

            Add(added, skipped: head + 1 - first, retention);
            head = Math.Max(head, first - 1 + added.Count);
        }

        public void Hydrate(long first, IReadOnlyList<string> all, int retention)
        {
            var last = first - 1 + all.Count;
            if (last >= head)
            {
                entries.Clear();
                Add(all, skipped: Math.Max(trimmed + 1 - first, 0), retention);
                head = last;
            }
        }

        public void Trim(long through)
        {
            if (through > trimmed)
            {
                entries.RemoveRange(0, (int)Math.Clamp(through - (head - entries.Count), 0, entries.Count));
                // Entries up to here may still be on their way; the head is what refuses them.
                (head, trimmed) = (Math.Max(head, through), through);
            }
        }

        private void Add(IReadOnlyList<string> added, long skipped, int retention)
        {
            entries.AddRange(added.Skip((int)Math.Min(skipped, added.Count)));
            entries.RemoveRange(0, Math.Max(entries.Count - retention, 0));
        }
    }

    /// <summary>A session, and the epochs whose word no longer counts for it.</summary>
    private sealed class SessionEntry(CachedSession first)
    {
        private readonly HashSet<string> replaced = [];

        public CachedSession Kept { get; private set; } = first;

        public bool TrySave(CachedSession session)
        {
            var isLate = session.Epoch == Kept.Epoch
                ? (session.Generation, session.LastAck).CompareTo((Kept.Generation, Kept.LastAck)) < 0
                : replaced.Contains(session.Epoch);
            if (isLate)
            {
                return false;
            }

            if (session.Epoch != Kept.Epoch)
            {
                replaced.Add(Kept.Epoch);
            }

            Kept = session;
            return true;
        }
    }
}
