using GameSessions.Games;
using GameSessions.Hosting.Storage;
using GameSessions.Log;
using Microsoft.Data.Sqlite;

namespace GameSessions.Storage.Sqlite;

/// <summary>The logs of all games in one file. A batch is one work of its writer: one transaction, shared with whatever else waits.</summary>
public sealed class SqliteEventLog(SqliteFile file, TimeProvider time) : IEventLog
{
    // Made and used by the writer thread only.
    private SqliteAppender? appender;

    public Task<IReadOnlyList<AppendOutcome>> AppendAsync(NodeId node, IReadOnlyList<Append> batch)
    {
        foreach (var append in batch)
        {
            append.ThrowIfMalformed();
        }

        return file.WriteAsync<IReadOnlyList<AppendOutcome>>(connection =>
        {
            if (batch.Any(append => append.Deadline is not null))
            {
                SqliteNodeRows.Beat(connection, node, time.GetUtcNow().ToUnixTimeMilliseconds());
            }

            appender ??= new SqliteAppender(connection);
            return [.. batch.Select(appender.Store)];
        });
    }

    public Task<StoredGame?> FindAsync(GameId id) => file.ReadAsync(connection => connection.Find(
        StoredRows.ReadGame,
        """
        SELECT games.kind, games.options, games.time_control, games.created_at, games.first_seats, games.head,
          ifnull((SELECT min(sequence) FROM game_events WHERE game_id = games.id), games.head + 1),
          game_snapshots.sequence, game_snapshots.state
        FROM games LEFT JOIN game_snapshots ON game_snapshots.game_id = games.id
        WHERE games.id = @game
        """,
        ("@game", id.Value)));

    public Task<IReadOnlyList<RecordedEvent>> ReadAsync(GameId id, long after, int limit, string? epoch = null) =>
        file.ReadAsync<IReadOnlyList<RecordedEvent>>(connection =>
        {
            var page = connection.Query(
                StoredRows.ReadEvent,
                """
                SELECT sequence, type, data, user_id, command_id, at, audience FROM game_events
                WHERE game_id = @game AND sequence > @after ORDER BY sequence LIMIT @limit
                """,
                ("@game", id.Value), ("@after", after), ("@limit", limit));
            return epoch is null || epoch == ReadEpoch(connection) ? page : throw new LogForkedException();
        });

    public Task<AppendOutcome.Repeated?> FindCommandAsync(GameId id, PlayerId player, CommandId command) => file.ReadAsync(connection => connection.Find(
        SqliteAppender.ReadRepeated, SqliteAppender.FindCommandSql, ("@game", id.Value), ("@command", command.Value), ("@user", player.Value)));

    /// <remarks>A snapshot of events that are not stored is nobody's state: it is not kept.</remarks>
    public Task SaveSnapshotAsync(GameId id, Snapshot snapshot, string? epoch = null) => file.WriteStatementAsync(connection => connection.Execute(
        """
        INSERT INTO game_snapshots (game_id, sequence, state) SELECT id, @sequence, @state FROM games
        WHERE id = @game AND head >= @sequence AND (@epoch IS NULL OR @epoch = (SELECT epoch FROM log_identity))
        ON CONFLICT (game_id) DO UPDATE SET sequence = excluded.sequence, state = excluded.state WHERE excluded.sequence > game_snapshots.sequence
        """,
        ("@game", id.Value), ("@sequence", snapshot.Sequence), ("@state", snapshot.State.Text), ("@epoch", epoch)));

    public Task<IReadOnlyList<GameId>> FindDueAsync(long now, int limit) => file.ReadAsync<IReadOnlyList<GameId>>(connection => connection.Query(
        ReadId,
        "SELECT id FROM games WHERE deadline <= @now ORDER BY deadline, id LIMIT @limit",
        ("@now", now), ("@limit", limit)));

    public Task<IReadOnlyList<(GameId Game, long Sequence)>> FindOpenReactionsAsync(long now, int limit) =>
        file.ReadAsync<IReadOnlyList<(GameId, long)>>(connection => connection.Query(
            row => (ReadId(row), row.GetInt64(1)),
            "SELECT game_id, sequence FROM game_reactions WHERE due_at <= @now ORDER BY due_at, game_id, sequence LIMIT @limit",
            ("@now", now), ("@limit", limit)));

    public Task CloseReactionAsync(GameId game, long sequence, string? epoch = null) => file.WriteStatementAsync(connection => connection.Execute(
        "DELETE FROM game_reactions WHERE game_id = @game AND sequence = @sequence AND (@epoch IS NULL OR @epoch = (SELECT epoch FROM log_identity))",
        ("@game", game.Value), ("@sequence", sequence), ("@epoch", epoch)));

    public Task PostponeReactionAsync(GameId game, long sequence, long dueAt) => file.WriteStatementAsync(connection => connection.Execute(
        "UPDATE game_reactions SET due_at = @dueAt WHERE game_id = @game AND sequence = @sequence",
        ("@game", game.Value), ("@sequence", sequence), ("@dueAt", dueAt)));

    public Task<IReadOnlyList<GameId>> FindSeatedAsync(PlayerId player, string kindLeftOut, int skip, int limit) =>
        file.ReadAsync<IReadOnlyList<GameId>>(connection => connection.Query(
            ReadId,
            """
            SELECT id FROM games
            WHERE kind <> @kind AND id IN (SELECT game_id FROM game_seats WHERE user_id = @user)
            ORDER BY created_at DESC, id DESC LIMIT @limit OFFSET @skip
            """,
            ("@kind", kindLeftOut), ("@user", player.Value), ("@limit", limit), ("@skip", skip)));

    public Task<int> CountOpenAsync(PlayerId player, string kindLeftOut) => file.ReadAsync(connection => connection.Find(
        row => row.GetInt32(0),
        "SELECT count(*) FROM games WHERE kind <> @kind AND status <> 'finished' AND id IN (SELECT game_id FROM game_seats WHERE user_id = @user)",
        ("@kind", kindLeftOut), ("@user", player.Value)));

    public Task<int> PruneAsync(long before, int gamesMax) => file.WriteAsync(connection =>
    {
        var games = connection.Query(
            ReadId,
            $"""
            SELECT DISTINCT old.game_id FROM game_events AS old JOIN game_snapshots ON game_snapshots.game_id = old.game_id
            WHERE old.at < @before AND old.sequence <= game_snapshots.sequence AND old.sequence <= {SqliteFloor.Of("old.game_id")} LIMIT @limit
            """,
            ("@before", before), ("@limit", gamesMax));
        return games.Sum(game => connection.Execute(
            $"""
            DELETE FROM game_events WHERE game_id = @game AND at < @before AND sequence <= {SqliteFloor.Of("@game")}
              AND sequence <= (SELECT sequence FROM game_snapshots WHERE game_id = @game)
            """,
            ("@game", game.Value), ("@before", before)));
    });

    public Task<string> ReadEpochAsync() => file.ReadAsync(ReadEpoch);

    private static string ReadEpoch(SqliteConnection connection) => connection.Find(row => row.GetString(0), "SELECT epoch FROM log_identity")!;

    private static GameId ReadId(SqliteDataReader row) => new(row.GetString(0));
}
