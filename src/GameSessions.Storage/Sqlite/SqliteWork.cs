using Microsoft.Data.Sqlite;

namespace GameSessions.Storage.Sqlite;

/// <summary>One work that waits for the writer, and whoever waits for it.</summary>
internal abstract class SqliteWork
{
    /// <exception cref="SqliteException">The file is at fault; every work of the transaction is lost.</exception>
    public abstract void Run(SqliteConnection connection, WorkSavepoint savepoint);

    /// <summary>The transaction is on disk: tells what came of the work, its own failure included.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception e);
}

internal sealed class SqliteWork<T>(Func<SqliteConnection, T> work, bool undoesItself) : SqliteWork
{
    private const int SqliteConstraint = 19;

    private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? result;
    private Exception? failure;

    public Task<T> Task => completion.Task;

    public override void Run(SqliteConnection connection, WorkSavepoint savepoint)
    {
        if (!undoesItself)
        {
            savepoint.Begin();
        }

        try
        {
            result = work(connection);
        }
        catch (Exception e) when (e is not SqliteException { SqliteErrorCode: not SqliteConstraint })
        {
            failure = e;
            if (!undoesItself)
            {
                savepoint.Undo();
            }
        }

        if (!undoesItself)
        {
            savepoint.End();
        }
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

/// <summary>What keeps the works of one transaction apart.</summary>
internal sealed class WorkSavepoint(SqliteConnection connection)
{
    private readonly SqliteCommand begin = connection.Prepare("SAVEPOINT work");
    private readonly SqliteCommand undo = connection.Prepare("ROLLBACK TO work");
    private readonly SqliteCommand end = connection.Prepare("RELEASE work");

    public void Begin() => begin.ExecuteNonQuery();

    public void Undo() => undo.ExecuteNonQuery();

    public void End() => end.ExecuteNonQuery();
}
