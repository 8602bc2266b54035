using RealStores;

namespace GameSessions.Load.PostgreSql;

/// <summary>Nodes of the engine on one PostgreSQL, with a Redis where they have a cache. Every store is as it is after its installation: what is committed is flushed.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private const string Database = "load";
    private readonly PostgreSqlServer database;
    private readonly RedisServer? redis;
    private readonly List<ServerProcess> nodes = [];

    private Cluster(PostgreSqlServer database, RedisServer? redis) => (this.database, this.redis) = (database, redis);

    public IReadOnlyList<ServerProcess> Nodes => nodes;

    public static async Task<Cluster> StartAsync(int nodes, bool cached = false)
    {
        var cluster = new Cluster(await PostgreSqlServer.StartAsync(), cached ? await RedisServer.StartAsync() : null);
        try
        {
            await cluster.database.CreateDatabaseAsync(Database);
            for (var i = 0; i < nodes; i++)
            {
                cluster.nodes.Add(await ServerProcess.StartAsync(Peer.Ours, prepare: null, cluster.Options()));
            }

            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>The cache forgets everything.</summary>
    public Task FlushCacheAsync() => redis!.CliAsync("flushall");

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }

        await (redis?.DisposeAsync() ?? ValueTask.CompletedTask);
        await database.DisposeAsync();
    }

    private string[] Options() => ["--database", database.ConnectionString(Database), .. redis is null ? Array.Empty<string>() : ["--redis", redis.Url.ToString().TrimEnd('/')]];
}
