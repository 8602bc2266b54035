using GameSessions.Storage.PostgreSql;
using GameSessions.Storage.Tests.PostgreSql;
using Npgsql;
using RealStores;

[assembly: AssemblyFixture(typeof(PostgreSqlTemplate))]

namespace GameSessions.Storage.Tests.PostgreSql;

/// <summary>The one server of all tests that do not harm it, with a migrated database that each of them gets a copy of.</summary>
public sealed class PostgreSqlTemplate : IAsyncDisposable
{
    private const string Name = "template";

    private static readonly SemaphoreSlim OneCopyAtATime = new(1);
    private static PostgreSqlServer? server;
    private static int copies;

    /// <summary>Skips the test where PostgreSQL is not installed; where everything must be tested, that is a failure.</summary>
    public static void Require()
    {
        if (!PostgreSqlServer.IsInstalled && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip("PostgreSQL is not installed.");
        }
    }

    /// <returns>How to connect to the copy.</returns>
    public static async Task<string> CopyAsync()
    {
        Require();
        await OneCopyAtATime.WaitAsync();
        try
        {
            server ??= await StartAsync();
            var copy = $"copy_{++copies}";
            await using var connection = new NpgsqlConnection(server.ConnectionString("postgres"));
            await connection.OpenAsync();
            await connection.RunAsync($"CREATE DATABASE {copy} TEMPLATE {Name}");
            return server.ConnectionString(copy);
        }
        finally
        {
            OneCopyAtATime.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    private static async Task<PostgreSqlServer> StartAsync()
    {
        var started = await PostgreSqlServer.StartAsync("fsync = off");
        await started.CreateDatabaseAsync(Name);
        await using var database = PostgreSqlDatabase.Open(started.ConnectionString(Name) + ";Pooling=false");
        await database.MigrateAsync(PostgreSqlMigration.Sessions);
        return started;
    }
}
