using System.Threading.Channels;
using GameSessions.Hosting.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GameSessions.Storage.Sqlite;

/// <summary>The one thread that writes to a file: it commits whatever waits in one transaction.</summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private readonly Channel<SqliteWork> works = Channel.CreateUnbounded<SqliteWork>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SqliteConnection connection;
    private readonly SqliteCommand begin;
    private readonly SqliteCommand commit;
    private readonly WorkSavepoint savepoint;
    private readonly Thread thread;

    public SqliteWriter(SqliteConnection connection)
    {
        this.connection = connection;
        begin = connection.Prepare("BEGIN IMMEDIATE");
        commit = connection.Prepare("COMMIT");
        savepoint = new WorkSavepoint(connection);
        thread = new Thread(Run) { IsBackground = true, Name = "sqlite writer" };
        thread.Start();
    }

    /// <param name="undoesItself">The work leaves nothing behind where it breaks a constraint.</param>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> work, bool undoesItself)
    {
        var waiting = new SqliteWork<T>(work, undoesItself);
        return works.Writer.TryWrite(waiting) ? waiting.Task : Task.FromException<T>(new StorageUnavailableException("The file is closed."));
    }

    /// <summary>Ends after everything that waits is committed.</summary>
    public async ValueTask DisposeAsync()
    {
        works.Writer.TryComplete();
        await Task.Run(thread.Join);
        await connection.DisposeAsync();
    }

    private void Run()
    {
        var batch = new List<SqliteWork>();
        while (works.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < SqliteFile.WorksPerCommitMax && works.Reader.TryRead(out var work))
            {
                batch.Add(work);
            }

            Commit(batch);
            batch.Clear();
        }
    }

    private void Commit(List<SqliteWork> batch)
    {
        try
        {
            Rollback();
            begin.ExecuteNonQuery();
            foreach (var work in batch)
            {
                work.Run(connection, savepoint);
            }

            commit.ExecuteNonQuery();
        }
        catch (Exception e)
        {
            TryRollback();
            var unavailable = new StorageUnavailableException(e.Message, e);
            batch.ForEach(work => work.Fail(unavailable));
            return;
        }

        batch.ForEach(work => work.Complete());
    }

    /// <summary>Undoes what a failed commit left open. SQLite itself may have rolled back already: then there is nothing to undo.</summary>
    private void Rollback()
    {
        if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            connection.Execute("ROLLBACK");
        }
    }

    private void TryRollback()
    {
        try
        {
            Rollback();
        }
        catch (SqliteException)
        {
            // The next commit begins with another try; until one succeeds each of them fails, and says so.
        }
    }
}
