using System.Reflection;
using Npgsql;

namespace GameSessions.Storage.PostgreSql;

/// <summary>A numbered SQL script that runs once in the life of a database. Scripts of several owners live beside each other.</summary>
/// <param name="Owner">Whose tables: <c>sessions</c> for the engine, another word for each other owner.</param>
/// <param name="Number">Its place in the owner's order, from 1.</param>
public sealed record PostgreSqlMigration(string Owner, int Number, string Sql)
{
    /// <summary>Any number, but the same in every node: whoever migrates a database holds its lock of this number.</summary>
    private const long Lock = 0x67_61_6d_65_73;

    /// <summary>The engine's own tables.</summary>
    public static IReadOnlyList<PostgreSqlMigration> Sessions { get; } = FromResources(typeof(PostgreSqlMigration).Assembly, "sessions");

    /// <summary>The scripts embedded under <c>PostgreSql/Migrations/NNN_*.sql</c> of an assembly, in order.</summary>
    public static IReadOnlyList<PostgreSqlMigration> FromResources(Assembly assembly, string owner) =>
    [
        .. assembly.GetManifestResourceNames()
            .Where(name => name.Contains(".PostgreSql.Migrations.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select((name, index) => new PostgreSqlMigration(owner, index + 1, ReadAll(assembly, name))),
    ];

    /// <returns>How many had to be applied.</returns>
    internal static async Task<int> ApplyAsync(NpgsqlConnection connection, IReadOnlyList<PostgreSqlMigration> migrations)
    {
        var applied = 0;
        foreach (var migration in migrations)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            // A script, or whoever runs one now, may take longer than a statement usually may.
            await connection.RunAsync($"SET LOCAL statement_timeout = 0; SELECT pg_advisory_xact_lock({Lock})");
            await connection.RunAsync("CREATE TABLE IF NOT EXISTS schema_migrations (owner text NOT NULL, number integer NOT NULL, PRIMARY KEY (owner, number))");
            if (await connection.ExecuteAsync("INSERT INTO schema_migrations (owner, number) VALUES ($1, $2) ON CONFLICT DO NOTHING", migration.Owner, migration.Number) == 1)
            {
                await connection.RunAsync(migration.Sql);
                applied++;
            }

            await transaction.CommitAsync();
        }

        return applied;
    }

    internal static async Task<bool> AreAppliedAsync(NpgsqlConnection connection, IReadOnlyList<PostgreSqlMigration> migrations)
    {
        if (!await connection.FindAsync(row => row.GetBoolean(0), "SELECT to_regclass('schema_migrations') IS NOT NULL"))
        {
            return false;
        }

        var seen = await connection.QueryAsync(row => (row.GetString(0), row.GetInt32(1)), "SELECT owner, number FROM schema_migrations");
        return migrations.All(migration => seen.Contains((migration.Owner, migration.Number)));
    }

    private static string ReadAll(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
