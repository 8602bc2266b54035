using System.Net.Sockets;
using GameSessions.Hosting.Storage;
using Npgsql;

namespace GameSessions.Storage.PostgreSql;

/// <summary>
/// One PostgreSQL database and a pool of connections to it. Whatever it does not answer within <see cref="Patience"/> fails as
/// <see cref="StorageUnavailableException"/>, and so does every error but a broken constraint. Thread-safe.
/// </summary>
public sealed class PostgreSqlDatabase : IAsyncDisposable
{
    /// <summary>How long one piece of work may take, the wait for a connection included: less than a command waits for storage.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Connections of the pool unless the connection string says otherwise.</summary>
    private const int PoolMax = 16;

    private readonly NpgsqlDataSource source;

    private PostgreSqlDatabase(NpgsqlDataSource source) => this.source = source;

    /// <summary>Names the database; nothing is connected until there is work.</summary>
    /// <param name="connectionString">As Npgsql reads it; what it says about its pool stays.</param>
    public static PostgreSqlDatabase Open(string connectionString) => new(NpgsqlDataSource.Create(PostgreSqlSettings.Complete(connectionString, PoolMax)));

    /// <summary>Runs <paramref name="query"/>, each statement of it in a transaction of its own.</summary>
    public Task<T> ReadAsync<T>(Func<NpgsqlConnection, Task<T>> query) => WithinPatienceAsync(async cancellation =>
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return await query(connection);
    });

    /// <summary>Runs <paramref name="work"/> once, in one transaction that is committed when the task completes.</summary>
    public Task<T> WriteAsync<T>(Func<NpgsqlConnection, Task<T>> work) => WithinPatienceAsync(async cancellation =>
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var result = await work(connection);
        await transaction.CommitAsync(cancellation);
        return result;
    });

    /// <summary>Applies those migrations that the database has not seen, one after the other, however many do so at once. Takes the time it takes.</summary>
    public async Task MigrateAsync(IReadOnlyList<PostgreSqlMigration> migrations)
    {
        await using var connection = await WithinPatienceAsync(async cancellation => await source.OpenConnectionAsync(cancellation));
        await SayUnavailableAsync(() => PostgreSqlMigration.ApplyAsync(connection, migrations));
    }

    /// <summary>Whether the database has seen all of these.</summary>
    public Task<bool> IsMigratedAsync(IReadOnlyList<PostgreSqlMigration> migrations) =>
        ReadAsync(connection => PostgreSqlMigration.AreAppliedAsync(connection, migrations));

    public ValueTask DisposeAsync() => source.DisposeAsync();

    /// <remarks>
    /// Work that has used up its time is left to its own timeout, which closes its connection; nobody waits for it, and it commits nothing any more.
    /// </remarks>
    private static Task<T> WithinPatienceAsync<T>(Func<CancellationToken, Task<T>> work) => SayUnavailableAsync(async () =>
    {
        using var patience = new CancellationTokenSource(Patience);
        return await work(patience.Token).WaitAsync(patience.Token);
    });

    private static async Task<T> SayUnavailableAsync<T>(Func<Task<T>> work)
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
            throw new StorageUnavailableException(e.Message, e);
        }
    }

    /// <summary>A broken constraint is the caller's affair; the database has answered.</summary>
    private static bool IsAtFault(Exception e) => e is NpgsqlException or TimeoutException or SocketException or IOException or ObjectDisposedException
        && e is not PostgresException { SqlState: ['2', '3', ..] };
}
