using System.Data.Common;
using GameSessions.Hosting.Storage;
using Gw2Optimizer.Server.Observability;

namespace Gw2Optimizer.Server.Storage;

/// <summary>The database as the features use it: each read and write counts for the request that asked.</summary>
/// <remarks>The SQL runs on every engine: <c>@name</c> parameters, <c>ON CONFLICT</c>, <c>RETURNING</c>, and 0 and 1 for what is true or false.</remarks>
internal sealed class Database(IDatabaseEngine engine, TimeProvider time)
{
    /// <summary>Runs <paramref name="query"/> over what is committed.</summary>
    /// <param name="query">Awaits nothing but its connection.</param>
    /// <exception cref="StorageUnavailableException">The database cannot be read.</exception>
    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> query)
    {
        var started = time.GetTimestamp();
        try
        {
            return await engine.ReadAsync(query);
        }
        finally
        {
            RequestTrace.Current?.CountRead(time.GetElapsedTime(started));
        }
    }

    /// <summary>Runs <paramref name="work"/> in one transaction and completes after its commit; one that throws leaves nothing behind.</summary>
    /// <remarks>Other nodes write at the same time. What must not be decided by two of them is decided by one statement, which sees the row as the last commit left it.</remarks>
    /// <param name="work">Awaits nothing but its connection.</param>
    /// <exception cref="DuplicateException">A row is there already.</exception>
    /// <exception cref="RowGoneException">A row that another one refers to is not there any more.</exception>
    /// <exception cref="StorageUnavailableException">Whether the work was stored is unknown.</exception>
    public async Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work)
    {
        var started = time.GetTimestamp();
        try
        {
            return await engine.WriteAsync(work);
        }
        finally
        {
            RequestTrace.Current?.CountWrite(time.GetElapsedTime(started));
        }
    }
}
