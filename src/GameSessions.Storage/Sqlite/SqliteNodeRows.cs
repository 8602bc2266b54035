using GameSessions.Games;
using GameSessions.Hosting.Storage;
using Microsoft.Data.Sqlite;

namespace GameSessions.Storage.Sqlite;

/// <summary>The clock of the one process that has the file, and the rows that tell when it served.</summary>
public sealed class SqliteNodeRows(SqliteFile file, TimeProvider time) : INodeRows
{
    private const string AnyClockRuns = "EXISTS (SELECT 1 FROM games WHERE deadline IS NOT NULL)";

    public Task<long> ReadClockAsync() => Task.FromResult(time.GetUtcNow().ToUnixTimeMilliseconds());

    public Task<Beat> BeatAsync(NodeId node, long endedAfter) => file.WriteAsync(connection =>
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (connection.Find(row => row.GetBoolean(0), $"SELECT {AnyClockRuns}"))
        {
            Beat(connection, node, now);
        }

        return new Beat(now, connection.Query(
            row => new Outage(row.GetInt64(0), row.GetInt64(1)),
            "SELECT began_at, ended_at FROM outages WHERE ended_at > @endedAfter ORDER BY ended_at",
            ("@endedAfter", endedAfter)));
    });

    /// <summary>Writes the node's row; before it the gap since the newest row as an outage, where a clock ran in it.</summary>
    internal static void Beat(SqliteConnection connection, NodeId node, long now)
    {
        connection.Execute(
            $"""
            INSERT INTO outages (began_at, ended_at)
            SELECT newest, @now FROM (SELECT max(at) AS newest FROM node_rows) WHERE newest < @now - @outageMs AND {AnyClockRuns}
            ON CONFLICT DO NOTHING
            """,
            ("@now", now), ("@outageMs", Limits.OutageMs));
        connection.Execute(
            "INSERT INTO node_rows (node_id, at) VALUES (@node, @now) ON CONFLICT (node_id) DO UPDATE SET at = excluded.at",
            ("@node", node.Value), ("@now", now));
    }
}
