using System.Diagnostics;
using GameSessions.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Hosting.Storage;
using GameSessions.Log;
using GameSessions.Storage.Sqlite;
using GameSessions.Wire;
using Microsoft.Data.Sqlite;

namespace GameSessions.Load.Runs;

/// <summary>Events a second through the engine's committer, and through SQLite alone, on the same disk, schema and settings.</summary>
internal static class Durable
{
    /// <summary>Games that each wait for their own event before the next, so batches of at most as many; and rows of a raw batch.</summary>
    public const int Batch = 64;

    private static readonly TimeSpan StorageWait = TimeSpan.FromSeconds(10);

    /// <summary>Every append is what a move is: a command looked up, a session's handshake checked, the head moved, an event inserted.</summary>
    public static async Task<double> CommitAsync(TimeSpan time)
    {
        using var folder = new Folder();
        await using var file = SqliteFile.Open(folder.Database, SqliteMigration.Sessions);
        var log = new SqliteEventLog(file, TimeProvider.System);
        var committer = new Committer(log, new NodeId("load"), (_, _) => { });
        var games = Enumerable.Range(0, Batch).Select(i => new GameId($"game-{i}")).ToList();
        foreach (var game in games)
        {
            var creation = new GameCreation("pair", RawJson.EmptyObject, TimeControl: null, 0, []);
            await committer.AppendAsync(new Append(game, 0, [Event(1, game)], GameStatus.Running, Deadline: null, Creation: creation), StorageWait, TimeProvider.System);
        }

        long stored = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(games.Select(async game =>
        {
            for (var head = 1L; watch.Elapsed < time; head++)
            {
                await committer.AppendAsync(new Append(game, head, [Event(head + 1, game)], GameStatus.Running, Deadline: null, Generation: 1), StorageWait, TimeProvider.System);
                Interlocked.Increment(ref stored);
            }
        }));
        var rate = stored / watch.Elapsed.TotalSeconds;
        committer.Stop();
        await committer.Running;
        return rate;
    }

    /// <summary>The same rows, in batches, by one prepared statement and nothing else.</summary>
    public static async Task<double> InsertAsync(TimeSpan time)
    {
        using var folder = new Folder();
        // The schema is the engine's; it must be gone before somebody else writes.
        await using (SqliteFile.Open(folder.Database, SqliteMigration.Sessions))
        {
        }

        await using var connection = new SqliteConnection($"Data Source={folder.Database};Pooling=False");
        await connection.OpenAsync();
        Run(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 1000; PRAGMA temp_store = MEMORY;");
        await using var insert = connection.CreateCommand();
        insert.CommandText =
            """
            INSERT INTO game_events (game_id, sequence, type, data, user_id, command_id, command_events, at, audience)
            VALUES (@game, @sequence, @type, @data, @user, @command, 1, @at, NULL)
            """;
        foreach (var name in (string[])["@game", "@sequence", "@type", "@data", "@user", "@command", "@at"])
        {
            insert.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        var games = Enumerable.Range(0, Batch).Select(i => new GameId($"game-{i}")).ToList();
        long stored = 0;
        var watch = Stopwatch.StartNew();
        for (var sequence = 1L; watch.Elapsed < time; sequence++)
        {
            Run(connection, "BEGIN IMMEDIATE");
            foreach (var game in games)
            {
                Insert(insert, game, Event(sequence, game));
            }

            Run(connection, "COMMIT");
            stored += Batch;
        }

        return stored / watch.Elapsed.TotalSeconds;
    }

    private static void Insert(SqliteCommand insert, GameId game, RecordedEvent recorded)
    {
        object?[] values = [game.Value, recorded.Sequence, recorded.Type, recorded.Data.Text, recorded.Player?.Value, recorded.CommandId?.Value, recorded.At];
        for (var i = 0; i < values.Length; i++)
        {
            insert.Parameters[i].Value = values[i];
        }

        insert.ExecuteNonQuery();
    }

    /// <summary>What a command of a room's left player leaves in its log.</summary>
    internal static RecordedEvent Event(long sequence, GameId game) => new(
        sequence, "said", new RawJson($"{{\"n\":{sequence},\"t\":{Stopwatch.GetTimestamp()}}}"), new PlayerId($"{game}-left"), new CommandId($"left-{sequence}"), sequence);

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A folder beside the build, on a real disk, for as long as it is used.</summary>
    private sealed class Folder : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateDirectory(Checkout.PathTo("artifacts", "load", Guid.NewGuid().ToString("N")));

        public string Database => Path.Combine(folder.FullName, "games.db");

        public void Dispose() => folder.Delete(recursive: true);
    }
}
