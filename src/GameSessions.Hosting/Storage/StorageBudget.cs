namespace GameSessions.Hosting.Storage;

/// <summary>What one piece of work may wait for storage, in all its steps together.</summary>
/// <param name="since">When the work was asked for, by the monotonic clock.</param>
internal readonly struct StorageBudget(TimeSpan total, long since, TimeProvider time)
{
    /// <exception cref="StorageUnavailableException">It is used up.</exception>
    public TimeSpan Left
    {
        get
        {
            var left = total - time.GetElapsedTime(since);
            return left > TimeSpan.Zero ? left : throw new StorageUnavailableException("The store has not answered in time.");
        }
    }

    public Task<T> WithinAsync<T>(Task<T> asked) => asked.WithinAsync(Left, time);

    public Task WithinAsync(Task asked) => asked.WithinAsync(Left, time);
}
