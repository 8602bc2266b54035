using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using RealStores;

namespace GoLive.Tests.Releases;

/// <summary>A database that servers of several releases use.</summary>
/// <param name="Url">For <c>DATABASE_URL</c>.</param>
/// <param name="TablesSql">The names of its tables.</param>
/// <param name="SchemaSql">Everything that makes its schema, as sorted lines.</param>
internal sealed record ReleaseDatabase(string Url, Func<DbConnection> Connect, string TablesSql, string SchemaSql)
{
    public static ReleaseDatabase OnSqlite(string folder)
    {
        var path = Path.Combine(folder, "release.db");
        return new ReleaseDatabase(
            $"sqlite:///{path}",
            () => new SqliteConnection($"Data Source={path};Pooling=False"),
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
            "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master ORDER BY 1");
    }

    public static async Task<ReleaseDatabase> OnPostgreSqlAsync(PostgreSqlServer server)
    {
        var name = $"release_{Guid.NewGuid():N}";
        await server.CreateDatabaseAsync(name);
        return new ReleaseDatabase(
            $"{server.Url(name)}",
            () => new NpgsqlConnection($"{server.ConnectionString(name)};Pooling=false"),
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
            """
            SELECT line FROM (
              SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default) AS line FROM information_schema.columns WHERE table_schema = 'public'
              UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
              UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
            ) AS all_lines ORDER BY line
            """);
    }

    /// <summary>What the next release may do before the last server of this one is gone: it adds, to every table, and takes nothing.</summary>
    public async Task ExpandAsync()
    {
        await using var connection = Connect();
        foreach (var table in (await connection.QueryAsync<string>(TablesSql)).ToList())
        {
            await connection.ExecuteAsync($"ALTER TABLE {table} ADD COLUMN next_note TEXT; ALTER TABLE {table} ADD COLUMN next_count BIGINT NOT NULL DEFAULT 7");
        }

        await connection.ExecuteAsync(
            """
            CREATE TABLE next_things (id BIGINT NOT NULL PRIMARY KEY, game_id TEXT NOT NULL);
            CREATE INDEX next_things_by_game ON next_things (game_id);
            INSERT INTO schema_migrations (owner, number) SELECT owner, max(number) + 1 FROM schema_migrations GROUP BY owner;
            INSERT INTO schema_migrations (owner, number) VALUES ('next', 1);
            """);
    }

    /// <summary>What a server of another release must leave alone.</summary>
    public async Task<IReadOnlyList<string>> SchemaAsync()
    {
        await using var connection = Connect();
        return [.. await connection.QueryAsync<string>(SchemaSql), .. await MigrationsAsync()];
    }

    /// <summary>Those that it has seen, as <c>owner 1</c>.</summary>
    public async Task<IReadOnlyList<string>> MigrationsAsync()
    {
        await using var connection = Connect();
        return [.. await connection.QueryAsync<string>("SELECT owner || ' ' || number FROM schema_migrations ORDER BY 1")];
    }
}
