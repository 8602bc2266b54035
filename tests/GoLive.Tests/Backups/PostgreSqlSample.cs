using System.Data.Common;
using GameSessions.Storage.PostgreSql;
using Npgsql;
using RealStores;

namespace GoLive.Tests.Backups;

internal sealed class PostgreSqlSample(PostgreSqlServer server, string name) : Sample
{
    private static int samples;

    public override string Url => $"{server.Url(name)}";

    public override string Name => name;

    public override string Extension => ".dump";

    public override string EpochSql => "SELECT concat(secret, ' ', oid) FROM log_identity CROSS JOIN pg_database WHERE datname = current_database()";

    public static async Task<Sample> CreateAsync(PostgreSqlServer server)
    {
        var sample = new PostgreSqlSample(server, $"sample_{Interlocked.Increment(ref samples)}");
        await server.CreateDatabaseAsync(sample.Name);
        await using var database = PostgreSqlDatabase.Open($"{server.ConnectionString(sample.Name)};Pooling=false");
        await database.MigrateAsync(PostgreSqlMigration.Sessions);
        return sample;
    }

    public override async Task<IReadOnlyList<string>> OthersAsync()
    {
        var names = await PostgreSqlServer.RunAsync("psql", "-h", "127.0.0.1", "-p", $"{server.Port}", "-U", "postgres", "-Atc", "SELECT datname FROM pg_database");
        return [.. names.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(other => other != name && (other.StartsWith($"{name}_", StringComparison.Ordinal) || other.StartsWith("gw2optimizer", StringComparison.Ordinal)))];
    }

    public override Task KillAsync() => server.DropDatabaseAsync(name);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override DbConnection Connect() => new NpgsqlConnection($"{server.ConnectionString(name)};Pooling=false");
}
