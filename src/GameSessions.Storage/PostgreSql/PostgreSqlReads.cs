using System.Diagnostics;
using GameSessions.Games;
using GameSessions.Hosting.Storage;
using GameSessions.Log;
using Npgsql;

namespace GameSessions.Storage.PostgreSql;

/// <summary>
/// Reads of many games' logs: one alone goes at once, and those that come while <see cref="StatementsMax"/> are under way share the next
/// statement. One wake-up lets a node read on in all games that another node moved. Thread-safe.
/// </summary>
internal sealed class PostgreSqlReads(PostgreSqlDatabase database)
{
    /// <summary>Statements under way at once.</summary>
    private const int StatementsMax = 4;

    /// <summary>Reads in one statement at most.</summary>
    private const int GroupMax = 64;

    /// <remarks>The incarnation is told in the same row as the events, so that they are of the same instant; without events it is told alone.</remarks>
    private const string Sql =
        $"""
        SELECT event.sequence, event.type, event.data, event.user_id, event.command_id, event.at, event.audience, log.epoch, wish.place
        FROM (SELECT {PostgreSqlEpoch.Sql} AS epoch) AS log
        CROSS JOIN unnest($1::text[], $2::bigint[], $3::integer[]) WITH ORDINALITY AS wish (game_id, after, up_to, place)
        LEFT JOIN LATERAL (
          SELECT sequence, type, data, user_id, command_id, at, audience FROM game_events
          WHERE game_id = wish.game_id AND sequence > wish.after ORDER BY sequence LIMIT wish.up_to
        ) AS event ON true
        ORDER BY wish.place, event.sequence
        """;

    private readonly Lock gate = new();
    private readonly Queue<Wish> waiting = [];
    private int statements;

    /// <inheritdoc cref="IEventLog.ReadAsync"/>
    public async Task<IReadOnlyList<RecordedEvent>> ReadAsync(GameId game, long after, int limit, string? epoch)
    {
        var wish = new Wish(game, after, limit);
        lock (gate)
        {
            waiting.Enqueue(wish);
            if (statements < StatementsMax)
            {
                statements++;
                _ = RunAsync();
            }
        }

        var found = await database.WithinAsync(PostgreSqlDatabase.Patience, cancellation => wish.Found.Task.WaitAsync(cancellation));
        return epoch is null || epoch == found.Epoch ? found.Events : throw new LogForkedException();
    }

    private async Task RunAsync()
    {
        while (Take() is { Count: > 0 } group)
        {
            try
            {
                await AskAsync(group);
            }
            catch (Exception e)
            {
                foreach (var wish in group)
                {
                    wish.Found.TrySetException(e);
                }
            }
        }
    }

    /// <summary>The next group; empty where this statement is the one too many.</summary>
    private List<Wish> Take()
    {
        var group = new List<Wish>();
        lock (gate)
        {
            while (group.Count < GroupMax && waiting.TryDequeue(out var wish))
            {
                // A database that comes back is not asked for what nobody waits for any more.
                if (Stopwatch.GetElapsedTime(wish.AskedAt) < PostgreSqlDatabase.Patience)
                {
                    group.Add(wish);
                }
            }

            statements -= group.Count == 0 ? 1 : 0;
        }

        return group;
    }

    private async Task AskAsync(List<Wish> group)
    {
        await database.AskAsync(connection => connection.QueryAsync(
            row => Collect(row, group[(int)row.GetInt64(8) - 1]),
            Sql,
            group.Select(wish => wish.Game.Value).ToArray(),
            group.Select(wish => wish.After).ToArray(),
            group.Select(wish => wish.Limit).ToArray()));
        foreach (var wish in group)
        {
            wish.Complete();
        }
    }

    private static bool Collect(NpgsqlDataReader row, Wish wish)
    {
        wish.Epoch = row.GetString(7);
        try
        {
            if (!row.IsDBNull(0))
            {
                wish.Events.Add(StoredRows.ReadEvent(row));
            }
        }
        catch (Exception e) when (e is not NpgsqlException)
        {
            // A row that nobody can read is the trouble of its own game only.
            wish.Found.TrySetException(e);
        }

        return true;
    }

    private sealed record Wish(GameId Game, long After, int Limit)
    {
        public long AskedAt { get; } = Stopwatch.GetTimestamp();

        public List<RecordedEvent> Events { get; } = [];

        public string Epoch { get; set; } = "";

        public TaskCompletionSource<(string Epoch, IReadOnlyList<RecordedEvent> Events)> Found { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Complete() => Found.TrySetResult((Epoch, Events));
    }
}
