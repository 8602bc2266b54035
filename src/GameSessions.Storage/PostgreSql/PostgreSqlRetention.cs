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

    /// <remarks>Of the nodes' rows the newest stays: it is the last proof that anybody served, however long ago.</remarks>
    private static readonly string ForgetSql =
        $"""
        SET LOCAL statement_timeout = {Patience.TotalMilliseconds};
        DELETE FROM commits WHERE at < session_clock() - {FeedMs};
        DELETE FROM outages WHERE ended_at < session_clock() - {NodeRowMs};
        DELETE FROM node_rows WHERE at < session_clock() - {NodeRowMs} AND at < (SELECT max(at) FROM node_rows)
        """;

    public static Task<int> PruneAsync(PostgreSqlDatabase database, long before, int gamesMax) => database.WriteAsync(Patience, async connection =>
    {
        await connection.RunAsync(ForgetSql);
        await using var prune = new NpgsqlCommand(PruneSql, connection) { CommandTimeout = (int)Patience.TotalSeconds };
        prune.Parameters.Add(new NpgsqlParameter { Value = before });
        prune.Parameters.Add(new NpgsqlParameter { Value = gamesMax });
        return (int)(await prune.ExecuteScalarAsync())!;
    });
}
