using Microsoft.Data.Sqlite;

namespace GameSessions.Storage.Sqlite;

internal static class SqliteCommands
{
    /// <summary>Runs one statement or script and returns the rows it changed.</summary>
    public static int Execute(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (parameters.Length > 0)
        {
            return SqliteStatements.Take(connection, sql, parameters).ExecuteNonQuery();
        }

        using var script = connection.CreateCommand();
        script.CommandText = sql;
        return script.ExecuteNonQuery();
    }

    /// <summary>The rows of one query, in its order.</summary>
    public static List<T> Query<T>(this SqliteConnection connection, Func<SqliteDataReader, T> read, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var reader = SqliteStatements.Take(connection, sql, parameters).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>The first row of one query, or <see langword="default"/> where there is none.</summary>
    public static T? Find<T>(this SqliteConnection connection, Func<SqliteDataReader, T> read, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        SqliteStatements.Take(connection, sql, parameters).Find(read);

    /// <inheritdoc cref="Find{T}(SqliteConnection, Func{SqliteDataReader, T}, string, ReadOnlySpan{ValueTuple{string, object?}})"/>
    public static T? Find<T>(this SqliteCommand command, Func<SqliteDataReader, T> read)
    {
        using var reader = command.ExecuteReader();
        return reader.Read() ? read(reader) : default;
    }

    /// <summary>A statement that stays compiled for the life of its connection; its values are set before each run.</summary>
    public static SqliteCommand Prepare(this SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return command;
    }

    /// <summary>Sets the values of a prepared statement, in the order of its parameters.</summary>
    public static SqliteCommand With(this SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }
}
