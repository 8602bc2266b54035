using Microsoft.Data.Sqlite;

namespace Gw2Optimizer.Scenarios.Tests.Servers;

/// <summary>Makes a log longer than a draft can: credits of nothing, which change no clock, written into a stopped server's database.</summary>
internal static class LongLog
{
    public static void Append(ScenarioServer server, string gameId, int events)
    {
        using var connection = new SqliteConnection($"Data Source={server.DatabasePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < @events)
            INSERT INTO game_events (game_id, sequence, type, data, at)
            SELECT id, head + n, 'clockCredited', '{"seat":"blue","ms":0,"from":0,"to":0}', (SELECT max(at) FROM game_events WHERE game_id = id)
            FROM games, numbers WHERE id = @game;
            UPDATE games SET head = head + @events WHERE id = @game;
            """;
        command.Parameters.AddWithValue("@events", events);
        command.Parameters.AddWithValue("@game", gameId);
        command.ExecuteNonQuery();
    }
}
