namespace GameSessions.Hosting.Caching;

/// <summary>What is done to the cache; the first three are look-ups.</summary>
internal enum CacheOperation
{
    SessionByGameUser,
    SessionById,
    ReplayFetch,
    SessionSnapshot,
    ReplayAppend,
    ReplayHydrate,
    ReplayPrune,
}

internal enum CacheMiss
{
    /// <summary>The cache has nothing.</summary>
    NotFound,

    /// <summary>What it has is not all, or of another incarnation of the log.</summary>
    Stale,

    /// <summary>It does not answer, or what it has is not what was put there.</summary>
    Error,
}

internal static class CacheOperations
{
    /// <summary>As the metrics call it.</summary>
    public static string Word(this CacheOperation operation) => operation switch
    {
        CacheOperation.SessionByGameUser => "session_by_game_user",
        CacheOperation.SessionById => "session_by_id",
        CacheOperation.ReplayFetch => "replay_fetch",
        CacheOperation.SessionSnapshot => "session_snapshot",
        CacheOperation.ReplayAppend => "replay_append",
        CacheOperation.ReplayHydrate => "replay_hydrate",
        CacheOperation.ReplayPrune => "replay_prune",
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };
}
