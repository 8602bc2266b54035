using GameSessions.Hosting.Storage;
using GameSessions.Log;
using GameSessions.Storage.Sqlite;
using GameSessions.Storage.Tests.Contracts;
using GameSessions.Testing;
using GameSessions.Wire;
using static GameSessions.Storage.Tests.Contracts.Sample;

namespace GameSessions.Storage.Tests.Sqlite;

/// <summary>What is left after a restart, a kill and a full disk.</summary>
public sealed class SqliteSurvivalTests : IAsyncLifetime
{
    private static readonly NodeId Node = new("node");
    private static readonly SessionKey Session = new(new("g"), Ann);

    private readonly SqliteTestStore store = new();

    public async ValueTask InitializeAsync() => await store.OpenAsync();

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task A_reopened_file_has_everything_that_was_in_it()
    {
        var epoch = await FillAsync();

        await store.File.DisposeAsync();
        await using var file = SqliteFile.Open(store.Path, SqliteMigration.Sessions);

        await ShouldHaveEverythingAsync(file, epoch);
    }

    [Fact]
    public async Task A_kill_loses_nothing_that_was_acknowledged()
    {
        var epoch = await FillAsync();

        // The file and its WAL as a killed process leaves them: no checkpoint, no close.
        var copy = store.Path + ".killed";
        File.Copy(store.Path, copy);
        File.Copy(store.Path + "-wal", copy + "-wal");
        await using var file = SqliteFile.Open(copy, SqliteMigration.Sessions);

        await ShouldHaveEverythingAsync(file, epoch);
    }

    [Fact]
    public async Task A_kill_in_the_middle_of_a_transaction_leaves_the_one_before()
    {
        var epoch = await FillAsync();

        var copy = store.Path + ".killed";
        await store.File.WriteAsync(connection =>
        {
            // Enough to spill uncommitted pages into the WAL.
            connection.Run("PRAGMA cache_size = 4");
            connection.Run(
                """
                INSERT INTO game_events
                WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 2000)
                SELECT 'x', value, 't', hex(zeroblob(900)), NULL, NULL, NULL, 1, NULL FROM n
                """);
            File.Copy(store.Path, copy);
            File.Copy(store.Path + "-wal", copy + "-wal");
            return 0;
        });
        new FileInfo(copy + "-wal").Length.ShouldBeGreaterThan(1_000_000);
        await using var file = SqliteFile.Open(copy, SqliteMigration.Sessions);

        await ShouldHaveEverythingAsync(file, epoch);
        file.Scalar("SELECT count(*) FROM game_events WHERE game_id = 'x'").ShouldBe(0);
    }

    [Fact]
    public async Task Two_files_have_two_epochs()
    {
        await using var other = new SqliteTestStore();
        await other.OpenAsync();

        (await other.Log.ReadEpochAsync()).ShouldNotBe(await store.Log.ReadEpochAsync());
    }

