using GameSessions.Hosting.Storage;
using GameSessions.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace GameSessions.Storage.Tests.Sqlite;

/// <summary>Looking into a file, and making its disk fail.</summary>
internal static class Sql
{
    public static int Run(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    public static long Scalar(this SqliteFile file, string sql) => file.Read(connection => connection.Rows(sql, row => row.GetInt64(0))[0]);

    /// <summary>The steps by which SQLite would answer a query.</summary>
    public static List<string> Plan(this SqliteFile file, string sql) => file.Read(connection => connection.Rows("EXPLAIN QUERY PLAN " + sql, row => row.GetString(3)));

    /// <summary>The disk is full beyond so many pages; what is there already stays.</summary>
    public static Task LimitPagesAsync(this SqliteFile file, int pages) => file.WriteAsync(connection => connection.Run($"PRAGMA max_page_count = {pages}"));

    /// <summary>From now on no COMMIT succeeds: SQLite rolls back instead.</summary>
    public static Task RefuseCommitsAsync(this SqliteFile file) => Should.ThrowAsync<StorageUnavailableException>(() => file.WriteAsync(connection =>
    {
        sqlite3_commit_hook(connection.Handle, _ => 1, null);
        return 0;
    }));

    public static Task AllowCommitsAsync(this SqliteFile file) => file.WriteAsync(connection =>
    {
        sqlite3_commit_hook(connection.Handle, null, null);
        return 0;
    });

    private static List<T> Rows<T>(this SqliteConnection connection, string sql, Func<SqliteDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
