using GameSessions.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace GameSessions.Load.Runs;

/// <summary>A database with games of the past: half of them over, half with a clock that runs out some day, each with its events, seats, sessions and a snapshot.</summary>
internal static class Prefill
{
    private const int EventsPerGame = 20;

    public static async Task WriteAsync(string folder, int games)
    {
        var path = Path.Combine(folder, "games.db");
        await using (SqliteFile.Open(path, SqliteMigration.Sessions))
        {
        }

        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            PRAGMA synchronous = OFF;
            BEGIN;
            CREATE TEMP TABLE old (id TEXT, n INTEGER);
            WITH RECURSIVE count (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < @games)
            INSERT INTO old SELECT lower(hex(randomblob(16))), n FROM count;

            INSERT INTO games (id, kind, status, head, deadline, created_at, options, time_control, first_seats)
            SELECT id, 'pair', iif(n % 2, 'finished', 'running'), @events, iif(n % 2, NULL, 4102444800000 + n), 1700000000000 + n, '{}', NULL,
              '[{"seat":"left","required":true},{"seat":"right","required":true}]' FROM old;

            INSERT INTO game_seats (game_id, seat, user_id) SELECT id, seat, id || '-' || seat FROM old, (SELECT 'left' AS seat UNION ALL SELECT 'right') ORDER BY id;

            WITH RECURSIVE count (sequence) AS (SELECT 1 UNION ALL SELECT sequence + 1 FROM count WHERE sequence < @events)
            INSERT INTO game_events (game_id, sequence, type, data, user_id, command_id, command_events, at)
            SELECT id, sequence, 'said', '{"n":' || sequence || ',"t":1700000000000}', id || '-left', 'left-' || sequence, 1, 1700000000000 + sequence
            FROM old, count ORDER BY id, sequence;

            INSERT INTO game_snapshots (game_id, sequence, state) SELECT id, @events, '{"status":"running","seats":[],"lastAt":0,"room":{"said":20}}' FROM old;

            INSERT INTO game_sessions (game_id, user_id, newest_token_hash, proven_token_hash, last_ack, last_heartbeat_at, expires_at)
            SELECT game_id, user_id, lower(hex(randomblob(32))), lower(hex(randomblob(32))), @events, 1700000000000, 1700000000000 FROM game_seats;
            COMMIT;
            PRAGMA wal_checkpoint(TRUNCATE);
            """;
        command.Parameters.AddWithValue("@games", games);
        command.Parameters.AddWithValue("@events", EventsPerGame);
        await command.ExecuteNonQueryAsync();
    }
}
