using System.Collections.Concurrent;
using GameSessions.Hosting.Storage;
using Microsoft.Data.Sqlite;

namespace GameSessions.Storage.Sqlite;

/// <summary>
/// One SQLite file in WAL mode with synchronous FULL: one writer thread that commits whatever waits in one transaction, and
/// connections for reads that stay open.
/// </summary>
/// <remarks>
/// Each work runs inside its own savepoint, so one that throws undoes only itself; a commit that fails fails every work in it, and the next
/// one starts afresh. Any <see cref="SqliteException"/> other than a broken constraint surfaces as <see cref="StorageUnavailableException"/>.
/// Thread-safe.
/// </remarks>
public sealed class SqliteFile : IAsyncDisposable
{
    /// <summary>Works that share one transaction, and so one flush, at most.</summary>
    public const int WorksPerCommitMax = 512;

    /// <summary>Connections for reads that stay open while nobody reads.</summary>
    private const int IdleReadersMax = 16;

    /// <summary>How long a read or a commit waits for another process that holds the file, in seconds: less than a command waits for storage.</summary>
    private const int BusySecondsMax = 3;

    /// <remarks>
    /// A savepoint keeps each page that its work changes; in a temporary file, the default, that costs a batch of 64 appends as much again
    /// as the appends, and needs room on a second disk.
    /// </remarks>
    private const string Settings =
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 1000; PRAGMA temp_store = MEMORY;";

    private readonly string readConnectionString;
    private readonly ConcurrentBag<SqliteConnection> readers = [];
    private readonly SqliteWriter writer;

    private int openReaders;
    private volatile bool isClosed;

    private SqliteFile(string path, SqliteConnection connection)
    {
        Path = path;
        readConnectionString = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = BusySecondsMax }.ToString();
        writer = new SqliteWriter(connection);
    }

    public string Path { get; }

    /// <summary>Connections that work now, with the writer's, which is always ready to.</summary>
    public int ActiveConnections => 1 + Math.Max(0, Volatile.Read(ref openReaders) - readers.Count);

    /// <summary>Connections for reads that are open while nobody reads.</summary>
    public int IdleConnections => readers.Count;

    /// <summary>Opens the file, made where it is missing, and applies the migrations that it has not seen.</summary>
    /// <exception cref="StorageUnavailableException">The file cannot be opened or written.</exception>
    public static SqliteFile Open(string path, IReadOnlyList<SqliteMigration> migrations)
    {
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = BusySecondsMax }.ToString());
        try
        {
            connection.Open();
            connection.Execute(Settings);
            SqliteMigration.Apply(connection, migrations);
            return new SqliteFile(path, connection);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new StorageUnavailableException($"Cannot open {path}: {e.Message}", e);
        }
    }

    /// <summary>Runs <paramref name="work"/> on the writer thread; completes after the commit that holds it is on disk.</summary>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> work) => writer.WriteAsync(work, undoesItself: false);

    /// <summary>As above, for a work that leaves nothing behind where it breaks a constraint, as one statement does: it needs no savepoint.</summary>
    internal Task<T> WriteStatementAsync<T>(Func<SqliteConnection, T> work) => writer.WriteAsync(work, undoesItself: true);

    /// <summary>Runs <paramref name="query"/> now, on this thread, over what is committed.</summary>
    public T Read<T>(Func<SqliteConnection, T> query)
    {
        SqliteConnection? reader = null;
        try
        {
            reader = readers.TryTake(out var idle) ? idle : OpenReader();
            var result = query(reader);
            Keep(reader);
            return result;
        }
        catch (SqliteException e)
        {
            Close(reader);
            throw new StorageUnavailableException(e.Message, e);
        }
        catch
        {
            Close(reader);
            throw;
        }
    }

    /// <summary><see cref="Read"/> for an interface of tasks: the task has ended when it is returned.</summary>
    internal Task<T> ReadAsync<T>(Func<SqliteConnection, T> query)
    {
        try
        {
            return Task.FromResult(Read(query));
        }
        catch (Exception e)
        {
            return Task.FromException<T>(e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        isClosed = true;
        while (readers.TryTake(out var reader))
        {
            Close(reader);
        }
    }

    private SqliteConnection OpenReader()
    {
        var reader = new SqliteConnection(readConnectionString);
        reader.Open();
        Interlocked.Increment(ref openReaders);
        return reader;
    }

    private void Close(SqliteConnection? reader)
    {
        if (reader is not null)
        {
            reader.Dispose();
            Interlocked.Decrement(ref openReaders);
        }
    }

    private void Keep(SqliteConnection reader)
    {
        if (isClosed || readers.Count >= IdleReadersMax)
        {
            Close(reader);
        }
        else
        {
            readers.Add(reader);
        }
    }
}
