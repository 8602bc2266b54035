using GameSessions.Hosting.Storage;

namespace GameSessions.Storage.PostgreSql;

/// <summary>Flags in the database, for every node.</summary>
public sealed class PostgreSqlFlagStore(PostgreSqlDatabase database) : IFlagStore
{
    public Task<ReadThrough?> FindReadThroughAsync() => database.AskAsync(connection => connection.FindAsync(
        row => new ReadThrough(row.GetBoolean(0), row.GetInt32(1)),
        "SELECT enabled, percent FROM flags WHERE name = $1",
        FlagNames.ReadThrough));

    public Task SaveReadThroughAsync(ReadThrough readThrough) => database.AskAsync(connection => connection.ExecuteAsync(
        """
        INSERT INTO flags (name, enabled, percent) VALUES ($1, $2, $3)
        ON CONFLICT (name) DO UPDATE SET enabled = excluded.enabled, percent = excluded.percent
        """,
        FlagNames.ReadThrough, readThrough.Enabled, readThrough.Percent));
}
