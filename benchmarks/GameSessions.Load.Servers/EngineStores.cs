using GameSessions.Hosting.Caching;
using GameSessions.Hosting.Storage;
using GameSessions.Storage.PostgreSql;
using GameSessions.Storage.Redis;
using GameSessions.Storage.Sqlite;

namespace GameSessions.Load.Servers;

/// <summary>Where the engine keeps what it keeps: a file of its own, or what it shares with other nodes.</summary>
internal sealed record EngineStores(IEventLog EventLog, ISessionStore Sessions, INodeRows NodeRows, ICommitFeed Feed)
{
    private static readonly TimeProvider Time = TimeProvider.System;

    public IFlagStore Flags { get; private init; } = new NoFlagStore();

    public CacheParts Cache { get; private init; } = CacheParts.None;

    /// <param name="settings"><c>data</c>: a folder for SQLite; or <c>database</c>: a connection string of PostgreSQL, and then maybe <c>redis</c>: its URL.</param>
    public static async Task<EngineStores> OpenAsync(IConfiguration settings, ILoggerFactory logs) =>
        settings["database"] is { } shared ? await OpenSharedAsync(shared, settings["redis"], logs) : OpenFile(settings["data"]!);

    private static EngineStores OpenFile(string folder)
    {
        var file = SqliteFile.Open(Path.Combine(folder, "games.db"), SqliteMigration.Sessions);
        return new EngineStores(new SqliteEventLog(file, Time), new SqliteSessionStore(file), new SqliteNodeRows(file, Time), new NoCommitFeed());
    }

    private static async Task<EngineStores> OpenSharedAsync(string connectionString, string? redis, ILoggerFactory logs)
    {
        var database = PostgreSqlDatabase.Open(connectionString);
        await database.MigrateAsync(PostgreSqlMigration.Sessions);
        return new EngineStores(new PostgreSqlEventLog(database), new PostgreSqlSessionStore(database), new PostgreSqlNodeRows(database), new PostgreSqlCommitFeed(database))
        {
            Flags = new PostgreSqlFlagStore(database),
            Cache = redis is null ? CacheParts.None : CacheIn(redis, logs),
        };
    }

    private static CacheParts CacheIn(string url, ILoggerFactory logs) => RedisAddress.TryParse(url, out var address, out var problem)
        ? new CacheParts(new RedisSessionCache(new RedisCacheOptions(address), Time), "the same on every node"u8.ToArray(), new ReadThrough(Enabled: true, Percent: 100), logs.CreateLogger(CacheParts.LogContext))
        : throw new ArgumentException($"The URL of Redis {problem}.", nameof(url));
}
