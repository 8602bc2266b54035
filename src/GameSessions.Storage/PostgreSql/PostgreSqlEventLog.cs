using GameSessions.Games;
using GameSessions.Hosting.Storage;
using GameSessions.Log;
using Npgsql;

namespace GameSessions.Storage.PostgreSql;

/// <summary>The logs of all games in one database, which any number of nodes share. A batch is one round trip and one transaction.</summary>
public sealed class PostgreSqlEventLog(PostgreSqlDatabase database) : IEventLog
{
    private readonly PostgreSqlAppender appender = new(database);
    private readonly PostgreSqlReads reads = new(database);

    public Task<IReadOnlyList<AppendOutcome>> AppendAsync(NodeId node, IReadOnlyList<Append> batch) => appender.AppendAsync(node, batch);

    public Task<StoredGame?> FindAsync(GameId id) => database.AskAsync(connection => connection.FindAsync(
        StoredRows.ReadGame,
        """
        SELECT games.kind, games.options, games.time_control, games.created_at, games.first_seats, games.head,
          coalesce((SELECT sequence FROM game_events WHERE game_id = $1 ORDER BY sequence LIMIT 1), games.head + 1),
          game_snapshots.sequence, game_snapshots.state
        FROM games LEFT JOIN game_snapshots ON game_snapshots.game_id = $1
        WHERE games.id = $1
        """,
        id.Value));

    public Task<IReadOnlyList<RecordedEvent>> ReadAsync(GameId id, long after, int limit, string? epoch = null) => reads.ReadAsync(id, after, limit, epoch);

    public Task<AppendOutcome.Repeated?> FindCommandAsync(GameId id, PlayerId player, CommandId command) => database.AskAsync(connection => connection.FindAsync(
        row => new AppendOutcome.Repeated(row.GetInt64(0), row.GetInt32(1)),
        """
        SELECT sequence, command_events FROM game_events
        WHERE game_id = $1 AND command_id = $2 AND coalesce(user_id, '') = $3 AND command_events IS NOT NULL
        """,
        id.Value, command.Value, player.Value));

    /// <remarks>A snapshot of events that are not stored is nobody's state: it is not kept.</remarks>
    public Task SaveSnapshotAsync(GameId id, Snapshot snapshot, string? epoch = null) => database.AskAsync(connection => connection.ExecuteAsync(
        $"""
        INSERT INTO game_snapshots (game_id, sequence, state) SELECT id, $2, $3 FROM games
        WHERE id = $1 AND head >= $2 AND coalesce($4::text = {PostgreSqlEpoch.Sql}, true)
        ON CONFLICT (game_id) DO UPDATE SET sequence = excluded.sequence, state = excluded.state WHERE excluded.sequence > game_snapshots.sequence
        """,
        id.Value, snapshot.Sequence, snapshot.State.Text, epoch));

    public Task<IReadOnlyList<GameId>> FindDueAsync(long now, int limit) => AskAsync(
        ReadId, "SELECT id FROM games WHERE deadline <= $1 ORDER BY deadline, id LIMIT $2", now, limit);

    public Task<IReadOnlyList<(GameId Game, long Sequence)>> FindOpenReactionsAsync(long now, int limit) => AskAsync(
        row => (ReadId(row), row.GetInt64(1)),
        "SELECT game_id, sequence FROM game_reactions WHERE due_at <= $1 ORDER BY due_at, game_id, sequence LIMIT $2",
        now, limit);

    public Task CloseReactionAsync(GameId game, long sequence, string? epoch = null) => database.AskAsync(connection => connection.ExecuteAsync(
        $"DELETE FROM game_reactions WHERE game_id = $1 AND sequence = $2 AND coalesce($3::text = {PostgreSqlEpoch.Sql}, true)", game.Value, sequence, epoch));

    public Task PostponeReactionAsync(GameId game, long sequence, long dueAt) => database.AskAsync(connection => connection.ExecuteAsync(
        "UPDATE game_reactions SET due_at = $3 WHERE game_id = $1 AND sequence = $2", game.Value, sequence, dueAt));

    public Task<IReadOnlyList<GameId>> FindSeatedAsync(PlayerId player, string kindLeftOut, int skip, int limit) => AskAsync(
        ReadId,
        """
        SELECT id FROM games
        WHERE kind <> $1 AND id = ANY (ARRAY(SELECT game_id FROM game_seats WHERE user_id = $2))
        ORDER BY created_at DESC, id DESC LIMIT $3 OFFSET $4
        """,
        kindLeftOut, player.Value, limit, skip);

    public Task<int> CountOpenAsync(PlayerId player, string kindLeftOut) => database.AskAsync(connection => connection.FindAsync(
        row => row.GetInt32(0),
        """
        SELECT count(*)::integer FROM games
        WHERE kind <> $1 AND status <> 'finished' AND id = ANY (ARRAY(SELECT game_id FROM game_seats WHERE user_id = $2))
        """,
        kindLeftOut, player.Value));

    public Task<int> PruneAsync(long before, int gamesMax) => PostgreSqlRetention.PruneAsync(database, before, gamesMax);

    public Task<string> ReadEpochAsync() => database.AskAsync(async connection => (await connection.FindAsync(row => row.GetString(0), $"SELECT {PostgreSqlEpoch.Sql}"))!);

    private async Task<IReadOnlyList<T>> AskAsync<T>(Func<NpgsqlDataReader, T> read, string sql, params object?[] values) =>
        await database.AskAsync(connection => connection.QueryAsync(read, sql, values));

    private static GameId ReadId(NpgsqlDataReader row) => new(row.GetString(0));
}
