using GameSessions.Hosting.Storage;
using Microsoft.Data.Sqlite;

namespace GameSessions.Storage.Sqlite;

/// <summary>Writes what sockets note of their sessions with statements that stay prepared on the writer's connection. For its thread only.</summary>
internal sealed class SqliteSessionWriter(SqliteConnection connection)
{
    /// <remarks>The presented token becomes the proven one: it was so before, or it was the newest, which this proves.</remarks>
    private readonly SqliteCommand resume = connection.Prepare(
        """
        UPDATE game_sessions SET proven_token_hash = @presented, newest_token_hash = @issued, generation = generation + 1,
          last_heartbeat_at = max(last_heartbeat_at, @now), expires_at = @expiresAt
        WHERE game_id = @game AND user_id = @user AND @presented IN (newest_token_hash, proven_token_hash) AND expires_at > @now
        RETURNING generation, last_ack, ifnull((SELECT head FROM games WHERE id = @game), 0)
        """,
        "@game", "@user", "@presented", "@issued", "@now", "@expiresAt");

    /// <remarks>Reopening an expired session must not bring its dead token back to life.</remarks>
    private readonly SqliteCommand open = connection.Prepare(
        """
        INSERT INTO game_sessions (game_id, user_id, newest_token_hash, last_heartbeat_at, expires_at) VALUES (@game, @user, @issued, @now, @expiresAt)
        ON CONFLICT (game_id, user_id) DO UPDATE SET proven_token_hash = iif(expires_at > @now, proven_token_hash, NULL),
          newest_token_hash = @issued, generation = generation + 1,
          last_heartbeat_at = max(last_heartbeat_at, @now), expires_at = @expiresAt
        RETURNING generation, last_ack, ifnull((SELECT head FROM games WHERE id = @game), 0)
        """,
        "@game", "@user", "@issued", "@now", "@expiresAt");

    private readonly SqliteCommand prove = connection.Prepare(
        "UPDATE game_sessions SET proven_token_hash = @token WHERE game_id = @game AND user_id = @user AND newest_token_hash = @token",
        "@game", "@user", "@token");

    private readonly SqliteCommand ack = connection.Prepare(
        "UPDATE game_sessions SET last_ack = max(last_ack, min(@sequence, ifnull((SELECT head FROM games WHERE id = @game), 0))) WHERE game_id = @game AND user_id = @user RETURNING last_ack",
        "@game", "@user", "@sequence");

    private readonly SqliteCommand touch = connection.Prepare(
        """
        UPDATE game_sessions SET last_heartbeat_at = max(last_heartbeat_at, @now), expires_at = max(expires_at, @expiresAt)
        WHERE game_id = @game AND user_id = @user
        """,
        "@game", "@user", "@now", "@expiresAt");

    private readonly SqliteCommand findEpoch = connection.Prepare("SELECT epoch FROM log_identity");

    /// <exception cref="LogForkedException">The log is of another incarnation than <paramref name="epoch"/>.</exception>
    public void ThrowIfForked(string? epoch)
    {
        if (epoch is not null && epoch != findEpoch.Find(row => row.GetString(0)))
        {
            throw new LogForkedException();
        }
    }

    public OpenedSession? Resume(SessionKey session, TokenHash presented, TokenHash issued, long now, long expiresAt) =>
        resume.With(session.Game.Value, session.Player.Value, presented.Value, issued.Value, now, expiresAt).Find(ReadOpened);

    /// <summary>Opens without a token.</summary>
    public OpenedSession? Open(SessionKey session, TokenHash issued, long now, long expiresAt) =>
        open.With(session.Game.Value, session.Player.Value, issued.Value, now, expiresAt).Find(ReadOpened);

    public int Prove(SessionKey session, TokenHash token) => prove.With(session.Game.Value, session.Player.Value, token.Value).ExecuteNonQuery();

    /// <returns>The stored ack.</returns>
    public long Ack(Ack wanted) => ack.With(wanted.Session.Game.Value, wanted.Session.Player.Value, wanted.Sequence).Find(row => row.GetInt64(0));

    /// <remarks>Touches may arrive out of order; a late one takes no life away.</remarks>
    public int Touch(SessionKey session, long now, long expiresAt) => touch.With(session.Game.Value, session.Player.Value, now, expiresAt).ExecuteNonQuery();

    private static OpenedSession ReadOpened(SqliteDataReader row)
    {
        var generation = row.GetInt64(0);
        return new OpenedSession(IsNew: generation == 1, LastAck: row.GetInt64(1), generation, Head: row.GetInt64(2));
    }
}
