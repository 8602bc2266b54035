using GameSessions.Games;
using GameSessions.Hosting.Storage;
using Npgsql;

namespace GameSessions.Storage.PostgreSql;

/// <summary>Sessions in the database, each step one statement. Whatever locks several rows locks them by game and player.</summary>
public sealed class PostgreSqlSessionStore(PostgreSqlDatabase database) : ISessionStore
{
    private const string TellOpened =
        "INSERT INTO commits (kind, games, user_id, numbers) SELECT 'opened', ARRAY[game_id], user_id, ARRAY[generation] FROM opened";

    /// <remarks>The presented token becomes the proven one: it was so before, or it was the newest, which this proves.</remarks>
    private static readonly string ResumeSql =
        $"""
        WITH log AS MATERIALIZED ({IsForked("$7")}),
        opened AS (
          UPDATE game_sessions SET proven_token_hash = $3, newest_token_hash = $4, generation = generation + 1,
            last_heartbeat_at = greatest(last_heartbeat_at, $5), expires_at = $6, is_online = true
          WHERE game_id = $1 AND user_id = $2 AND $3 IN (newest_token_hash, proven_token_hash) AND expires_at > $5
            AND (SELECT is_forked FROM log) IS NOT TRUE
          RETURNING game_id, user_id, generation, last_ack
        ),
        told AS ({TellOpened})
        {TellSession("$5")}
        """;

    /// <remarks>Reopening an expired session must not bring its dead token back to life.</remarks>
    private static readonly string OpenSql =
        $"""
        WITH log AS MATERIALIZED ({IsForked("$6")}),
        opened AS (
          INSERT INTO game_sessions (game_id, user_id, newest_token_hash, last_heartbeat_at, expires_at)
          SELECT $1, $2, $3, $4, $5 FROM log WHERE is_forked IS NOT TRUE
          ON CONFLICT (game_id, user_id) DO UPDATE SET
            proven_token_hash = CASE WHEN game_sessions.expires_at > $4 THEN game_sessions.proven_token_hash END,
            newest_token_hash = $3, generation = game_sessions.generation + 1,
            last_heartbeat_at = greatest(game_sessions.last_heartbeat_at, $4), expires_at = $5, is_online = true
          RETURNING game_id, user_id, generation, last_ack
        ),
        told AS ({TellOpened})
        {TellSession("$4")}
        """;

    /// <remarks>Written for a plan that stays, as is <see cref="PostgreSqlAppendStatement"/>.</remarks>
    private const string AckSql =
        """
        WITH held AS MATERIALIZED (
          SELECT wanted.game_id, wanted.user_id, session.last_ack,
            least(wanted.sequence, coalesce((SELECT head FROM games WHERE id = wanted.game_id), 0)) AS sequence
          FROM (
            SELECT game_id, user_id, max(sequence) AS sequence FROM unnest($1::text[], $2::text[], $3::bigint[]) AS ack (game_id, user_id, sequence)
            GROUP BY game_id, user_id ORDER BY game_id COLLATE "C", user_id COLLATE "C"
          ) AS wanted
          CROSS JOIN LATERAL (
            SELECT last_ack FROM game_sessions WHERE game_id = wanted.game_id AND user_id = wanted.user_id FOR NO KEY UPDATE
          ) AS session
        ),
        raised AS (
          UPDATE game_sessions SET last_ack = held.sequence FROM held
          WHERE game_sessions.game_id = ANY (ARRAY(SELECT game_id FROM held))
            AND game_sessions.game_id = held.game_id AND game_sessions.user_id = held.user_id AND held.sequence > held.last_ack
        )
        SELECT coalesce(greatest(held.sequence, held.last_ack), 0)
        FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS ack (game_id, user_id, place)
        LEFT JOIN held ON held.game_id = ack.game_id AND held.user_id = ack.user_id
        ORDER BY ack.place
        """;

    private const string CloseSql =
        """
        WITH closed AS (
          UPDATE game_sessions SET is_online = is_online AND generation <> $3,
            last_heartbeat_at = greatest(last_heartbeat_at, $4), expires_at = greatest(expires_at, $5)
          WHERE game_id = $1 AND user_id = $2
          RETURNING game_id, user_id, generation
        )
        INSERT INTO commits (kind, games, user_id, numbers) SELECT 'closed', ARRAY[game_id], user_id, ARRAY[generation] FROM closed WHERE generation = $3
        """;

    private const string RevokeSql =
        """
        WITH held AS MATERIALIZED (
          SELECT game_id FROM game_sessions WHERE user_id || '' = $1 ORDER BY game_id FOR UPDATE
        ),
        revoked AS (
          UPDATE game_sessions SET newest_token_hash = NULL, proven_token_hash = NULL, generation = generation + 1
          WHERE user_id = $1 AND game_id = ANY (ARRAY(SELECT game_id FROM held))
          RETURNING game_id, generation
        ),
        told AS (
          INSERT INTO commits (kind, games, user_id, numbers)
          SELECT 'revoked', array_agg(game_id ORDER BY game_id), $1, array_agg(generation ORDER BY game_id) FROM revoked HAVING count(*) > 0
        )
        SELECT game_id, generation FROM revoked
        """;

    private static readonly string FindFloorsSql =
        $"SELECT {PostgreSqlFloor.Of("game.id")} FROM unnest($1::text[]) WITH ORDINALITY AS game (id, place) ORDER BY game.place";

