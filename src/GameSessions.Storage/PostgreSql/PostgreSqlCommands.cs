using Npgsql;

namespace GameSessions.Storage.PostgreSql;

/// <summary>Statements with their values in the order of <c>$1</c>, <c>$2</c>, ...</summary>
internal static class PostgreSqlCommands
{
    /// <summary>Runs a script that takes the time it takes.</summary>
    public static async Task RunAsync(this NpgsqlConnection connection, string script)
    {
        await using var command = new NpgsqlCommand(script, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Runs one statement and returns the rows it changed.</summary>
    public static async Task<int> ExecuteAsync(this NpgsqlConnection connection, string sql, params object?[] values)
    {
        await using var command = connection.With(sql, values);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>The rows of one statement, in its order.</summary>
    public static async Task<List<T>> QueryAsync<T>(this NpgsqlConnection connection, Func<NpgsqlDataReader, T> read, string sql, params object?[] values)
    {
        await using var command = connection.With(sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAllAsync(read);
    }

    /// <summary>The first row of one statement, or <see langword="default"/> where there is none.</summary>
    public static async Task<T?> FindAsync<T>(this NpgsqlConnection connection, Func<NpgsqlDataReader, T> read, string sql, params object?[] values)
    {
        await using var command = connection.With(sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? read(reader) : default;
    }

    /// <summary>The rows of the current result, in its order.</summary>
    public static async Task<List<T>> ReadAllAsync<T>(this NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>A statement for a batch.</summary>
    public static NpgsqlBatchCommand Command(string sql, params object?[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        Fill(command.Parameters, values);
        return command;
    }

    public static string? GetText(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static NpgsqlCommand With(this NpgsqlConnection connection, string sql, object?[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        Fill(command.Parameters, values);
        return command;
    }

    private static void Fill(NpgsqlParameterCollection parameters, object?[] values)
    {
        foreach (var value in values)
        {
            parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }
    }
}
