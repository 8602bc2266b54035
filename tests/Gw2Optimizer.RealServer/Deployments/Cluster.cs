using System.Data;
using System.Data.Common;
using System.Net;
using Npgsql;
using RealStores;

namespace Gw2Optimizer.RealServer.Deployments;

/// <summary>Several servers on one PostgreSQL database and one Redis, each with a line of its own to the database.</summary>
public sealed class Cluster : Deployment
{
    private const string Prepared = "prepared";

    private static readonly SemaphoreSlim Preparing = new(1);

    private readonly Stores stores;
    private readonly string database = $"d{Guid.NewGuid():N}";
    private readonly IReadOnlyList<(ServerProcess Node, Relay Line)> members;

    /// <param name="variables">Of every node, beside those that lead to the stores.</param>
    public Cluster(Stores stores, string name, int nodes, params IEnumerable<(string Name, string Value)> variables)
    {
        this.stores = stores;
        var own = variables.ToList();
        members =
        [
            .. Enumerable.Range(1, nodes).Select(number =>
            {
                var line = new Relay(new IPEndPoint(IPAddress.Loopback, stores.PostgreSql.Port));
                return (new ServerProcess($"{name}-{number}", [
                    ("DATABASE_URL", $"{new UriBuilder(stores.PostgreSql.Url(database)) { Port = line.Port }}"),
                    ("SESSION_REDIS_URL", $"{stores.Redis.Url}"),
                    ("SESSION_REDIS_NAMESPACE", CacheNamespace),
                    .. own]), line);
            }),
        ];
    }

    public override IReadOnlyList<ServerProcess> Nodes => [.. members.Select(member => member.Node)];

    /// <summary>What stands between each node and the database.</summary>
    public IReadOnlyList<Relay> DatabaseLines => [.. members.Select(member => member.Line)];

    public Stores Stores => stores;

    /// <summary>What this cluster's keys in Redis begin with.</summary>
    public string CacheNamespace => $"gsr-{database}";

    public override string LockForWriting =>
        """
        BEGIN;
        DO $$ DECLARE name text; BEGIN
          FOR name IN SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename LOOP
            EXECUTE 'LOCK TABLE ' || name || ' IN EXCLUSIVE MODE';
          END LOOP;
        END $$
        """;

    public override DbConnection Connect() => new NpgsqlConnection($"{stores.PostgreSql.ConnectionString(database)};Pooling=false");

    public override DbTransaction BeginSnapshot(DbConnection connection) => connection.BeginTransaction(IsolationLevel.RepeatableRead);

    public override async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await PrepareAsync();
        await stores.PostgreSql.CreateDatabaseAsync(database, template: Prepared);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Ends the connection by which a node is woken, and each that it makes in its place, until disposed of.</summary>
    public WakeUpCut CutWakeUp(int node) => new(stores.PostgreSql.ConnectionString(database), DatabaseLines[node]);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var line in DatabaseLines)
        {
            await line.DisposeAsync();
        }
    }

    /// <summary>Migrated once, and copied from then on.</summary>
    private async Task PrepareAsync()
    {
        await Preparing.WaitAsync();
        try
        {
            if (!await stores.PostgreSql.HasDatabaseAsync(Prepared))
            {
                await stores.PostgreSql.CreateDatabaseAsync(Prepared);
                await Nodes[0].RunVerbAsync(["migrate"], ("DATABASE_URL", $"{stores.PostgreSql.Url(Prepared)}"));
            }
        }
        finally
        {
            Preparing.Release();
        }
    }
}
