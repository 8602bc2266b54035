using GameSessions.Games;
using GameSessions.Hosting.Storage;

namespace GameSessions.Storage.Sqlite;

/// <summary>Sessions in one file, each step one statement. What many sockets note at once, the writer commits at once.</summary>
public sealed class SqliteSessionStore(SqliteFile file) : ISessionStore
{
    private static readonly string FindFloorSql = $"SELECT {SqliteFloor.Of("@game")}";

    // Made and used by the writer thread only.
    private SqliteSessionWriter? sessionWriter;

    public Task<SessionKey?> FindByTokenAsync(TokenHash token, long now) => file.ReadAsync(connection => connection.Find(
        row => (SessionKey?)new SessionKey(new GameId(row.GetString(0)), new PlayerId(row.GetString(1))),
        "SELECT game_id, user_id FROM game_sessions WHERE (newest_token_hash = @token OR proven_token_hash = @token) AND expires_at > @now",
        ("@token", token.Value), ("@now", now)));

    public Task<OpenedSession?> OpenAsync(SessionKey session, TokenHash? presented, TokenHash issued, long now, long expiresAt, string? epoch = null) =>
        WriteAsync(writer =>
        {
            writer.ThrowIfForked(epoch);
            return presented is { } token ? writer.Resume(session, token, issued, now, expiresAt) : writer.Open(session, issued, now, expiresAt);
        });

    public Task ProveAsync(SessionKey session, TokenHash token) => WriteAsync(writer => writer.Prove(session, token));

    public Task<IReadOnlyList<long>> AckAsync(IReadOnlyList<Ack> acks) => WriteAsync<IReadOnlyList<long>>(writer => [.. acks.Select(writer.Ack)]);

    /// <remarks>Only this process uses the file, and knows by itself who is there.</remarks>
    public Task CloseAsync(SessionKey session, long generation, long now, long expiresAt) => TouchAsync(session, now, expiresAt);

    public Task TouchAsync(SessionKey session, long now, long expiresAt) => WriteAsync(writer => writer.Touch(session, now, expiresAt));

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

    public Task<IReadOnlyList<long>> FindFloorsAsync(IReadOnlyList<GameId> games) =>
        file.ReadAsync<IReadOnlyList<long>>(connection => [.. games.Select(game => connection.Find(row => row.GetInt64(0), FindFloorSql, ("@game", game.Value)))]);

    private Task<T> WriteAsync<T>(Func<SqliteSessionWriter, T> work) => file.WriteStatementAsync(connection => work(sessionWriter ??= new SqliteSessionWriter(connection)));
}
