using GameSessions.Hosting.Storage;
using GameSessions.Log;
using GameSessions.Wire;
using Npgsql;
using static GameSessions.Storage.Tests.Contracts.Sample;

namespace GameSessions.Storage.Tests.PostgreSql;

/// <summary>What a node prepares on its first day must still be quick when there are a hundred thousand games.</summary>
public sealed class PostgreSqlPlanTests : IAsyncLifetime
{
    private const int Batch = 64;

    private static readonly NodeId Node = new("node");

    /// <summary>A hundred thousand games with two seats, a session and a row in the feed.</summary>
    private const string Fill =
        """
        INSERT INTO games (id, kind, status, head, created_at, options, first_seats)
          SELECT 'g' || n, 'draft', 'running', 10, n, '{}', '[]' FROM generate_series(0, 99999) AS n ON CONFLICT DO NOTHING;
        INSERT INTO game_seats (game_id, seat, user_id)
          SELECT 'g' || n, seat, CASE seat WHEN 'blue' THEN 'ann' || n ELSE 'player-' || n % 1000 END
          FROM generate_series(0, 99999) AS n CROSS JOIN (VALUES ('blue'), ('red')) AS seats (seat);
        INSERT INTO game_sessions (game_id, user_id, newest_token_hash, last_heartbeat_at, expires_at)
          SELECT 'g' || n, 'ann', 'g' || n, 0, 1 FROM generate_series(0, 99999) AS n;
        INSERT INTO commits (kind, games, numbers) SELECT 'committed', ARRAY['g' || n], ARRAY[10] FROM generate_series(0, 99999) AS n
        """;

    private readonly PostgreSqlTestStore store = new();

    public ValueTask InitializeAsync() => new(store.OpenAsync());

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Statements_that_were_prepared_on_small_tables_read_only_what_they_are_asked_for(int games)
    {
        await store.Log.AppendAsync(Node, [.. Enumerable.Range(0, games).Select(game => Make($"small-{game}", Seats(Ann, Bob)))]);
        await store.Database.RunAsync("VACUUM ANALYZE");
        for (var i = 0; i < 8; i++)
        {
            await UseAsync(first: 0, head: 1, $"early-{i}");
        }

        await RunApartAsync(Fill);
        await RunApartAsync("SELECT pg_stat_reset()");
        for (var i = 0; i < 10; i++)
        {
            await UseAsync(first: 1 + (i * Batch), head: 10, $"late-{i}");
        }

        // Each use looks up some rows of each game, each by an index; one scan of a table or of an index would be a hundred thousand.
        (await CountReadRowsAsync()).ShouldBeInRange(10 * Batch, 10 * Batch * 50);
    }

    /// <summary>All that a node does with games that are loaded.</summary>
    private async Task UseAsync(int first, long head, string command)
    {
        var games = Enumerable.Range(first, Batch).Select(game => $"g{game}").ToList();
        var outcomes = await store.Log.AppendAsync(Node, [.. games.Select(game => Move(game, head, Ann, command, deadline: 5) with { Generation = 1 })]);
        outcomes.ShouldAllBe(outcome => head == 1 ? outcome is AppendOutcome.Behind : outcome is AppendOutcome.Stored);
        await store.Sessions.AckAsync([.. games.Select(game => new Ack(new(new(game), Ann), head))]);
        await store.Sessions.FindFloorsAsync([.. games.Select(game => new Games.GameId(game))]);
        await store.Sessions.FindByTokenAsync(new(games[0]), 0);
        await store.Sessions.FindSessionsAsync(new(games[0]));
        await store.Sessions.OpenAsync(new(new(games[0]), Bob), null, new(command), 0, 1);
        await store.Sessions.OpenAsync(new(new(games[0]), Bob), new(command), new(command + "'"), 0, 1);
        await store.Sessions.TouchAsync(new(new(games[0]), Ann), 1, 1);
        await store.Sessions.ProveAsync(new(new(games[0]), Bob), new(command + "'"));
        await store.Sessions.RevokeAsync(new("nobody"));
        await store.Log.FindAsync(new(games[0]));
        await store.Log.ReadAsync(new(games[0]), 0, 5);
        await store.Log.FindCommandAsync(new(games[0]), Ann, new(command));
        await store.Log.FindSeatedAsync(new("player-5"), "inbox", 0, 5);
        await store.Log.CountOpenAsync(new("player-5"), "inbox");
        await store.Log.FindDueAsync(4, 5);
        await store.Log.FindOpenReactionsAsync(4, 5);
        await store.Log.SaveSnapshotAsync(new(games[0]), new Snapshot(head, RawJson.EmptyObject));
        await store.Nodes.BeatAsync(Node, 0);
        await store.Feed.ReadAsync(await store.Feed.ReadHeadAsync());
    }

    /// <summary>How many rows of tables, and entries of indexes, were read; closes the database, whose connections then have reported all of it.</summary>
    private async Task<long> CountReadRowsAsync()
    {
        await store.Database.DisposeAsync();
        return await RunApartAsync(
            """
            SELECT (SELECT sum(seq_tup_read) FROM pg_stat_user_tables WHERE relname <> 'test_clock')::bigint
              + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes)::bigint
            """);
    }

    /// <summary>Runs it on a connection of its own, once all those that have ended are gone.</summary>
    private async Task<long> RunApartAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(store.ConnectionString + ";Pooling=false;Application Name=apart");
        await connection.OpenAsync();
        while (await ScalarAsync(connection, "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'apart' AND datname = current_database()") > 1)
        {
            await Task.Delay(10);
        }

        return await ScalarAsync(connection, sql);
    }

    private static async Task<long> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        return await command.ExecuteScalarAsync() as long? ?? 0;
    }
}
