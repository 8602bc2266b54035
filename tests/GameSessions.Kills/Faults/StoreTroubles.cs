using Gw2Optimizer.RealServer.Deployments;
using RealStores;

namespace GameSessions.Kills.Faults;

/// <summary>What can happen to the database and to the cache, for every node at once.</summary>
internal sealed class StoreTroubles(Cluster cluster, ServiceBook book)
{
    private const string DatabasePlace = "database";
    private const string CachePlace = "cache";

    private PostgreSqlServer Database => cluster.Stores.PostgreSql;

    private RedisServer Cache => cluster.Stores.Redis;

    public IEnumerable<ClusterFault> OfTheDatabase() =>
    [
        Away("PostgreSQL stopped", Database.StopAsync, Database.StartAgainAsync),
        Away("PostgreSQL crashed", Database.CrashAsync, Database.StartAgainAsync),
        Away("PostgreSQL frozen", Database.FreezeAsync, Database.ThawAsync),
    ];

    public IEnumerable<ClusterFault> OfTheCache(Random random)
    {
        var poison = random.GetItems(Enum.GetValues<Poison>(), 1)[0];
        yield return new("Redis killed", CachePlace, Cache.KillAsync, Cache.StartAgainAsync);
        yield return new("Redis frozen", CachePlace, Cache.FreezeAsync, Cache.ThawAsync);
        yield return new("Redis full", CachePlace, () => Cache.CliAsync("config", "set", "maxmemory", "1"), () => Cache.CliAsync("config", "set", "maxmemory", "0"));
        yield return new("Redis emptied", CachePlace, () => Cache.CliAsync("flushall"), () => Task.CompletedTask);
        yield return new($"Redis poisoned, {poison}", CachePlace, () => Cache.SpoilAsync(cluster.CacheNamespace, poison), () => Task.CompletedTask);
    }

    private ClusterFault Away(string name, Func<Task> strike, Func<Task> mend)
    {
        var from = 0L;
        return new(
            name,
            DatabasePlace,
            async () =>
            {
                await strike();
                from = ServiceBook.Now;
            },
            () =>
            {
                book.WasAway(node: null, from);
                return mend();
            });
    }
}
