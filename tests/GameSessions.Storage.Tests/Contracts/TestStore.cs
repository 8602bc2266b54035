using GameSessions.Hosting.Storage;
using GameSessions.Testing;

namespace GameSessions.Storage.Tests.Contracts;

/// <summary>A store that a contract is held against, empty at first, on a clock that the test moves.</summary>
public abstract class TestStore : IAsyncDisposable
{
    public ManualTimeProvider Time { get; } = new();

    public abstract IEventLog Log { get; }

    public abstract INodeRows Nodes { get; }

    public abstract ISessionStore Sessions { get; }

    public abstract ICommitFeed Feed { get; }

    public abstract IFlagStore Flags { get; }

    /// <summary>Skips the test where the store is not to be had here.</summary>
    public abstract Task OpenAsync();

    public abstract ValueTask DisposeAsync();
}

/// <summary>What a store promises; each kind of store derives a class, and so runs every sentence of it.</summary>
public abstract class Contract<TStore> : IAsyncLifetime
    where TStore : TestStore, new()
{
    protected static readonly NodeId Node = new("node-1");
    protected static readonly NodeId OtherNode = new("node-2");

    protected TStore Store { get; } = new();

    protected IEventLog Log => Store.Log;

    protected INodeRows Nodes => Store.Nodes;

    protected ISessionStore Sessions => Store.Sessions;

    protected long Now => Store.Time.NowMs;

    public virtual async ValueTask InitializeAsync() => await Store.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
