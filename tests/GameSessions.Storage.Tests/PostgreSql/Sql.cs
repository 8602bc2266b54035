using GameSessions.Storage.PostgreSql;
using Npgsql;

namespace GameSessions.Storage.Tests.PostgreSql;

/// <summary>Looking into a database.</summary>
internal static class Sql
{
    public static async Task RunAsync(this NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public static Task RunAsync(this PostgreSqlDatabase database, string sql) => database.ReadAsync(async connection =>
    {
        await connection.RunAsync(sql);
        return true;
    });

    public static Task<T> ScalarAsync<T>(this PostgreSqlDatabase database, string sql) => database.ReadAsync(async connection =>
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    });
}
