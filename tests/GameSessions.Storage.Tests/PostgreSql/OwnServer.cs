using GameSessions.Hosting.Storage;
using GameSessions.Storage.PostgreSql;
using RealStores;

namespace GameSessions.Storage.Tests.PostgreSql;

/// <summary>A server that a test may stop, freeze and crash, with one migrated database.</summary>
internal sealed class OwnServer : IAsyncDisposable
{
    private const string Name = "sessions";

    private OwnServer(PostgreSqlServer server)
    {
        Server = server;
        Database = PostgreSqlDatabase.Open(ConnectionString);
        Log = new PostgreSqlEventLog(Database);
    }

    public PostgreSqlServer Server { get; }

    public string ConnectionString => Server.ConnectionString(Name);

    public PostgreSqlDatabase Database { get; }

    public PostgreSqlEventLog Log { get; }

    public static async Task<OwnServer> StartAsync(params string[] settings)
    {
        PostgreSqlTemplate.Require();
        var server = await PostgreSqlServer.StartAsync(settings);
        await server.CreateDatabaseAsync(Name);
        var own = new OwnServer(server);
        await own.Database.MigrateAsync(PostgreSqlMigration.Sessions);
        return own;
    }

    /// <summary>Asks until there is an answer, as a node does.</summary>
    public static async Task<T> EventuallyAsync<T>(Func<Task<T>> ask)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (StorageUnavailableException) when (!patience.IsCancellationRequested)
            {
                await Task.Delay(10);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await Server.DisposeAsync();
    }
}
