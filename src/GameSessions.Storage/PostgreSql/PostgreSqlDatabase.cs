using System.Net.Sockets;
using GameSessions.Hosting.Storage;
using Npgsql;

namespace GameSessions.Storage.PostgreSql;

/// <summary>
/// One PostgreSQL database and connections to it. Whatever it does not answer within <see cref="Patience"/> fails as
/// <see cref="StorageUnavailableException"/>, and so does every error but a broken constraint. Nothing is tried twice. Thread-safe.
/// </summary>
/// <remarks>The engine's own statements have a second pool, whose connections plan for look-ups only; see <see cref="PostgreSqlSettings"/>.</remarks>
public sealed class PostgreSqlDatabase : IAsyncDisposable
{
    /// <summary>How long one piece of work may take, the wait for a connection included: less than a command waits for storage.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly NpgsqlDataSource source;
    private readonly NpgsqlDataSource lookUps;

    private PostgreSqlDatabase(string connectionString)
    {
        source = NpgsqlDataSource.Create(PostgreSqlSettings.ForWork(connectionString));
        lookUps = NpgsqlDataSource.Create(PostgreSqlSettings.ForLookUps(connectionString));
        WakeUps = new PostgreSqlWakeUps(PostgreSqlSettings.ForWakeUps(connectionString));
    }

    internal PostgreSqlWakeUps WakeUps { get; }

    /// <summary>Names the database; nothing is connected until there is work.</summary>
    /// <param name="connectionString">As Npgsql reads it. Its pool size holds for each of two pools.</param>
    public static PostgreSqlDatabase Open(string connectionString) => new(connectionString);

    /// <summary>Runs <paramref name="query"/>, each statement of it in a transaction of its own.</summary>
    public Task<T> ReadAsync<T>(Func<NpgsqlConnection, Task<T>> query) => WithinAsync(Patience, async cancellation =>
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return await query(connection);
    });

    /// <summary>Runs <paramref name="work"/> once, in one transaction that is committed when the task completes.</summary>
    public Task<T> WriteAsync<T>(Func<NpgsqlConnection, Task<T>> work) => WriteAsync(Patience, work);

    /// <summary>Applies those migrations that the database has not seen, in order; any number of nodes may do so at once. Takes the time it takes.</summary>
    public async Task MigrateAsync(IReadOnlyList<PostgreSqlMigration> migrations)
    {
        await using var connection = await WithinAsync(Patience, async cancellation => await source.OpenConnectionAsync(cancellation));
        await TranslateAsync(() => PostgreSqlMigration.ApplyAsync(connection, migrations));
    }

    /// <summary>Whether the database has seen all of these.</summary>
    public Task<bool> IsMigratedAsync(IReadOnlyList<PostgreSqlMigration> migrations) =>
        ReadAsync(connection => PostgreSqlMigration.AreAppliedAsync(connection, migrations));

    public async ValueTask DisposeAsync()
    {
        await WakeUps.DisposeAsync();
        await lookUps.DisposeAsync();
        await source.DisposeAsync();
    }

    /// <summary>Runs the engine's own statements; those that are sent together are one transaction.</summary>
    internal Task<T> AskAsync<T>(Func<NpgsqlConnection, Task<T>> statements) => WithinAsync(Patience, async cancellation =>
    {
        await using var connection = await lookUps.OpenConnectionAsync(cancellation);
        return await statements(connection);
    });

    /// <inheritdoc cref="WriteAsync{T}(Func{NpgsqlConnection, Task{T}})"/>
    internal Task<T> WriteAsync<T>(TimeSpan patience, Func<NpgsqlConnection, Task<T>> work) => WithinAsync(patience, async cancellation =>
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var result = await work(connection);
        cancellation.ThrowIfCancellationRequested();
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    });

    /// <remarks>
    /// Work that has used up its time is left to the time limit of its statement, which closes its connection; nobody waits for it, and it does not begin
    /// to commit any more.
    /// </remarks>
    internal Task<T> WithinAsync<T>(TimeSpan patience, Func<CancellationToken, Task<T>> work) => TranslateAsync(async () =>
    {
        using var limit = new CancellationTokenSource(patience);
        return await work(limit.Token).WaitAsync(limit.Token);
    });

    private async Task<T> TranslateAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (OperationCanceledException e)
        {
            throw new StorageUnavailableException("The database has not answered in time.", e);
        }
        catch (Exception e) when (IsAtFault(e))
        {
            if (IsLost(e))
            {
                // The server has ended, and with it every connection that waits in a pool: or each would fail whoever takes it next, however long ago that was.
                source.Clear();
                lookUps.Clear();
            }

            throw new StorageUnavailableException(e.Message, e);
        }
    }

    /// <summary>A broken constraint is the caller's affair: the database has answered.</summary>
    private static bool IsAtFault(Exception e) => e is NpgsqlException or TimeoutException or SocketException or IOException or ObjectDisposedException
        && e is not PostgresException { SqlState: ['2', '3', ..] };

    /// <summary>The connection broke, or the server said that it ends it.</summary>
    private static bool IsLost(Exception e) => e is PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow }
        or NpgsqlException { InnerException: IOException or SocketException };
}
