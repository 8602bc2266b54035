using System.Data.Common;

namespace Gw2Optimizer.RealServer.Deployments;

/// <summary>Server processes that serve the same games, and the database behind them. For one user at a time.</summary>
public abstract class Deployment : IAsyncDisposable
{
    public abstract IReadOnlyList<ServerProcess> Nodes { get; }

    /// <summary>What holds every writer up until it is rolled back, as the first statement of a connection.</summary>
    public abstract string LockForWriting { get; }

    /// <summary>A connection of the caller's own, not yet open, that nothing here cuts.</summary>
    public abstract DbConnection Connect();

    /// <summary>A transaction that reads all of one instant, and holds nobody up.</summary>
    public abstract DbTransaction BeginSnapshot(DbConnection connection);

    /// <summary>Starts every node, and waits until each is ready.</summary>
    public virtual Task StartAsync(CancellationToken cancellationToken = default) => Task.WhenAll(Nodes.Select(node => node.StartAsync(cancellationToken)));

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
        {
            await node.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
