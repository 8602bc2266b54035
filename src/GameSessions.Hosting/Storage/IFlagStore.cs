namespace GameSessions.Hosting.Storage;

/// <summary>What operators changed while nodes run, for all nodes of the store. May throw <see cref="StorageUnavailableException"/>.</summary>
public interface IFlagStore
{
    /// <summary>Null where nobody has changed it yet: each node then runs by its own configuration.</summary>
    Task<ReadThrough?> FindReadThroughAsync();

    Task SaveReadThroughAsync(ReadThrough readThrough);
}

/// <summary>For a node whose operators change nothing while it runs.</summary>
public sealed class NoFlagStore : IFlagStore
{
    public Task<ReadThrough?> FindReadThroughAsync() => Task.FromResult<ReadThrough?>(null);

    public Task SaveReadThroughAsync(ReadThrough readThrough) => throw new NotSupportedException("There is nowhere to keep it.");
}

/// <summary>Whether the cache serves, and which share of the games.</summary>
/// <param name="Percent">0 to 100.</param>
public sealed record ReadThrough(bool Enabled, int Percent);
