using Npgsql;

namespace GameSessions.Load.Runs.PostgreSql;

/// <summary>Games of the past, as <see cref="Prefill"/> writes them, and a row of the feed for each.</summary>
internal static class PostgreSqlPrefill
{
    private const int EventsPerGame = 20;

    private const string Sql =
        """
        SET synchronous_commit = off;
        CREATE TEMP TABLE old AS SELECT n, gen_random_uuid()::text AS id FROM generate_series(1, $games) AS n;

        INSERT INTO games (id, kind, status, head, deadline, created_at, options, time_control, first_seats)
        SELECT id, 'pair', CASE n % 2 WHEN 1 THEN 'finished' ELSE 'running' END, $events, CASE n % 2 WHEN 1 THEN NULL ELSE 4102444800000 + n END, 1700000000000 + n, '{}', NULL,
          '[{"seat":"left","required":true},{"seat":"right","required":true}]' FROM old ORDER BY id COLLATE "C";

        INSERT INTO game_seats (game_id, seat, user_id) SELECT id, seat, id || '-' || seat FROM old CROSS JOIN (VALUES ('left'), ('right')) AS seats (seat) ORDER BY id COLLATE "C";

        INSERT INTO game_events (game_id, sequence, type, data, user_id, command_id, command_events, at)
        SELECT id, sequence, 'said', '{"n":' || sequence || ',"t":1700000000000}', id || '-left', 'left-' || sequence, 1, 1700000000000 + sequence
        FROM old CROSS JOIN generate_series(1, $events) AS sequence ORDER BY id COLLATE "C", sequence;

        INSERT INTO game_snapshots (game_id, sequence, state)
        SELECT id, $events, '{"status":"running","seats":[],"lastAt":0,"room":{"said":20}}' FROM old;

        INSERT INTO game_sessions (game_id, user_id, newest_token_hash, proven_token_hash, last_ack, last_heartbeat_at, expires_at)
        SELECT game_id, user_id, gen_random_uuid()::text, gen_random_uuid()::text, $events, 1700000000000, 1700000000000 FROM game_seats;

        INSERT INTO commits (kind, games, numbers) SELECT 'committed', ARRAY[id], ARRAY[$events] FROM old;
        VACUUM ANALYZE;
        """;

    public static async Task WriteAsync(string connectionString, int games)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=False;Command Timeout=0");
        await connection.OpenAsync();
        // Each on its own: together they were one transaction, in which nothing can be vacuumed.
        foreach (var statement in Sql.Replace("$games", $"{games}", StringComparison.Ordinal).Replace("$events", $"{EventsPerGame}", StringComparison.Ordinal).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
