using GameSessions.Games;
using GameSessions.Hosting.Storage;
using Npgsql;

namespace GameSessions.Storage.PostgreSql;

/// <summary>The feed as a table: every transaction that others must hear of leaves a row.</summary>
/// <remarks>
/// <para>
/// Rows become visible in the order of commits, and nothing in a row tells that order. So a cursor is a whole snapshot: what its transaction ids
/// could not see yet is new, exactly once. After a crash the server may give a number again that a transaction had which was never stored; ids of
/// rows it gives once, so what has a higher id than all that were seen is new as well.
/// </para>
/// <para>In another epoch neither means anything: then everything that is kept is told again, which does no harm.</para>
/// </remarks>
public sealed class PostgreSqlCommitFeed(PostgreSqlDatabase database) : ICommitFeed
{
    private const string HereSql =
        $"""
        WITH here AS MATERIALIZED (
          SELECT {PostgreSqlEpoch.Sql} AS epoch, pg_current_snapshot() AS snapshot, coalesce((SELECT id FROM commits ORDER BY id DESC LIMIT 1), 0) AS id
        )
        """;

    /// <remarks>
    /// Transaction ids that a restored dump brought along may be ahead of this server's; they are no news. A row that is fresh for two reasons is told once;
    /// UNION without ALL would make a hash table for as many rows as the planner expects, at each poll.
    /// </remarks>
    private const string ReadSql =
        $"""
        {HereSql},
        fresh AS (
          SELECT id FROM commits WHERE tx >= pg_snapshot_xmax($2::pg_snapshot) AND tx < pg_snapshot_xmax(pg_current_snapshot())
          UNION ALL SELECT id FROM commits WHERE tx = ANY (ARRAY(SELECT pg_snapshot_xip($2::pg_snapshot)))
          UNION ALL SELECT id FROM commits WHERE id > (SELECT CASE WHEN epoch = $1 THEN $3 ELSE 0 END FROM here)
        )
        SELECT here.epoch, here.snapshot::text, here.id, news.kind, news.games, news.user_id, news.numbers
        FROM here LEFT JOIN (SELECT * FROM commits WHERE id = ANY (ARRAY(SELECT id FROM fresh))) AS news ON true
        ORDER BY news.id
        """;

    public Task<FeedCursor> ReadHeadAsync() => database.AskAsync(async connection =>
        (await connection.FindAsync(Place.Read, $"{HereSql} SELECT epoch, snapshot::text, id FROM here"))!.Cursor);

    public async Task<FeedPage> ReadAsync(FeedCursor after)
    {
        var last = Place.Parse(after);
        var rows = await database.AskAsync(connection => connection.QueryAsync(
            row => (Here: Place.Read(row), Notices: row.IsDBNull(3) ? [] : ReadNotices(row)), ReadSql, last.Epoch, last.Snapshot, last.Id));
        return new FeedPage([.. rows.SelectMany(row => row.Notices)], rows[0].Here.Cursor);
    }

    public Task WaitAsync(CancellationToken cancellation) => database.WakeUps.WaitAsync(cancellation);

    private static FeedNotice[] ReadNotices(NpgsqlDataReader row)
    {
        var kind = row.GetString(3);
        var games = row.GetFieldValue<string[]>(4);
        var player = row.GetText(5);
        var numbers = row.GetFieldValue<long[]>(6);
        return [.. games.Zip(numbers, (game, number) => Notice(kind, new GameId(game), player, number))];
    }

    private static FeedNotice Notice(string kind, GameId game, string? player, long number) => kind switch
    {
        "committed" => new FeedNotice.Committed(game, number),
        "opened" => new FeedNotice.Opened(new SessionKey(game, new PlayerId(player!)), number),
        "closed" => new FeedNotice.Closed(new SessionKey(game, new PlayerId(player!)), number),
        "revoked" => new FeedNotice.Revoked(new SessionKey(game, new PlayerId(player!)), number),
        _ => throw new InvalidOperationException($"The feed has a row of the kind {kind}."),
    };

    /// <summary>What a cursor holds.</summary>
    /// <param name="Snapshot">Which transactions had ended, as PostgreSQL writes it.</param>
    /// <param name="Id">The highest that was seen.</param>
    private sealed record Place(string Epoch, string Snapshot, long Id)
    {
        public FeedCursor Cursor => new($"{Epoch} {Snapshot} {Id}");

        public static Place Read(NpgsqlDataReader row) => new(row.GetString(0), row.GetString(1), row.GetInt64(2));

        public static Place Parse(FeedCursor cursor) => cursor.Value.Split(' ') is [var epoch, var snapshot, var id]
            ? new Place(epoch, snapshot, long.Parse(id))
            : throw new ArgumentException("Not a place in this feed.", nameof(cursor));
    }
}
