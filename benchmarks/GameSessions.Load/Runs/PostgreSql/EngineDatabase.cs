using GameSessions.Games;
using GameSessions.Hosting.Storage;
using GameSessions.Log;
using GameSessions.Storage.PostgreSql;
using GameSessions.Wire;
using RealStores;

namespace GameSessions.Load.Runs.PostgreSql;

/// <summary>A new database with the engine's tables, and games whose left player has a session.</summary>
internal sealed class EngineDatabase : IAsyncDisposable
{
    private static readonly NodeId Node = new("load");
    private static int databases;
    private readonly PostgreSqlDatabase database;

    private EngineDatabase(PostgreSqlServer server, string name)
    {
        ConnectionString = server.ConnectionString(name);
        Name = name;
        database = PostgreSqlDatabase.Open(ConnectionString);
        Log = new PostgreSqlEventLog(database);
        Feed = new PostgreSqlCommitFeed(database);
    }

    public string Name { get; }

    public string ConnectionString { get; }

    public PostgreSqlEventLog Log { get; }

    public PostgreSqlCommitFeed Feed { get; }

    public static async Task<EngineDatabase> MakeAsync(PostgreSqlServer server)
    {
        var name = $"engine{Interlocked.Increment(ref databases)}";
        await server.CreateDatabaseAsync(name);
        var made = new EngineDatabase(server, name);
        await made.database.MigrateAsync(PostgreSqlMigration.Sessions);
        return made;
    }

    /// <summary>Games with one event, and a session each, so that an append has to look it up.</summary>
    public async Task<IReadOnlyList<GameId>> MakeGamesAsync(string name, int count)
    {
        var games = Enumerable.Range(0, count).Select(i => new GameId($"{name}-{i}")).ToList();
        var creation = new GameCreation("pair", RawJson.EmptyObject, TimeControl: null, 0, []);
        await Log.AppendAsync(Node, [.. games.Select(game => new Append(game, 0, [Durable.Event(1, game)], GameStatus.Running, Deadline: null, Creation: creation))]);
        var sessions = new PostgreSqlSessionStore(database);
        foreach (var game in games)
        {
            await sessions.OpenAsync(new SessionKey(game, new PlayerId($"{game}-left")), presented: null, new TokenHash($"{game}"), now: 0, expiresAt: long.MaxValue);
        }

        return games;
    }

    /// <summary>One more event for each of these games, in one batch, as moves of their players.</summary>
    public async Task AppendAsync(IReadOnlyList<GameId> games, long head)
    {
        var outcomes = await Log.AppendAsync(Node, [.. games.Select(game => Move(game, head))]);
        if (!outcomes.All(outcome => outcome is AppendOutcome.Stored))
        {
            throw new InvalidOperationException("Nobody else writes to these games.");
        }
    }

    public static Append Move(GameId game, long head) => new(game, head, [Durable.Event(head + 1, game)], GameStatus.Running, Deadline: null, Generation: 1);

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
