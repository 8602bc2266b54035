using System.Data.Common;
using Dapper;
using GameSessions.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Gw2Optimizer.Server.Storage;

/// <summary>A SQLite file of this process's own.</summary>
internal sealed class SqliteEngine(SqliteFile file) : IDatabaseEngine
{
    private const int UniqueBroken = 2067;
    private const int PrimaryKeyBroken = 1555;
    private const int ForeignKeyBroken = 787;

    private static readonly IReadOnlyList<SqliteMigration> Migrations =
        [.. SqliteMigration.Sessions, .. Schema.Migrations.Select(one => new SqliteMigration(one.Owner, one.Number, one.Sqlite))];

    public SqliteFile File { get; } = file;

    public string Location => Path.GetFullPath(File.Path);

    public ConnectionCounts Connections => new(File.ActiveConnections, File.IdleConnections, Max: 0);

    public Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> query) => Task.FromResult(File.Read(connection => Done(query(connection))));

    public async Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work)
    {
        try
        {
            return await File.WriteAsync(connection => Done(work(connection)));
        }
        catch (SqliteException e) when (e.SqliteExtendedErrorCode is UniqueBroken or PrimaryKeyBroken)
        {
            throw new DuplicateException(e.Message, e);
        }
        catch (SqliteException e) when (e.SqliteExtendedErrorCode is ForeignKeyBroken)
        {
            throw new RowGoneException(e.Message, e);
        }
    }

    public async Task MigrateAsync()
    {
        await using var migrated = SqliteFile.Open(File.Path, Migrations);
    }

    public async Task<bool> IsMigratedAsync()
    {
        var seen = await ReadAsync(connection => connection.QueryAsync<(string Owner, long Number)>("SELECT owner, number FROM schema_migrations"));
        return !Migrations.Select(one => (one.Owner, (long)one.Number)).Except(seen).Any();
    }

    public async Task<bool> AnswersAsync()
    {
        // An open file answers even after it was deleted, so its name is looked at too. The empty write proves that the writer gets its lock, without a flush.
        var write = File.WriteAsync(_ => true);
        var read = Task.Run(() => System.IO.File.Exists(File.Path) && File.Read(connection => connection.ExecuteScalar<long>("SELECT count(*) FROM schema_migrations")) > 0);
        return await write && await read;
    }

    public ValueTask DisposeAsync() => File.DisposeAsync();

    /// <remarks>SQLite works on the caller's thread, so a work that awaits only its connection has ended when it returns. One that has not would hold up the writer.</remarks>
    private static T Done<T>(Task<T> work) =>
        work.IsCompleted ? work.GetAwaiter().GetResult() : throw new InvalidOperationException("Inside a read or a write nothing but the connection is awaited.");
}
