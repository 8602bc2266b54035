using System.Threading.Channels;
using GameSessions.Hosting.Storage;
using Microsoft.Data.Sqlite;

namespace GameSessions.Storage.Sqlite;

/// <summary>
/// One SQLite file in WAL mode with synchronous FULL: one writer thread that commits whatever waits in one transaction, and pooled
/// connections for reads.
/// </summary>
/// <remarks>
/// Each work runs inside its own savepoint, so one that throws undoes only itself; a commit that fails fails every work in it. Any
/// <see cref="SqliteException"/> other than a broken constraint surfaces as <see cref="StorageUnavailableException"/>. Thread-safe.
/// </remarks>
public sealed class SqliteFile : IAsyncDisposable
{
    /// <summary>Works that share one transaction, and so one flush, at most.</summary>
    public const int WorksPerCommitMax = 512;

    private const int SqliteConstraint = 19;

    private readonly Channel<Work> works = Channel.CreateUnbounded<Work>(new UnboundedChannelOptions { SingleReader = true });
    private readonly string readConnectionString;
    private readonly Thread writer;
    private readonly SqliteConnection writeConnection;

    private SqliteFile(string path, SqliteConnection connection)
    {
        Path = path;
        writeConnection = connection;
        readConnectionString = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = true, DefaultTimeout = 5 }.ToString();
        writer = new Thread(WriteLoop) { IsBackground = true, Name = "sqlite writer" };
        writer.Start();
    }

    public string Path { get; }

    /// <summary>Opens the file, made where it is missing, and applies the migrations that it has not seen.</summary>
    /// <exception cref="StorageUnavailableException">The file cannot be opened or written.</exception>
    public static SqliteFile Open(string path, IReadOnlyList<SqliteMigration> migrations)
    {
        try
        {
            var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
            Directory.CreateDirectory(folder);
            var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 5 }.ToString());
            connection.Open();
            connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 1000;");
            SqliteMigration.Apply(connection, migrations);
            return new SqliteFile(path, connection);
        }
        catch (SqliteException e)
        {
            throw new StorageUnavailableException($"Cannot open {path}: {e.Message}", e);
        }
    }

    /// <summary>Runs <paramref name="work"/> on the writer thread; completes after the commit that holds it is on disk.</summary>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> work)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!works.Writer.TryWrite(new Work<T>(work, completion)))
        {
            throw new StorageUnavailableException("The file is closed.");
        }

        return completion.Task;
    }

    /// <summary>Runs <paramref name="query"/> now, on this thread, over what is committed.</summary>
    public T Read<T>(Func<SqliteConnection, T> query)
    {
        try
        {
            using var connection = new SqliteConnection(readConnectionString);
            connection.Open();
            return query(connection);
        }
        catch (SqliteException e)
        {
            throw new StorageUnavailableException(e.Message, e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        works.Writer.TryComplete();
        await Task.Run(writer.Join);
        await writeConnection.DisposeAsync();
        using var pooled = new SqliteConnection(readConnectionString);
        SqliteConnection.ClearPool(pooled);
    }

    private void WriteLoop()
    {
        var batch = new List<Work>();
        while (works.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < WorksPerCommitMax && works.Reader.TryRead(out var work))
            {
                batch.Add(work);
            }

            Commit(batch);
            batch.Clear();
        }
    }

    private void Commit(List<Work> batch)
    {
        try
        {
            writeConnection.Execute("BEGIN IMMEDIATE");
            foreach (var work in batch)
            {
                work.Run(writeConnection);
            }

            writeConnection.Execute("COMMIT");
        }
        catch (SqliteException e)
        {
            TryRollback();
            batch.ForEach(work => work.Fail(new StorageUnavailableException(e.Message, e)));
            return;
        }

        batch.ForEach(work => work.Complete());
    }

    private void TryRollback()
    {
        try
        {
            writeConnection.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // A full disk may have rolled back already; then there is nothing to undo.
        }
    }

    private abstract class Work
    {
        public abstract void Run(SqliteConnection connection);

        public abstract void Complete();

        public abstract void Fail(Exception e);
    }

    private sealed class Work<T>(Func<SqliteConnection, T> work, TaskCompletionSource<T> completion) : Work
    {
        private T? result;
        private Exception? failure;

        public override void Run(SqliteConnection connection)
        {
            connection.Execute("SAVEPOINT work");
            try
            {
                result = work(connection);
            }
            catch (Exception e) when (e is not SqliteException { SqliteErrorCode: not SqliteConstraint })
            {
                failure = e;
                connection.Execute("ROLLBACK TO work");
            }

            connection.Execute("RELEASE work");
        }

        public override void Complete()
        {
            if (failure is null)
            {
                completion.TrySetResult(result!);
            }
            else
            {
                completion.TrySetException(failure);
            }
        }

        public override void Fail(Exception e) => completion.TrySetException(e);
    }
}
