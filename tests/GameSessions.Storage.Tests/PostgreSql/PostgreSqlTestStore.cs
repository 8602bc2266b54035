using GameSessions.Hosting.Storage;
using GameSessions.Storage.PostgreSql;
using GameSessions.Storage.Tests.Contracts;
using Npgsql;

namespace GameSessions.Storage.Tests.PostgreSql;

/// <summary>A database of its own, whose clock is the test's instead of the server's.</summary>
public sealed class PostgreSqlTestStore : TestStore
{
    private NpgsqlConnection? clock;

    public string ConnectionString { get; private set; } = "";

    public PostgreSqlDatabase Database { get; private set; } = null!;

    public override IEventLog Log => field ??= new PostgreSqlEventLog(Database);

    public override INodeRows Nodes => field ??= new PostgreSqlNodeRows(Database);

    public override ISessionStore Sessions => field ??= new PostgreSqlSessionStore(Database);

    public override ICommitFeed Feed => field ??= new PostgreSqlCommitFeed(Database);

    public override IFlagStore Flags => field ??= new PostgreSqlFlagStore(Database);

    public override async Task OpenAsync()
    {
        ConnectionString = await PostgreSqlTemplate.CopyAsync();
        Database = PostgreSqlDatabase.Open(ConnectionString);
        clock = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await clock.OpenAsync();
        await clock.RunAsync(
            $"""
            CREATE TABLE test_clock AS SELECT {Time.NowMs}::bigint AS now;
            CREATE OR REPLACE FUNCTION session_clock() RETURNS bigint LANGUAGE sql VOLATILE AS 'SELECT now FROM test_clock';
            """);
        Time.Moved = SetClock;
        // The first wake-up tells that it listens now; whoever waits in a test waits for what the test does.
        await Feed.WaitAsync(TestContext.Current.CancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        if (clock is not null)
        {
            await clock.DisposeAsync();
            await Database.DisposeAsync();
        }
    }

    private void SetClock()
    {
        using var command = new NpgsqlCommand($"UPDATE test_clock SET now = {Time.NowMs}", clock);
        command.ExecuteNonQuery();
    }
}
