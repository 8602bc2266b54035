using System.Diagnostics;
using GameSessions.Hosting.Storage;
using GameSessions.Storage.PostgreSql;
using Npgsql;

namespace GameSessions.Storage.Tests.PostgreSql;

/// <summary>What a database promises to whoever works with it.</summary>
public sealed class PostgreSqlDatabaseTests : IAsyncLifetime
{
    private readonly PostgreSqlTestStore store = new();

    private PostgreSqlDatabase Database => store.Database;

    public async ValueTask InitializeAsync()
    {
        await store.OpenAsync();
        await Database.RunAsync("CREATE TABLE notes (text text UNIQUE)");
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task What_is_written_can_be_read_when_the_write_completes()
    {
        await WriteAsync("INSERT INTO notes VALUES ('a')");

        (await CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_work_that_throws_leaves_nothing()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => Database.WriteAsync<int>(async connection =>
        {
            await connection.RunAsync("INSERT INTO notes VALUES ('a')");
            throw new InvalidOperationException("no");
        }));

        (await CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_broken_constraint_is_the_callers_own_affair()
    {
        await WriteAsync("INSERT INTO notes VALUES ('a')");

        await Should.ThrowAsync<PostgresException>(() => WriteAsync("INSERT INTO notes VALUES ('a')"));
    }

    [Fact]
    public async Task A_query_that_fails_is_storage_that_is_unavailable() =>
        await Should.ThrowAsync<StorageUnavailableException>(() => Database.ScalarAsync<long>("SELECT count(*) FROM nowhere"));

    [Fact]
    public async Task Work_that_waits_for_a_lock_is_given_up_and_holds_none()
    {
        await WriteAsync("INSERT INTO notes VALUES ('a')");
        await using var other = new NpgsqlConnection(store.ConnectionString + ";Pooling=false");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await other.RunAsync("BEGIN; UPDATE notes SET text = 'b'");

        await ShouldFailInTimeAsync(() => WriteAsync("INSERT INTO notes VALUES ('c'); UPDATE notes SET text = 'd'"));

        await other.RunAsync("COMMIT");
        (await Database.ScalarAsync<string>("SELECT string_agg(text, '') FROM notes")).ShouldBe("b");
    }

    [Fact]
    public async Task Work_that_does_not_end_is_given_up_and_not_committed()
    {
        await ShouldFailInTimeAsync(() => Database.WriteAsync(async connection =>
        {
            await connection.RunAsync("INSERT INTO notes VALUES ('a')");
            await Task.Delay(Timeout.Infinite);
            return 0;
        }));

        (await CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_gets_no_connection_is_told_in_time()
    {
        await using var small = PostgreSqlDatabase.Open(store.ConnectionString + ";Maximum Pool Size=1");
        var holds = new TaskCompletionSource();
        var ends = new TaskCompletionSource();
        var holder = small.ReadAsync(async _ =>
        {
            holds.SetResult();
            await ends.Task;
            return 0;
        });
        await holds.Task;

        await ShouldFailInTimeAsync(() => small.ScalarAsync<int>("SELECT 1"));

        ends.SetResult();
        await Should.ThrowAsync<StorageUnavailableException>(() => holder);
        (await small.ScalarAsync<int>("SELECT 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unavailable()
    {
        await using var nowhere = PostgreSqlDatabase.Open("Host=127.0.0.1;Port=1;Database=none");

        await Should.ThrowAsync<StorageUnavailableException>(() => nowhere.ScalarAsync<int>("SELECT 1"));
        await Should.ThrowAsync<StorageUnavailableException>(() => nowhere.MigrateAsync(PostgreSqlMigration.Sessions));
        await Should.ThrowAsync<StorageUnavailableException>(() => nowhere.IsMigratedAsync(PostgreSqlMigration.Sessions));
    }

    [Fact]
    public async Task A_closed_database_is_unavailable()
    {
        await Database.DisposeAsync();

        await Should.ThrowAsync<StorageUnavailableException>(CountAsync);
        await Should.ThrowAsync<StorageUnavailableException>(() => store.Log.ReadEpochAsync());
    }

    private static async Task ShouldFailInTimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await Should.ThrowAsync<StorageUnavailableException>(work);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    private Task<int> WriteAsync(string sql) => Database.WriteAsync(async connection =>
    {
        await connection.RunAsync(sql);
        return 0;
    });

    private Task<long> CountAsync() => Database.ScalarAsync<long>("SELECT count(*) FROM notes");
}
