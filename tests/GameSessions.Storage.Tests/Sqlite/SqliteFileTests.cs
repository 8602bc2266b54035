using GameSessions.Hosting.Storage;
using GameSessions.Storage.Sqlite;
using GameSessions.Storage.Tests.Contracts;
using Microsoft.Data.Sqlite;

namespace GameSessions.Storage.Tests.Sqlite;

/// <summary>One file, one writer: works that share a commit, and what a failure leaves behind.</summary>
public sealed class SqliteFileTests : IAsyncLifetime
{
    private const string Parent = "CREATE TABLE parents (id INTEGER PRIMARY KEY); CREATE TABLE children (parent INTEGER REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED)";

    private readonly SqliteTestStore store = new();

    private SqliteFile File => store.File;

    public async ValueTask InitializeAsync()
    {
        await store.OpenAsync();
        await WriteAsync("CREATE TABLE notes (text TEXT UNIQUE)");
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task What_is_written_can_be_read_when_the_write_completes()
    {
        await WriteAsync("INSERT INTO notes VALUES ('a')");

        Count("notes").ShouldBe(1);
    }

    [Fact]
    public async Task A_work_that_throws_undoes_only_itself()
    {
        var works = await HoldWriterAsync(
            () => WriteAsync("INSERT INTO notes VALUES ('a')"),
            () => File.WriteAsync<int>(connection =>
            {
                connection.Run("INSERT INTO notes VALUES ('b')");
                throw new InvalidOperationException("no");
            }),
            () => WriteAsync("INSERT INTO notes VALUES ('c')"));

        await works[0];
        await works[2];
        await Should.ThrowAsync<InvalidOperationException>(() => works[1]);
        Count("notes").ShouldBe(2);
    }

    [Fact]
    public async Task A_broken_constraint_is_its_works_own_affair()
    {
        await WriteAsync("INSERT INTO notes VALUES ('a')");
        var works = await HoldWriterAsync(() => WriteAsync("INSERT INTO notes VALUES ('a')"), () => WriteAsync("INSERT INTO notes VALUES ('b')"));

        await Should.ThrowAsync<SqliteException>(() => works[0]);
        await works[1];
        Count("notes").ShouldBe(2);
    }

    [Fact]
    public async Task A_commit_that_fails_fails_every_work_in_it_and_the_next_one_succeeds()
    {
        await WriteAsync(Parent);
        var works = await HoldWriterAsync(() => WriteAsync("INSERT INTO notes VALUES ('a')"), () => WriteAsync("INSERT INTO children VALUES (7)"));

        await Should.ThrowAsync<StorageUnavailableException>(() => works[0]);
        await Should.ThrowAsync<StorageUnavailableException>(() => works[1]);

        await WriteAsync("INSERT INTO notes VALUES ('b')");
        Count("notes").ShouldBe(1);
        Count("children").ShouldBe(0);
    }

    [Fact]
    public async Task A_commit_that_sqlite_itself_rolled_back_fails_its_works_and_the_next_one_succeeds()
    {
        await File.RefuseCommitsAsync();
        await Should.ThrowAsync<StorageUnavailableException>(() => WriteAsync("INSERT INTO notes VALUES ('a')"));

        await File.AllowCommitsAsync();
        await WriteAsync("INSERT INTO notes VALUES ('b')");
        Count("notes").ShouldBe(1);
    }

    [Fact]
    public async Task A_transaction_that_somebody_left_open_is_undone_before_the_next()
    {
        await Should.ThrowAsync<StorageUnavailableException>(() => WriteAsync("COMMIT; BEGIN; INSERT INTO notes VALUES ('a')"));

        await WriteAsync("INSERT INTO notes VALUES ('b')");
        Count("notes").ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_another_process_holds_is_unavailable_and_then_free_again()
    {
        await using (var other = new SqliteConnection($"Data Source={store.Path};Pooling=False"))
        {
            await other.OpenAsync(TestContext.Current.CancellationToken);
            other.Run("BEGIN IMMEDIATE");
            await Should.ThrowAsync<StorageUnavailableException>(() => WriteAsync("INSERT INTO notes VALUES ('a')"));
            other.Run("ROLLBACK");
        }

        await WriteAsync("INSERT INTO notes VALUES ('b')");
        Count("notes").ShouldBe(1);
    }

    [Fact]
    public async Task What_waits_when_the_file_is_closed_is_still_written()
    {
        var works = await HoldWriterAsync([.. Enumerable.Range(0, 2_000).Select(i => (Func<Task>)(() => WriteAsync($"INSERT INTO notes VALUES ('{i}')")))]);

        await File.DisposeAsync();

        await Task.WhenAll(works);
        await Should.ThrowAsync<StorageUnavailableException>(() => WriteAsync("INSERT INTO notes VALUES ('late')"));
    }

    [Fact]
    public void A_query_that_fails_is_storage_that_is_unavailable() =>
        Should.Throw<StorageUnavailableException>(() => Count("nowhere"));

    [Fact]
    public void A_file_that_is_no_database_cannot_be_opened()
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(store.Path)!, "no.db");
        System.IO.File.WriteAllText(path, new string('x', 5_000));

        Should.Throw<StorageUnavailableException>(() => SqliteFile.Open(path, SqliteMigration.Sessions));
    }

    [Fact]
    public async Task A_migration_runs_once_and_a_broken_one_leaves_nothing()
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(store.Path)!, "migrated.db");
        SqliteMigration first = new("tests", 1, "CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1)");
        SqliteMigration broken = new("tests", 2, "INSERT INTO a VALUES (2); INSERT INTO nowhere VALUES (1)");
        SqliteMigration repaired = new("tests", 2, "INSERT INTO a VALUES (3)");

        await using (SqliteFile.Open(path, [first]))
        {
        }

        Should.Throw<StorageUnavailableException>(() => SqliteFile.Open(path, [first, broken]));
        await using var file = SqliteFile.Open(path, [first, repaired]);
        file.Scalar("SELECT sum(x) FROM a").ShouldBe(4);
    }

    private Task<int> WriteAsync(string sql) => File.WriteAsync(connection => connection.Run(sql));

    private long Count(string table) => File.Scalar($"SELECT count(*) FROM {table}");

    /// <summary>Starts works while the writer is busy, so that they share the next commit.</summary>
    private async Task<Task[]> HoldWriterAsync(params Func<Task>[] works)
    {
        using var held = new ManualResetEventSlim();
        using var holds = new ManualResetEventSlim();
        var busy = File.WriteAsync(_ =>
        {
            holds.Set();
            held.Wait();
            return 0;
        });
        holds.Wait();
        Task[] started = [.. works.Select(start => start())];
        held.Set();
        await busy;
        return started;
    }
}
