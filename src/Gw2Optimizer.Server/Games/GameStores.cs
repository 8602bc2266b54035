using GameSessions.Hosting.Storage;
using GameSessions.Storage.PostgreSql;
using GameSessions.Storage.Sqlite;
using Gw2Optimizer.Server.Storage;

namespace Gw2Optimizer.Server.Games;

/// <summary>Where the engine keeps logs, sessions and flags: in the server's own database.</summary>
internal sealed record GameStores(IEventLog EventLog, ISessionStore Sessions, INodeRows NodeRows, ICommitFeed Feed, IFlagStore Flags)
{
    public static GameStores In(IDatabaseEngine engine, TimeProvider time) => engine switch
    {
        SqliteEngine { File: var file } => new(
            new SqliteEventLog(file, time), new SqliteSessionStore(file), new SqliteNodeRows(file, time), new NoCommitFeed(), new SqliteFlagStore(file)),
        PostgreSqlEngine { Database: var database } => new(
            new PostgreSqlEventLog(database), new PostgreSqlSessionStore(database), new PostgreSqlNodeRows(database), new PostgreSqlCommitFeed(database), new PostgreSqlFlagStore(database)),
        _ => throw new NotSupportedException($"Games cannot be kept in {engine.GetType().Name}."),
    };
}
