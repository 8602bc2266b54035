using System.Data.Common;
using Dapper;
using GameSessions.Storage.PostgreSql;
using Npgsql;

namespace Gw2Optimizer.Server.Storage;

/// <summary>A PostgreSQL database, which other nodes use as well.</summary>
internal sealed class PostgreSqlEngine(PostgreSqlDatabase database, string location) : IDatabaseEngine
{
    private static readonly IReadOnlyList<PostgreSqlMigration> Migrations =
        [.. PostgreSqlMigration.Sessions, .. Schema.Migrations.Select(one => new PostgreSqlMigration(one.Owner, one.Number, one.PostgreSql))];

    private readonly PostgreSqlConnections connections = new();

    public PostgreSqlDatabase Database { get; } = database;

    public string Location { get; } = location;

    public ConnectionCounts Connections => connections.Count();

    public Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> query) => Database.ReadAsync(query);

    public async Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work)
    {
        try
        {
            return await Database.WriteAsync(work);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UniqueViolation)
        {
            throw new DuplicateException(e.MessageText, e);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.ForeignKeyViolation)
        {
            throw new RowGoneException(e.MessageText, e);
        }
    }

    public Task MigrateAsync() => Database.MigrateAsync(Migrations);

    public Task<bool> IsMigratedAsync() => Database.IsMigratedAsync(Migrations);

    /// <remarks>A standby answers too, and takes no write.</remarks>
    public Task<bool> AnswersAsync() => Database.ReadAsync(connection =>
        connection.ExecuteScalarAsync<bool>("SELECT NOT pg_is_in_recovery() AND EXISTS (SELECT 1 FROM schema_migrations)"));

    public async ValueTask DisposeAsync()
    {
        connections.Dispose();
        await Database.DisposeAsync();
    }
}
