namespace GameSessions.Storage.PostgreSql;

/// <summary>A whole batch of appends as one statement, with a row for each append, in order.</summary>
/// <remarks>
/// <para>
/// <c>decided</c> locks, by game id, the session that sent a command and then the game, and so sees both as they are now. What else it looks up is
/// as it was when the statement began. That suffices for a command that is stored already: a head that is still the expected one has not moved since.
/// </para>
/// <para>
/// The statement may be planned while tables are empty, and its plan stays. So nothing is left to estimates; see <see cref="PostgreSqlSettings"/>.
/// What is LATERAL with a lock or a limit is looked up row by row; for a join, <c>= ANY (ARRAY(...))</c> says by which rows.
/// </para>
/// </remarks>
internal static class PostgreSqlAppendStatement
{
    public const string Sql =
        $"""
        WITH decided AS MATERIALIZED (
          SELECT append.*, earlier.sequence AS repeated_at, earlier.command_events AS repeated_events,
            handshake.generation > append.generation AS is_superseded, game.head
          FROM (
            SELECT given.*, given.epoch <> {PostgreSqlEpoch.Sql} AS is_forked
            FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::bigint[], $9::text[],
              $10::text[], $11::text[], $12::text[], $13::bigint[], $14::text[]) WITH ORDINALITY
              AS given (game_id, expected, after, status, deadline, user_id, command_id, generation, epoch,
                kind, options, time_control, created_at, first_seats, place)
            ORDER BY given.game_id COLLATE "C"
          ) AS append
          LEFT JOIN LATERAL (
            SELECT sequence, command_events FROM game_events
            WHERE game_id = append.game_id AND command_id = append.command_id AND coalesce(user_id, '') = coalesce(append.user_id, '')
              AND command_events IS NOT NULL
            LIMIT 1
          ) AS earlier ON true
          LEFT JOIN LATERAL (
            SELECT generation FROM game_sessions
            WHERE game_id = append.game_id AND user_id = append.user_id AND append.generation IS NOT NULL
            FOR KEY SHARE
          ) AS handshake ON true
          LEFT JOIN LATERAL (
            SELECT head FROM games
            WHERE id = append.game_id
              AND append.is_forked IS NOT TRUE AND earlier.sequence IS NULL AND (handshake.generation > append.generation) IS NOT TRUE
            FOR NO KEY UPDATE
          ) AS game ON true
        ),
        moved AS (
          UPDATE games SET head = decided.after, status = decided.status, deadline = decided.deadline
          FROM decided
          WHERE games.id = ANY (ARRAY(SELECT game_id FROM decided))
            AND games.id = decided.game_id AND decided.kind IS NULL AND decided.head = decided.expected
        ),
        created AS (
          INSERT INTO games (id, head, status, deadline, kind, options, time_control, created_at, first_seats)
          SELECT game_id, after, status, deadline, kind, options, time_control, created_at, first_seats FROM decided
          WHERE kind IS NOT NULL AND head IS NULL AND is_forked IS NOT TRUE AND repeated_at IS NULL AND is_superseded IS NOT TRUE
          ORDER BY game_id COLLATE "C"
          ON CONFLICT DO NOTHING
          RETURNING id
        ),
        stored AS MATERIALIZED (
          SELECT place, game_id, after FROM decided
          WHERE (kind IS NULL AND head = expected) OR game_id IN (SELECT id FROM created)
        ),
        events AS (
          INSERT INTO game_events (game_id, sequence, type, data, user_id, command_id, command_events, at, audience)
          SELECT stored.game_id, event.sequence, event.type, event.data, event.user_id, event.command_id, event.command_events, event.at, event.audience
          FROM unnest($15::bigint[], $16::bigint[], $17::text[], $18::text[], $19::text[], $20::text[], $21::integer[], $22::bigint[], $23::text[])
            AS event (place, sequence, type, data, user_id, command_id, command_events, at, audience)
          JOIN stored ON stored.place = event.place
        ),
        reactions AS (
          INSERT INTO game_reactions (game_id, sequence, due_at)
          SELECT stored.game_id, reaction.sequence, reaction.due_at
          FROM unnest($24::bigint[], $25::bigint[], $26::bigint[]) AS reaction (place, sequence, due_at)
          JOIN stored ON stored.place = reaction.place
        ),
        seats AS (
          INSERT INTO game_seats (game_id, seat, user_id, kept_for)
          SELECT stored.game_id, holder.seat, holder.user_id, holder.kept_for
          FROM unnest($27::bigint[], $28::text[], $29::text[], $30::text[]) AS holder (place, seat, user_id, kept_for)
          JOIN stored ON stored.place = holder.place
          ON CONFLICT (game_id, seat) DO UPDATE SET user_id = excluded.user_id, kept_for = excluded.kept_for
          WHERE (game_seats.user_id, game_seats.kept_for) IS DISTINCT FROM (excluded.user_id, excluded.kept_for)
        ),
        told AS (
          INSERT INTO commits (kind, games, numbers)
          SELECT 'committed', array_agg(game_id ORDER BY place), array_agg(after ORDER BY place) FROM stored HAVING count(*) > 0
        )
        SELECT decided.is_forked IS TRUE, decided.repeated_at, decided.repeated_events, decided.is_superseded IS TRUE,
          stored.place IS NOT NULL, decided.head
        FROM decided LEFT JOIN stored ON stored.place = decided.place
        ORDER BY decided.place
        """;
}
