using GameSessions.Games;

namespace GameSessions.Hosting.Storage;

/// <summary>
/// What a cache keeps of sessions and of the newest events: copies, that may be old, wrong or gone. Whoever reads checks; a write that is older than what
/// the cache has is refused there. Every method may throw <see cref="CacheUnavailableException"/>, and soon: a cache that does not answer is left alone
/// for a while.
/// </summary>
public interface ISessionCache
{
    /// <summary>The session that a token is said to belong to; null where it is not known.</summary>
    Task<SessionKey?> FindByTokenAsync(TokenHash token);

    /// <summary>Null where it is not known.</summary>
    Task<CachedSession?> FindSessionAsync(SessionKey session);

    /// <summary>All entries of a game from the oldest on, as they were written; empty where it has none.</summary>
    Task<IReadOnlyList<string>> ReadEventsAsync(GameId game);

    /// <summary>Keeps a session, unless it has a later version of it, and leads its token to it.</summary>
    Task SaveSessionAsync(CachedSession session);

    /// <summary>Adds entries that follow the last one of the game, or begins anew with them where they do not. What is no newer than the last one is refused.</summary>
    /// <param name="first">The sequence of the first entry.</param>
    Task AppendEventsAsync(GameId game, string epoch, long first, IReadOnlyList<string> entries);

    /// <summary>Puts these entries in the place of all that a game has, unless what it has is newer than they are.</summary>
    /// <param name="first">The sequence of the first entry.</param>
    Task HydrateEventsAsync(GameId game, string epoch, long first, IReadOnlyList<string> entries);

    /// <summary>Drops the entries up to a sequence; what comes late for it is refused.</summary>
    Task TrimEventsAsync(GameId game, string epoch, long through);

    /// <summary>Forgets a game's entries, whatever they are.</summary>
    Task DropEventsAsync(GameId game);

    /// <summary>Forgets a session and where its token led.</summary>
    Task DropSessionAsync(SessionKey session);
}

/// <summary>A session as the cache keeps it.</summary>
/// <param name="Token">The hash of its newest token.</param>
/// <param name="Generation">Counts its handshakes; with <paramref name="LastAck"/>, the version of the entry.</param>
public sealed record CachedSession(SessionKey Session, string Epoch, TokenHash Token, long LastAck, long Generation);

/// <summary>The cache did not answer in time, answered nonsense, or is being left alone.</summary>
public sealed class CacheUnavailableException : Exception
{
    public CacheUnavailableException() { }

    public CacheUnavailableException(string message) : base(message) { }

    public CacheUnavailableException(string message, Exception inner) : base(message, inner) { }

    /// <summary>The cache answers, but what it has under the key is of another kind: the entry is to be dropped.</summary>
    public bool IsSpoilt { get; init; }
}
