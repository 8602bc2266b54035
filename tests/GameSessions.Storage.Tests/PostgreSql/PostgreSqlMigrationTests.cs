using GameSessions.Hosting.Storage;
using GameSessions.Storage.PostgreSql;

namespace GameSessions.Storage.Tests.PostgreSql;

public sealed class PostgreSqlMigrationTests : IAsyncLifetime
{
    private static readonly PostgreSqlMigration First = new("tests", 1, "CREATE TABLE a (x integer); INSERT INTO a VALUES (1)");

    private readonly PostgreSqlTestStore store = new();

    private PostgreSqlDatabase Database => store.Database;

    public ValueTask InitializeAsync() => new(store.OpenAsync());

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task A_migration_runs_once()
    {
        (await Database.IsMigratedAsync([First])).ShouldBeFalse();

        await Database.MigrateAsync([First]);
        await Database.MigrateAsync([First]);

        (await Database.IsMigratedAsync([First])).ShouldBeTrue();
        (await SumAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_broken_one_leaves_nothing_and_runs_again_when_it_is_repaired()
    {
        PostgreSqlMigration broken = new("tests", 2, "INSERT INTO a VALUES (2); INSERT INTO nowhere VALUES (1)");
        PostgreSqlMigration repaired = new("tests", 2, "INSERT INTO a VALUES (3)");

        await Should.ThrowAsync<StorageUnavailableException>(() => Database.MigrateAsync([First, broken]));
        (await Database.IsMigratedAsync([First])).ShouldBeTrue();
        (await Database.IsMigratedAsync([First, broken])).ShouldBeFalse();

        await Database.MigrateAsync([First, repaired]);
        (await SumAsync()).ShouldBe(4);
    }

    [Fact]
    public async Task Nodes_that_start_together_on_an_empty_database_migrate_it_once()
    {
        await Database.RunAsync("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        (await Database.IsMigratedAsync([])).ShouldBeFalse();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Database.MigrateAsync([.. PostgreSqlMigration.Sessions, First]))));

        (await Database.IsMigratedAsync(PostgreSqlMigration.Sessions)).ShouldBeTrue();
        (await SumAsync()).ShouldBe(1);
    }

    private Task<long> SumAsync() => Database.ScalarAsync<long>("SELECT sum(x) FROM a");
}
