namespace Gw2Optimizer.Server.Observability.Health;

/// <summary>Whether this node wants new work. It stops wanting it when the process is told to end.</summary>
internal sealed class Readiness
{
    private volatile bool draining;

    public Readiness(IHostApplicationLifetime lifetime) => lifetime.ApplicationStopping.Register(() => draining = true);

    public bool IsDraining => draining;
}
