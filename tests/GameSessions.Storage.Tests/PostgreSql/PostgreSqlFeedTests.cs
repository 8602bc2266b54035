using System.Collections.Concurrent;
using GameSessions.Games;
using GameSessions.Hosting.Storage;
using GameSessions.Storage.PostgreSql;
using Npgsql;
using static GameSessions.Storage.Tests.Contracts.Sample;

namespace GameSessions.Storage.Tests.PostgreSql;

/// <summary>What the feed promises where transactions do not end in the order in which they began.</summary>
public sealed class PostgreSqlFeedTests : IAsyncLifetime
{
    private static readonly NodeId Node = new("node");

    private readonly PostgreSqlTestStore store = new();

    public ValueTask InitializeAsync() => new(store.OpenAsync());

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task A_transaction_that_ends_late_is_told_once_and_those_that_overtook_it_once()
    {
        var head = await store.Feed.ReadHeadAsync();
        await using var slow = await OpenAsync();
        await slow.RunAsync("BEGIN; " + Note("slow"));
        await using var dropped = await OpenAsync();
        await dropped.RunAsync("BEGIN; " + Note("dropped"));
        await store.Log.AppendAsync(Node, [Make("a")]);

        var first = await store.Feed.ReadAsync(head);
        first.Notices.ShouldBe([Committed("a")]);
        await store.Log.AppendAsync(Node, [Make("b")]);
        var second = await store.Feed.ReadAsync(first.Next);
        second.Notices.ShouldBe([Committed("b")]);
        await slow.RunAsync("COMMIT");
        await dropped.RunAsync("ROLLBACK");
        var third = await store.Feed.ReadAsync(second.Next);
        third.Notices.ShouldBe([Committed("slow")]);

        (await store.Feed.ReadAsync(third.Next)).Notices.ShouldBeEmpty();
        (await store.Feed.ReadAsync(head)).Notices.ShouldBe([Committed("slow"), Committed("a"), Committed("b")]);
    }

    [Fact]
    public async Task A_row_whose_number_was_taken_before_its_transaction_had_an_id_is_told_too()
    {
        await using var slow = await OpenAsync();
        await slow.RunAsync("BEGIN; SELECT nextval(pg_get_serial_sequence('commits', 'id'))");
        await store.Log.AppendAsync(Node, [Make("a")]);
        var head = await store.Feed.ReadHeadAsync();
        await slow.RunAsync(
            """
            INSERT INTO commits (id, kind, games, numbers) OVERRIDING SYSTEM VALUE
            VALUES (currval(pg_get_serial_sequence('commits', 'id')), 'committed', ARRAY['slow'], ARRAY[1]); COMMIT
            """);

        (await store.Feed.ReadAsync(head)).Notices.ShouldBe([Committed("slow")]);
    }

    [Fact]
    public async Task Of_many_slow_transactions_a_reader_loses_none_and_hears_none_twice_though_its_connections_are_cut()
    {
        const int Writers = 8, Each = 60;
        var cursor = await store.Feed.ReadHeadAsync();
        var committed = new ConcurrentBag<FeedNotice>();
        var told = new List<FeedNotice>();

        var writers = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            await using var connection = await OpenAsync();
            var random = new Random(writer);
            for (var i = 0; i < Each; i++)
            {
                var name = $"{writer}-{i}";
                await connection.RunAsync("BEGIN; " + Note(name));
                await connection.RunAsync($"SELECT pg_sleep({random.Next(0, 4)} / 1000.0)");
                var commits = random.Next(5) > 0;
                await connection.RunAsync(commits ? "COMMIT" : "ROLLBACK");
                if (commits)
                {
                    committed.Add(Committed(name));
                }
            }
        })));

        for (var poll = 0; !writers.IsCompleted; poll++)
        {
            if (poll % 50 == 10)
            {
                await CutAsync();
            }

            await ReadAsync();
        }

        await writers;
        await ReadAsync();
        told.ShouldBe(committed, ignoreOrder: true);

        async Task ReadAsync()
        {
            var page = await OwnServer.EventuallyAsync(() => store.Feed.ReadAsync(cursor));
            told.AddRange(page.Notices);
            cursor = page.Next;
        }
    }

    [Fact]
    public async Task Whoever_waits_is_woken_again_after_the_connection_was_cut()
    {
        var reconnected = store.Feed.WaitAsync(TestContext.Current.CancellationToken);
        await CutAsync();
        await reconnected.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        var woken = store.Feed.WaitAsync(TestContext.Current.CancellationToken);
        await OwnServer.EventuallyAsync(() => store.Log.AppendAsync(Node, [Make("g")]));
        await woken.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Another_node_is_woken()
    {
        await using var other = PostgreSqlDatabase.Open(store.ConnectionString);
        var woken = store.Feed.WaitAsync(TestContext.Current.CancellationToken);

        await new PostgreSqlEventLog(other).AppendAsync(Node, [Make("g")]);

        await woken.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task News_goes_after_ten_minutes_and_of_the_nodes_the_last_proof_that_one_served_stays()
    {
        var head = await store.Feed.ReadHeadAsync();
        await store.Log.AppendAsync(Node, [Make("g", deadline: long.MaxValue)]);
        store.Time.AdvanceMs(5_000);
        await store.Nodes.BeatAsync(new("other"), 0);
        store.Time.AdvanceMs(595_000);
        await store.Log.AppendAsync(Node, [Make("h")]);
        await store.Log.PruneAsync(0, 1);
        (await store.Feed.ReadAsync(head)).Notices.Count.ShouldBe(2);

        store.Time.AdvanceMs(1);
        await store.Log.PruneAsync(0, 1);
        (await store.Feed.ReadAsync(head)).Notices.ShouldBe([Committed("h")]);
        (await store.Nodes.BeatAsync(new("other"), 0)).Outages.Count.ShouldBe(2);

        store.Time.AdvanceMs(86_400_001);
        await store.Log.PruneAsync(0, 1);
        (await store.Database.ScalarAsync<string>("SELECT string_agg(node_id, ',') FROM node_rows")).ShouldBe("other");
        (await store.Database.ScalarAsync<long>("SELECT count(*) FROM outages")).ShouldBe(0);
    }

    private static FeedNotice.Committed Committed(string game) => new(new GameId(game), 1);

    /// <summary>What an append leaves in the feed.</summary>
    private static string Note(string game) => $"INSERT INTO commits (kind, games, numbers) VALUES ('committed', ARRAY['{game}'], ARRAY[1])";

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(store.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Ends all connections of the store, those that listen and those of its pools.</summary>
    private async Task CutAsync()
    {
        await using var connection = await OpenAsync();
        await connection.RunAsync(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND (query LIKE '%pg_current_snapshot%' OR query LIKE 'LISTEN%' OR query LIKE 'NOTIFY%')
            """);
    }
}