    public Task<SessionKey?> FindByTokenAsync(TokenHash token, long now) => database.AskAsync(connection => connection.FindAsync(
        row => (SessionKey?)new SessionKey(new GameId(row.GetString(0)), new PlayerId(row.GetString(1))),
        "SELECT game_id, user_id FROM game_sessions WHERE (newest_token_hash = $1 OR proven_token_hash = $1) AND expires_at > $2",
        token.Value, now));

    public Task<OpenedSession?> OpenAsync(SessionKey session, TokenHash? presented, TokenHash issued, long now, long expiresAt, string? epoch = null) =>
        TellAsync(connection => presented is { } token
            ? connection.FindAsync(ReadOpened, ResumeSql, session.Game.Value, session.Player.Value, token.Value, issued.Value, now, expiresAt, epoch)
            : connection.FindAsync(ReadOpened, OpenSql, session.Game.Value, session.Player.Value, issued.Value, now, expiresAt, epoch));

    public Task ProveAsync(SessionKey session, TokenHash token) => database.AskAsync(connection => connection.ExecuteAsync(
        "UPDATE game_sessions SET proven_token_hash = $3 WHERE game_id = $1 AND user_id = $2 AND newest_token_hash = $3",
        session.Game.Value, session.Player.Value, token.Value));

    public Task<IReadOnlyList<long>> AckAsync(IReadOnlyList<Ack> acks) => database.AskAsync<IReadOnlyList<long>>(async connection => await connection.QueryAsync(
        row => row.GetInt64(0),
        AckSql,
        acks.Select(ack => ack.Session.Game.Value).ToArray(), acks.Select(ack => ack.Session.Player.Value).ToArray(), acks.Select(ack => ack.Sequence).ToArray()));

    public Task CloseAsync(SessionKey session, long generation, long now, long expiresAt) => TellAsync(connection => connection.ExecuteAsync(
        CloseSql, session.Game.Value, session.Player.Value, generation, now, expiresAt));

    /// <remarks>Touches may arrive out of order; a late one takes no life away.</remarks>
    public Task TouchAsync(SessionKey session, long now, long expiresAt) => database.AskAsync(connection => connection.ExecuteAsync(
        """
        UPDATE game_sessions SET last_heartbeat_at = greatest(last_heartbeat_at, $3), expires_at = greatest(expires_at, $4)
        WHERE game_id = $1 AND user_id = $2
        """,
        session.Game.Value, session.Player.Value, now, expiresAt));

    public Task<IReadOnlyList<(SessionKey Session, long Generation)>> RevokeAsync(PlayerId player) =>
        TellAsync<IReadOnlyList<(SessionKey, long)>>(async connection => await connection.QueryAsync(
            row => (new SessionKey(new GameId(row.GetString(0)), player), row.GetInt64(1)), RevokeSql, player.Value));

    public Task<IReadOnlyList<StoredSession>> FindSessionsAsync(GameId game) => database.AskAsync<IReadOnlyList<StoredSession>>(async connection => await connection.QueryAsync(
        row => new StoredSession(new PlayerId(row.GetString(0)), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)),
        "SELECT user_id, last_ack, last_heartbeat_at, expires_at FROM game_sessions WHERE game_id = $1 ORDER BY user_id",
        game.Value));

    public Task<IReadOnlyList<long>> FindFloorsAsync(IReadOnlyList<GameId> games) => database.AskAsync<IReadOnlyList<long>>(async connection => await connection.QueryAsync(
        row => row.GetInt64(0), FindFloorsSql, [games.Select(game => game.Value).ToArray()]));

    /// <summary>Does what other nodes hear of.</summary>
    private async Task<T> TellAsync<T>(Func<NpgsqlConnection, Task<T>> work)
    {
        var result = await database.AskAsync(work);
        database.WakeUps.Send();
        return result;
    }

    /// <param name="now">The store's clock, as the statement's parameter.</param>
    private static string TellSession(string now) =>
        $"""
        SELECT log.is_forked IS TRUE, opened.generation, opened.last_ack, coalesce((SELECT head FROM games WHERE id = $1), 0),
          ARRAY(SELECT user_id FROM game_sessions WHERE game_id = $1 AND is_online AND last_heartbeat_at > {now} - {Limits.PresenceMs} ORDER BY user_id),
          ARRAY(SELECT generation FROM game_sessions WHERE game_id = $1 AND is_online AND last_heartbeat_at > {now} - {Limits.PresenceMs} ORDER BY user_id)
        FROM log LEFT JOIN opened ON true
        """;

    private static string IsForked(string epoch) => $"SELECT {epoch}::text <> {PostgreSqlEpoch.Sql} AS is_forked";

    private static OpenedSession? ReadOpened(NpgsqlDataReader row) =>
        row.GetBoolean(0) ? throw new LogForkedException()
        : row.IsDBNull(1) ? null
        : new OpenedSession(IsNew: row.GetInt64(1) == 1, LastAck: row.GetInt64(2), row.GetInt64(1), Head: row.GetInt64(3))
        {
            Online = [.. row.GetFieldValue<string[]>(4).Select(player => new PlayerId(player)).Zip(row.GetFieldValue<long[]>(5))],
        };
}
