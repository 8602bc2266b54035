using RealStores;

namespace Gw2Optimizer.RealServer.Deployments;

/// <summary>A staging environment: two nodes on one PostgreSQL and one Redis, with the session cache on and a superuser.</summary>
public sealed class Staging : IAsyncDisposable
{
    private const string Mail = "operator@example.org";
    private readonly Stores stores;
    private readonly string password = $"Aa1!{Guid.NewGuid():N}";

    private Staging(Stores stores, Cluster cluster) => (this.stores, Cluster) = (stores, cluster);

    public Cluster Cluster { get; }

    /// <summary>What golive must know.</summary>
    public IReadOnlyList<(string Name, string Value)> Variables =>
    [
        ("GOLIVE_SERVERS", string.Join(',', Cluster.Nodes.Select(node => node.Address))),
        ("GOLIVE_PAGES", $"{Cluster.Nodes[0].Pages}"),
        ("GOLIVE_ADMIN_EMAIL", Mail),
        ("GOLIVE_ADMIN_PASSWORD", password),
        ("SESSION_REDIS_URL", $"{stores.Redis.Url}"),
        ("SESSION_REDIS_NAMESPACE", Cluster.CacheNamespace),
    ];

    /// <summary>The nodes' logs.</summary>
    public IReadOnlyList<string> Logs => [.. Cluster.Nodes.Select(node => node.LogPath)];

    /// <exception cref="StoreFailedException">PostgreSQL or Redis is not installed, or does not start.</exception>
    /// <exception cref="ServerFailedException">A node does not start.</exception>
    public static async Task<Staging> StartAsync(CancellationToken cancellationToken, params IEnumerable<(string Name, string Value)> variables)
    {
        var started = await Stores.StartAsync();
        var cluster = new Cluster(started, "staging", nodes: 2, [("ENVIRONMENT", "staging"), ("SECRET_KEY", $"{Guid.NewGuid():N}{Guid.NewGuid():N}"), .. variables]);
        var staging = new Staging(started, cluster);
        try
        {
            await cluster.StartAsync(cancellationToken);
            await cluster.Nodes[0].RunVerbAsync(["create-admin", "--email", Mail, "--username", "operator"], ("ADMIN_PASSWORD", staging.password));
            return staging;
        }
        catch
        {
            await staging.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        await stores.DisposeAsync();
    }
}
