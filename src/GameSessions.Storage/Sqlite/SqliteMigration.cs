using System.Reflection;
using Microsoft.Data.Sqlite;

namespace GameSessions.Storage.Sqlite;

/// <summary>A numbered SQL script that runs once in the life of a file. Scripts of several owners live beside each other.</summary>
/// <param name="Owner">Whose tables: <c>sessions</c> for the engine, another word for each other owner.</param>
/// <param name="Number">Its place in the owner's order, from 1.</param>
public sealed record SqliteMigration(string Owner, int Number, string Sql)
{
    /// <summary>The engine's own tables.</summary>
    public static IReadOnlyList<SqliteMigration> Sessions { get; } = FromResources(typeof(SqliteMigration).Assembly, "sessions");

    /// <summary>The scripts embedded under <c>Sqlite/Migrations/NNN_*.sql</c> of an assembly, in order.</summary>
    public static IReadOnlyList<SqliteMigration> FromResources(Assembly assembly, string owner) =>
    [
        .. assembly.GetManifestResourceNames()
            .Where(name => name.Contains(".Sqlite.Migrations.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select((name, index) => new SqliteMigration(owner, index + 1, ReadAll(assembly, name))),
    ];

    internal static void Apply(SqliteConnection connection, IReadOnlyList<SqliteMigration> migrations)
    {
        connection.Execute("CREATE TABLE IF NOT EXISTS schema_migrations (owner TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (owner, number)) WITHOUT ROWID");
        foreach (var migration in migrations)
        {
            connection.Execute("BEGIN IMMEDIATE");
            if (connection.Execute("INSERT OR IGNORE INTO schema_migrations (owner, number) VALUES (@owner, @number)", ("@owner", migration.Owner), ("@number", migration.Number)) == 1)
            {
                connection.Execute(migration.Sql);
            }

            connection.Execute("COMMIT");
        }
    }

    private static string ReadAll(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
