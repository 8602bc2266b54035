using System.Data.Common;
using GameSessions.Hosting.Storage;

namespace Gw2Optimizer.Server.Storage;

/// <summary>A kind of database that the server runs on. Thread-safe.</summary>
internal interface IDatabaseEngine : IAsyncDisposable
{
    /// <summary>Where it is, for people; never with a password.</summary>
    string Location { get; }

    ConnectionCounts Connections { get; }

    /// <inheritdoc cref="Database.ReadAsync{T}"/>
    Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> query);

    /// <inheritdoc cref="Database.WriteAsync{T}"/>
    Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work);

    /// <summary>Runs the scripts of this release that it has not seen.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be read or written.</exception>
    Task MigrateAsync();

    /// <summary>Whether it has seen every script of this release.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be read.</exception>
    Task<bool> IsMigratedAsync();

    /// <summary>Whether it can be read and written right now. May throw instead of saying no, and may take its time.</summary>
    Task<bool> AnswersAsync();
}
