using GameSessions.Hosting.Storage;
using GameSessions.Log;
using GameSessions.Storage.PostgreSql;
using RealStores;
using static GameSessions.Storage.Tests.Contracts.Sample;

namespace GameSessions.Storage.Tests.PostgreSql;

/// <summary>Whatever brings another history under the same name is another incarnation of the log; a restart is not.</summary>
public sealed class PostgreSqlEpochTests
{
    private static readonly NodeId Node = new("node");

    [Fact]
    public async Task A_dump_that_is_restored_into_another_database_is_another_log()
    {
        await using var own = await OwnServer.StartAsync();
        var epoch = await own.Log.ReadEpochAsync();
        await own.Log.AppendAsync(Node, [Make("g")]);
        var feed = new PostgreSqlCommitFeed(own.Database);
        var cursor = await feed.ReadHeadAsync();

        var dump = Path.Combine(own.Server.DataFolder, "dump");
        string[] server = ["-h", "127.0.0.1", "-p", $"{own.Server.Port}", "-U", "postgres"];
        await own.Server.CreateDatabaseAsync("restored");
        await PostgreSqlServer.RunAsync("pg_dump", [.. server, "-Fc", "-f", dump, "sessions"]);
        await PostgreSqlServer.RunAsync("pg_restore", [.. server, "-d", "restored", dump]);

        await using var restored = PostgreSqlDatabase.Open(own.Server.ConnectionString("restored"));
        var log = new PostgreSqlEventLog(restored);
        (await log.ReadEpochAsync()).ShouldNotBe(epoch);
        (await log.FindAsync(new("g")))!.Head.ShouldBe(1);
        (await log.AppendAsync(Node, [Move("g", 1) with { Epoch = epoch }])).ShouldBe([new AppendOutcome.Forked()]);
        (await log.AppendAsync(Node, [Move("g", 1)])).ShouldBe([new AppendOutcome.Stored(2)]);
        // A reader that comes from the other log is told all that is kept rather than to miss something.
        (await new PostgreSqlCommitFeed(restored).ReadAsync(cursor)).Notices.ShouldBe([new FeedNotice.Committed(new("g"), 1), new FeedNotice.Committed(new("g"), 2)]);
    }

    [Fact]
    public async Task A_server_that_recovered_to_a_point_in_time_has_another_log_and_one_that_restarted_has_not()
    {
        await using var own = await OwnServer.StartAsync("restore_command = 'false'");
        var epoch = await own.Log.ReadEpochAsync();
        epoch.Length.ShouldBe(32);

        await own.Server.StopAsync();
        await own.Server.StartAgainAsync();
        (await OwnServer.EventuallyAsync(() => own.Log.ReadEpochAsync())).ShouldBe(epoch);

        await own.Server.StopAsync();
        await File.WriteAllTextAsync(Path.Combine(own.Server.DataFolder, "recovery.signal"), "", TestContext.Current.CancellationToken);
        await own.Server.StartAgainAsync();
        (await OwnServer.EventuallyAsync(() => own.Log.ReadEpochAsync())).ShouldNotBe(epoch);
    }

    [Fact]
    public async Task A_secret_that_is_renewed_makes_another_log()
    {
        await using var store = new PostgreSqlTestStore();
        await store.OpenAsync();
        var epoch = await store.Log.ReadEpochAsync();

        await store.Database.RunAsync("UPDATE log_identity SET secret = DEFAULT");

        (await store.Log.ReadEpochAsync()).ShouldNotBe(epoch);
        (await store.Log.AppendAsync(Node, [Make("g") with { Epoch = epoch }])).ShouldBe([new AppendOutcome.Forked()]);
    }

    [Fact]
    public async Task An_ordinary_role_that_owns_its_database_is_enough()
    {
        await using var own = await OwnServer.StartAsync();
        await own.Database.RunAsync("CREATE ROLE plain LOGIN");
        await own.Database.RunAsync("CREATE DATABASE plain OWNER plain");
        await using var plain = PostgreSqlDatabase.Open(own.Server.ConnectionString("plain").Replace("Username=postgres", "Username=plain", StringComparison.Ordinal));
        await plain.MigrateAsync(PostgreSqlMigration.Sessions);

        var log = new PostgreSqlEventLog(plain);
        (await log.AppendAsync(Node, [Make("g", deadline: 5) with { Epoch = await log.ReadEpochAsync() }])).ShouldBe([new AppendOutcome.Stored(1)]);
        (await log.PruneAsync(0, 1)).ShouldBe(0);
    }
}
