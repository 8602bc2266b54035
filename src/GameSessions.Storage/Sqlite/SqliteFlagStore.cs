using GameSessions.Hosting.Storage;

namespace GameSessions.Storage.Sqlite;

/// <summary>Flags in the file.</summary>
public sealed class SqliteFlagStore(SqliteFile file) : IFlagStore
{
    public Task<ReadThrough?> FindReadThroughAsync() => file.ReadAsync(connection => connection.Find(
        row => new ReadThrough(row.GetBoolean(0), row.GetInt32(1)),
        "SELECT enabled, percent FROM flags WHERE name = @name",
        ("@name", FlagNames.ReadThrough)));

    public Task SaveReadThroughAsync(ReadThrough readThrough) => file.WriteStatementAsync(connection => connection.Execute(
        """
        INSERT INTO flags (name, enabled, percent) VALUES (@name, @enabled, @percent)
        ON CONFLICT (name) DO UPDATE SET enabled = excluded.enabled, percent = excluded.percent
        """,
        ("@name", FlagNames.ReadThrough), ("@enabled", readThrough.Enabled), ("@percent", readThrough.Percent)));
}
