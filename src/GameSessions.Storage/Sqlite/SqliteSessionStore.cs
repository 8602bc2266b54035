using GameSessions.Games;
using GameSessions.Hosting.Storage;
using Microsoft.Data.Sqlite;

namespace GameSessions.Storage.Sqlite;

/// <summary>Sessions in one file, each step one statement. What many sockets note at once, the writer commits at once.</summary>
public sealed class SqliteSessionStore(SqliteFile file) : ISessionStore
{
    public Task<SessionKey?> FindByTokenAsync(TokenHash token, long now) => file.ReadAsync(connection => connection.Find(
        row => (SessionKey?)new SessionKey(new GameId(row.GetString(0)), new PlayerId(row.GetString(1))),
        "SELECT game_id, user_id FROM game_sessions WHERE (newest_token_hash = @token OR proven_token_hash = @token) AND expires_at > @now",
        ("@token", token.Value), ("@now", now)));

    public Task<OpenedSession?> OpenAsync(SessionKey session, TokenHash? presented, TokenHash issued, long now, long expiresAt) =>
        file.WriteAsync(connection => presented is { } token
            ? Resume(connection, session, token, issued, now, expiresAt)
            : Open(connection, session, issued, now, expiresAt));

    public Task ProveAsync(SessionKey session, TokenHash token) => file.WriteAsync(connection => connection.Execute(
        "UPDATE game_sessions SET proven_token_hash = @token WHERE game_id = @game AND user_id = @user AND newest_token_hash = @token",
        ("@game", session.Game.Value), ("@user", session.Player.Value), ("@token", token.Value)));

    public Task<long> AckAsync(SessionKey session, long sequence) => file.WriteAsync(connection => connection.Find(
        row => row.GetInt64(0),
        "UPDATE game_sessions SET last_ack = max(last_ack, @sequence) WHERE game_id = @game AND user_id = @user RETURNING last_ack",
        ("@game", session.Game.Value), ("@user", session.Player.Value), ("@sequence", sequence)));

    /// <remarks>Touches may arrive out of order; a late one takes no life away.</remarks>
    public Task TouchAsync(SessionKey session, long now, long expiresAt) => file.WriteAsync(connection => connection.Execute(
        """
        UPDATE game_sessions SET last_heartbeat_at = max(last_heartbeat_at, @now), expires_at = max(expires_at, @expiresAt)
        WHERE game_id = @game AND user_id = @user
        """,
        ("@game", session.Game.Value), ("@user", session.Player.Value), ("@now", now), ("@expiresAt", expiresAt)));

    public Task<IReadOnlyList<(SessionKey Session, long Generation)>> RevokeAsync(PlayerId player) =>
        file.WriteAsync<IReadOnlyList<(SessionKey, long)>>(connection => connection.Query(
            row => (new SessionKey(new GameId(row.GetString(0)), player), row.GetInt64(1)),
            """
            UPDATE game_sessions SET newest_token_hash = NULL, proven_token_hash = NULL, generation = generation + 1
            WHERE user_id = @user RETURNING game_id, generation
            """,
            ("@user", player.Value)));

    public Task<IReadOnlyList<StoredSession>> FindSessionsAsync(GameId game) => file.ReadAsync<IReadOnlyList<StoredSession>>(connection => connection.Query(
        row => new StoredSession(new PlayerId(row.GetString(0)), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)),
        "SELECT user_id, last_ack, last_heartbeat_at, expires_at FROM game_sessions WHERE game_id = @game ORDER BY user_id",
        ("@game", game.Value)));

    public Task<long> FindFloorAsync(GameId game) => file.ReadAsync(connection => connection.Find(
        row => row.GetInt64(0),
        """
        SELECT ifnull(min(ifnull(game_sessions.last_ack, 0)), 0)
        FROM game_seats LEFT JOIN game_sessions ON game_sessions.game_id = game_seats.game_id AND game_sessions.user_id = game_seats.user_id
        WHERE game_seats.game_id = @game AND game_seats.user_id IS NOT NULL
        """,
        ("@game", game.Value)));

    /// <summary>The presented token becomes the proven one: it was so before, or it was the newest, which this proves.</summary>
    private static OpenedSession? Resume(SqliteConnection connection, SessionKey session, TokenHash presented, TokenHash issued, long now, long expiresAt) =>
        connection.Find(
            ReadOpened,
            """
            UPDATE game_sessions SET proven_token_hash = @presented, newest_token_hash = @issued, generation = generation + 1,
              last_heartbeat_at = max(last_heartbeat_at, @now), expires_at = @expiresAt
            WHERE game_id = @game AND user_id = @user AND @presented IN (newest_token_hash, proven_token_hash) AND expires_at > @now
            RETURNING generation, last_ack
            """,
            ("@game", session.Game.Value), ("@user", session.Player.Value), ("@presented", presented.Value), ("@issued", issued.Value),
            ("@now", now), ("@expiresAt", expiresAt));

    /// <summary>Opens without a token. Reopening an expired session must not bring its dead token back to life.</summary>
    private static OpenedSession? Open(SqliteConnection connection, SessionKey session, TokenHash issued, long now, long expiresAt) =>
        connection.Find(
            ReadOpened,
            """
            INSERT INTO game_sessions (game_id, user_id, newest_token_hash, last_heartbeat_at, expires_at) VALUES (@game, @user, @issued, @now, @expiresAt)
            ON CONFLICT (game_id, user_id) DO UPDATE SET proven_token_hash = iif(expires_at > @now, proven_token_hash, NULL),
              newest_token_hash = @issued, generation = generation + 1,
              last_heartbeat_at = max(last_heartbeat_at, @now), expires_at = @expiresAt
            RETURNING generation, last_ack
            """,
            ("@game", session.Game.Value), ("@user", session.Player.Value), ("@issued", issued.Value), ("@now", now), ("@expiresAt", expiresAt));

    private static OpenedSession ReadOpened(SqliteDataReader row)
    {
        var generation = row.GetInt64(0);
        return new OpenedSession(IsNew: generation == 1, LastAck: row.GetInt64(1), generation);
    }
}
