using GameSessions.Hosting.InMemory;
using GameSessions.Hosting.Storage;
using GameSessions.Storage.Sqlite;
using GameSessions.Storage.Tests.PostgreSql;

namespace GameSessions.Storage.Tests.Contracts;

public sealed class InMemoryTestStore : TestStore
{
    private readonly InMemoryStore store;

    public InMemoryTestStore() => store = new InMemoryStore(Time, "an epoch");

    public override IEventLog Log => store;

    public override INodeRows Nodes => store;

    public override ISessionStore Sessions => store;

    public override ICommitFeed Feed => store;

    public override IFlagStore Flags => store;

    public override Task OpenAsync() => Task.CompletedTask;

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>A file in a folder of its own, which goes with it.</summary>
public sealed class SqliteTestStore : TestStore
{
    private readonly string folder = Directory.CreateTempSubdirectory("sessions-").FullName;

    public string Path => System.IO.Path.Combine(folder, "sessions.db");

    public SqliteFile File { get; private set; } = null!;

    public override IEventLog Log => field ??= new SqliteEventLog(File, Time);

    public override INodeRows Nodes => field ??= new SqliteNodeRows(File, Time);

    public override ISessionStore Sessions => field ??= new SqliteSessionStore(File);

    public override ICommitFeed Feed { get; } = new NoCommitFeed();

    public override IFlagStore Flags => field ??= new SqliteFlagStore(File);

    public override Task OpenAsync()
    {
        File = SqliteFile.Open(Path, SqliteMigration.Sessions);
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        await File.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

public sealed class InMemoryFlagTests : FlagContract<InMemoryTestStore>;

public sealed class SqliteFlagTests : FlagContract<SqliteTestStore>;

public sealed class InMemoryRetentionTests : RetentionContract<InMemoryTestStore>;

public sealed class SqliteRetentionTests : RetentionContract<SqliteTestStore>;

public sealed class InMemoryEventLogTests : EventLogContract<InMemoryTestStore>;

public sealed class InMemoryReactionTests : ReactionContract<InMemoryTestStore>;

public sealed class InMemoryGameIndexTests : GameIndexContract<InMemoryTestStore>;

public sealed class InMemorySessionTests : SessionContract<InMemoryTestStore>;

public sealed class InMemoryNodeRowTests : NodeRowContract<InMemoryTestStore>;

public sealed class InMemoryCommitFeedTests : CommitFeedContract<InMemoryTestStore>;

public sealed class SqliteEventLogTests : EventLogContract<SqliteTestStore>;

public sealed class SqliteReactionTests : ReactionContract<SqliteTestStore>;

public sealed class SqliteGameIndexTests : GameIndexContract<SqliteTestStore>;

public sealed class SqliteSessionTests : SessionContract<SqliteTestStore>;

public sealed class SqliteNodeRowTests : NodeRowContract<SqliteTestStore>;

public sealed class PostgreSqlFlagTests : FlagContract<PostgreSqlTestStore>;

public sealed class PostgreSqlRetentionTests : RetentionContract<PostgreSqlTestStore>;

public sealed class PostgreSqlEventLogTests : EventLogContract<PostgreSqlTestStore>;

public sealed class PostgreSqlReactionTests : ReactionContract<PostgreSqlTestStore>;

public sealed class PostgreSqlGameIndexTests : GameIndexContract<PostgreSqlTestStore>;

public sealed class PostgreSqlSessionTests : SessionContract<PostgreSqlTestStore>;

public sealed class PostgreSqlNodeRowTests : NodeRowContract<PostgreSqlTestStore>;

public sealed class PostgreSqlCommitFeedTests : CommitFeedContract<PostgreSqlTestStore>;
