namespace GameSessions.Storage.PostgreSql;

internal static class PostgreSqlFloor
{
    /// <summary>The lowest stored ack over the seated players of a game, as an expression; a seat without a session counts as 0.</summary>
    /// <param name="game">The game's id, as an expression.</param>
    public static string Of(string game) =>
        $"""
        (SELECT coalesce(min(coalesce(
            (SELECT last_ack FROM game_sessions WHERE game_sessions.game_id = game_seats.game_id AND game_sessions.user_id = game_seats.user_id), 0))
            FILTER (WHERE game_seats.user_id IS NOT NULL), 0)
          FROM game_seats WHERE game_seats.game_id = {game})
        """;
}
