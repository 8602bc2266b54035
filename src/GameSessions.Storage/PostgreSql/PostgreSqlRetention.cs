using Npgsql;

namespace GameSessions.Storage.PostgreSql;

/// <summary>Removes what nobody needs any more.</summary>
internal static class PostgreSqlRetention
{
    /// <summary>How long a node may be away and still hear of everything, in ms.</summary>
    private const long FeedMs = 600_000;

    /// <summary>How long outages and the rows of nodes that are gone are kept, in ms: no turn lasts as long.</summary>
    private const long NodeRowMs = 86_400_000;

    /// <summary>It reads what all games have left behind, once in a while, and nobody waits for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <remarks>An event never happened before the one before it, so what is old is the beginning of a log.</remarks>
    private static readonly string PruneSql =
        $"""
        WITH old AS (SELECT DISTINCT game_id FROM game_events WHERE at < $1),
        prunable AS MATERIALIZED (
          SELECT old.game_id, least(snapshot.sequence, snapshot.floor) AS through
          FROM old
          CROSS JOIN LATERAL (SELECT sequence, {PostgreSqlFloor.Of("old.game_id")} AS floor FROM game_snapshots WHERE game_id = old.game_id LIMIT 1) AS snapshot
          WHERE EXISTS (
            SELECT 1 FROM game_events
            WHERE game_id = old.game_id AND sequence <= least(snapshot.sequence, snapshot.floor) AND at < $1)
          LIMIT $2
        ),
        gone AS (
          DELETE FROM game_events USING prunable
          WHERE game_events.game_id = prunable.game_id AND game_events.sequence <= prunable.through AND game_events.at < $1
          RETURNING 1
        )
        SELECT count(*)::integer FROM gone
        """;

    public static Task<int> PruneAsync(PostgreSqlDatabase database, long before, int gamesMax) => database.WriteAsync(Patience, async connection =>
    {
        await connection.RunAsync($"SET LOCAL statement_timeout = {Patience.TotalMilliseconds}");
        await ForgetNewsAsync(connection);
        return await connection.FindAsync(row => row.GetInt32(0), PruneSql, before, gamesMax);
    });

    private static async Task ForgetNewsAsync(NpgsqlConnection connection)
    {
        await connection.ExecuteAsync("DELETE FROM commits WHERE at < session_clock() - $1", FeedMs);
        await connection.ExecuteAsync("DELETE FROM outages WHERE ended_at < session_clock() - $1", NodeRowMs);
        // The newest row is the last proof that anybody served, however long ago.
        await connection.ExecuteAsync("DELETE FROM node_rows WHERE at < session_clock() - $1 AND at < (SELECT max(at) FROM node_rows)", NodeRowMs);
    }
}
