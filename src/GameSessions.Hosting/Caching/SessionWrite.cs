using GameSessions.Hosting.Storage;

namespace GameSessions.Hosting.Caching;

/// <summary>What is to be done to a session in the cache.</summary>
/// <param name="Saved">Null: it is dropped.</param>
internal sealed record SessionWrite(CachedSession? Saved)
{
    public static SessionWrite Drop { get; } = new((CachedSession?)null);

    /// <summary>The later one, or the later version of the session.</summary>
    public SessionWrite Then(SessionWrite later) => Saved is { } mine && later.Saved is { } other && mine.Epoch == other.Epoch && (mine.Generation, mine.LastAck).CompareTo((other.Generation, other.LastAck)) > 0
        ? this
        : later;
}