    [Fact]
    public async Task A_full_disk_is_said_and_all_goes_on_when_there_is_room_again()
    {
        var epoch = await FillAsync();
        await store.File.LimitPagesAsync(1);
        var large = $$"""{"text":"{{new string('x', 50_000)}}"}""";

        await Should.ThrowAsync<StorageUnavailableException>(() => store.Log.AppendAsync(Node, [Move("g", 3, Ann, "big", data: large)]));
        await Should.ThrowAsync<StorageUnavailableException>(() => store.Log.SaveSnapshotAsync(new("g"), new Snapshot(3, new RawJson(large))));

        // Reads go on, and what needs no room is still written.
        await ShouldHaveEverythingAsync(store.File, epoch);
        (await store.Sessions.AckAsync(Session, 3)).ShouldBe(3);
        (await store.Log.FindCommandAsync(new("g"), Ann, new("big"))).ShouldBeNull();

        await store.File.LimitPagesAsync(1_000_000);
        (await store.Log.AppendAsync(Node, [Move("g", 3, Ann, "big", data: large)])).ShouldBe([new AppendOutcome.Stored(4)]);
        (await store.Log.ReadAsync(new("g"), 0, 10)).Select(e => e.Sequence).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task A_commit_that_fails_leaves_the_log_as_it_was_and_the_same_append_is_stored_next()
    {
        await FillAsync();
        var move = Move("g", 3, Ann, "again");
        await store.File.RefuseCommitsAsync();

        await Should.ThrowAsync<StorageUnavailableException>(() => store.Log.AppendAsync(Node, [move]));
        await Should.ThrowAsync<StorageUnavailableException>(() => store.Sessions.AckAsync(Session, 3));
        (await store.Log.FindAsync(new("g")))!.Head.ShouldBe(3);

        await store.File.AllowCommitsAsync();
        (await store.Log.AppendAsync(Node, [move])).ShouldBe([new AppendOutcome.Stored(4)]);
    }

    [Fact]
    public async Task An_idle_server_writes_nothing()
    {
        await store.Log.AppendAsync(Node, [Make("g")]);
        var before = new FileInfo(store.Path + "-wal").Length;

        for (var i = 0; i < 10; i++)
        {
            store.Time.AdvanceMs(500);
            await store.Nodes.BeatAsync(Node, 0);
        }

        new FileInfo(store.Path + "-wal").Length.ShouldBe(before);
        store.File.Scalar("SELECT count(*) FROM node_rows").ShouldBe(0);
    }

    [Fact]
    public async Task One_row_a_node_however_often_it_beats()
    {
        await store.Log.AppendAsync(Node, [Make("g", deadline: long.MaxValue)]);
        for (var i = 0; i < 5; i++)
        {
            store.Time.AdvanceMs(500);
            await store.Nodes.BeatAsync(Node, 0);
            await store.Nodes.BeatAsync(new("other"), 0);
        }

        store.File.Scalar("SELECT count(*) FROM node_rows").ShouldBe(2);
    }

    [Fact]
    public async Task Every_look_up_goes_through_an_index()
    {
        string[] queries =
        [
            "SELECT 1 FROM games WHERE deadline IS NOT NULL",
            "SELECT id FROM games WHERE deadline <= 5 ORDER BY deadline, id LIMIT 3",
            "SELECT sequence FROM game_events WHERE game_id = 'g' AND command_id = 'c' AND user_id IS NULL AND command_events IS NOT NULL",
            "SELECT game_id, sequence FROM game_reactions WHERE due_at <= 5 ORDER BY due_at, game_id, sequence LIMIT 3",
            "SELECT user_id FROM game_sessions WHERE game_id = 'g' ORDER BY user_id",
            "SELECT min(sequence) FROM game_events WHERE game_id = 'g'",
            "SELECT id FROM games WHERE kind <> 'k' AND id IN (SELECT game_id FROM game_seats WHERE user_id = 'u') ORDER BY created_at DESC, id DESC LIMIT 3",
            "SELECT 1 FROM game_sessions WHERE (newest_token_hash = 't' OR proven_token_hash = 't') AND expires_at > 5",
            "UPDATE game_sessions SET newest_token_hash = NULL WHERE user_id = 'u'",
        ];
        await FillAsync();

        foreach (var query in queries)
        {
            store.File.Plan(query).ShouldAllBe(step => !step.StartsWith("SCAN", StringComparison.Ordinal) || step.Contains("INDEX", StringComparison.Ordinal), query);
        }
    }

    private static async Task ShouldHaveEverythingAsync(SqliteFile file, string epoch)
    {
        var time = new ManualTimeProvider();
        var log = new SqliteEventLog(file, time);
        (await log.ReadEpochAsync()).ShouldBe(epoch);
        var game = (await log.FindAsync(new("g"))).ShouldNotBeNull();
        (game.Head, game.Snapshot).ShouldBe((3, new Snapshot(2, new RawJson("""{"at":2}"""))));
        (await log.ReadAsync(new("g"), 0, 10)).Select(e => e.Sequence).ShouldBe([1, 2, 3]);
        (await log.FindCommandAsync(new("g"), Ann, new("c"))).ShouldBe(new AppendOutcome.Repeated(2, 2));
        (await log.CountOpenAsync(Ann, "inbox")).ShouldBe(1);
        (await log.FindOpenReactionsAsync(long.MaxValue, 10)).ShouldBe([(new("g"), 3L)]);
        var sessions = new SqliteSessionStore(file);
        (await sessions.FindByTokenAsync(new("token"), 0)).ShouldBe(Session);
        (await sessions.FindFloorsAsync([new("g")])).ShouldBe([2]);
        (await new SqliteNodeRows(file, time).BeatAsync(Node, 0)).Outages.Count.ShouldBe(1);
    }

    /// <summary>A game with a command, an event whose effects are open, a snapshot, a session with an ack, and an outage; its clock stands.</summary>
    private async Task<string> FillAsync()
    {
        await store.Log.AppendAsync(Node, [Make("g", Seats(Ann), deadline: 99)]);
        store.Time.AdvanceMs(5_000);
        await store.Nodes.BeatAsync(Node, 0);
        await store.Log.AppendAsync(Node, [Move("g", 1, Ann, "c", count: 2) with { Reacting = [2, 3] }]);
        await store.Log.CloseReactionAsync(new("g"), 2);
        await store.Log.SaveSnapshotAsync(new("g"), new Snapshot(2, new RawJson("""{"at":2}""")));
        await store.Sessions.OpenAsync(Session, null, new("token"), 0, 1_000);
        await store.Sessions.AckAsync(Session, 2);
        return await store.Log.ReadEpochAsync();
    }
}
