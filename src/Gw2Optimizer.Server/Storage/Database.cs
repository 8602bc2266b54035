using GameSessions.Hosting.Storage;
using GameSessions.Storage.Sqlite;
using Gw2Optimizer.Server.Observability;
using Microsoft.Data.Sqlite;

namespace Gw2Optimizer.Server.Storage;

/// <summary>The file as the features use it: each read and write counts for the request that asked.</summary>
internal sealed class Database(SqliteFile file, TimeProvider time)
{
    /// <inheritdoc cref="SqliteFile.Read{T}"/>
    /// <exception cref="StorageUnavailableException">The file cannot be read.</exception>
    public T Read<T>(Func<SqliteConnection, T> query)
    {
        var started = time.GetTimestamp();
        try
        {
            return file.Read(query);
        }
        finally
        {
            RequestTrace.Current?.CountRead(time.GetElapsedTime(started));
        }
    }

    /// <inheritdoc cref="SqliteFile.WriteAsync{T}"/>
    /// <exception cref="StorageUnavailableException">Whether the work was stored is unknown.</exception>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, T> work)
    {
        var started = time.GetTimestamp();
        try
        {
            return await file.WriteAsync(work);
        }
        finally
        {
            RequestTrace.Current?.CountWrite(time.GetElapsedTime(started));
        }
    }
}
