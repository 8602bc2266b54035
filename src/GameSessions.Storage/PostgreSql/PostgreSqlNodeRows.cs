using GameSessions.Games;
using GameSessions.Hosting.Storage;
using Npgsql;

namespace GameSessions.Storage.PostgreSql;

/// <summary>The database's clock, and the rows that tell when any node served.</summary>
public sealed class PostgreSqlNodeRows(PostgreSqlDatabase database) : INodeRows
{
    private const string AnyClockRuns = "EXISTS (SELECT 1 FROM games WHERE deadline IS NOT NULL)";

    /// <summary>Writes the node's row; before it the gap since the newest row as an outage, where a clock ran in it.</summary>
    /// <remarks>
    /// Nodes that wake together see the same newest row, so the outage has one key and is stored once. A beat that waited for another of its node
    /// takes no time back.
    /// </remarks>
    private const string BeatSql =
        $"""
        WITH beat AS MATERIALIZED (SELECT session_clock() AS now, {AnyClockRuns} AS any_clock_runs),
        gap AS (
          INSERT INTO outages (began_at, ended_at)
          SELECT newest.at, beat.now FROM beat CROSS JOIN (SELECT max(at) AS at FROM node_rows) AS newest
          WHERE beat.any_clock_runs AND newest.at < beat.now - $2::bigint
          ON CONFLICT DO NOTHING
        ),
        written AS (
          INSERT INTO node_rows (node_id, at) SELECT $1::text, now FROM beat WHERE any_clock_runs OR $3::boolean
          ON CONFLICT (node_id) DO UPDATE SET at = greatest(node_rows.at, excluded.at)
        )
        SELECT now FROM beat
        """;

    public Task<long> ReadClockAsync() => database.AskAsync(connection => connection.FindAsync(row => row.GetInt64(0), "SELECT session_clock()"));

    public Task<Beat> BeatAsync(NodeId node, long endedAfter) => database.AskAsync(async connection =>
    {
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(BeatCommand(node, startsClock: false));
        // A statement of its own: it also sees the outage that another node has stored while this one wanted to.
        batch.BatchCommands.Add(PostgreSqlCommands.Command("SELECT began_at, ended_at FROM outages WHERE ended_at > $1 ORDER BY ended_at", endedAfter));
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.ReadAsync();
        var now = reader.GetInt64(0);
        await reader.NextResultAsync();
        return new Beat(now, await reader.ReadAllAsync(row => new Outage(row.GetInt64(0), row.GetInt64(1))));
    });

    /// <param name="startsClock">The transaction that this is part of runs a clock: the row is written, whether one ran before or not.</param>
    internal static NpgsqlBatchCommand BeatCommand(NodeId node, bool startsClock) => PostgreSqlCommands.Command(BeatSql, node.Value, (long)Limits.OutageMs, startsClock);
}
