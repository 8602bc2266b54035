using GameSessions.Hosting.Nodes;

namespace Gw2Optimizer.Server.Games;

/// <summary>Starts the engine with the server, and drains it as soon as the server is told to end, before the listener closes.</summary>
internal sealed class NodeService(SessionNode node, IHostApplicationLifetime lifetime) : IHostedService
{
    /// <summary>Longer than that is no drain: what is left is cut.</summary>
    private static readonly TimeSpan DrainMax = TimeSpan.FromSeconds(5);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(() => node.DrainAsync().Wait(DrainMax));
        return node.StartAsync();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
