namespace GameSessions.Hosting.Sessions;

/// <summary>Counts up to a limit for each key within a window of time; forgets them all when the window ends. Not thread-safe.</summary>
internal sealed class WindowCounter<TKey>(TimeSpan window, int limit, TimeProvider time)
    where TKey : notnull
{
    private readonly Dictionary<TKey, int> counts = [];
    private long startedAt;

    /// <summary>False where the limit is reached; such a try is not counted.</summary>
    public bool TryCount(TKey key)
    {
        if (counts.Count == 0 || time.GetElapsedTime(startedAt) >= window)
        {
            counts.Clear();
            startedAt = time.GetTimestamp();
        }

        var count = counts.GetValueOrDefault(key);
        if (count >= limit)
        {
            return false;
        }

        counts[key] = count + 1;
        return true;
    }
}
