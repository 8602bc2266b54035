using System.Data.Common;
using GameSessions.Storage.PostgreSql;
using Npgsql;
using RealStores;

namespace GoLive.Tests.Backups;

/// <param name="role">Whose it is.</param>
/// <param name="password">Null: the server asks for none.</param>
internal sealed class PostgreSqlSample(PostgreSqlServer server, string name, string role = PostgreSqlSample.Superuser, string? password = null) : Sample
{
    public const string Superuser = "postgres";

    private static int samples;

    public override string Url => $"{new UriBuilder(server.Url(name)) { UserName = role, Password = Uri.EscapeDataString(password ?? "") }}";

    public override string Name => name;

    public override string Extension => ".dump";

    public override string EpochSql => "SELECT secret FROM log_identity";

    public static async Task<Sample> CreateAsync(PostgreSqlServer server, string role = Superuser, string? password = null)
    {
        var sample = new PostgreSqlSample(server, $"sample_{Interlocked.Increment(ref samples)}", role, password);
        await server.CreateDatabaseAsync(sample.Name);
        await PostgreSqlServer.RunAsync("psql", "-h", "127.0.0.1", "-p", $"{server.Port}", "-U", Superuser, "-c", $"ALTER DATABASE {sample.Name} OWNER TO {role}");
        await using var database = PostgreSqlDatabase.Open(sample.ConnectionString);
        await database.MigrateAsync(PostgreSqlMigration.Sessions);
        return sample;
    }

    private string ConnectionString => new NpgsqlConnectionStringBuilder(server.ConnectionString(name)) { Username = role, Password = password, Pooling = false }.ToString();

    public override async Task<IReadOnlyList<string>> OthersAsync()
    {
        var names = await PostgreSqlServer.RunAsync("psql", "-h", "127.0.0.1", "-p", $"{server.Port}", "-U", Superuser, "-Atc", "SELECT datname FROM pg_database");
        return [.. names.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(other => other != name && (other.StartsWith($"{name}_", StringComparison.Ordinal) || other.StartsWith("gw2optimizer", StringComparison.Ordinal)))];
    }

    public override Task KillAsync() => server.DropDatabaseAsync(name);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override DbConnection Connect() => new NpgsqlConnection(ConnectionString);
}
