using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace GameSessions.Storage.Sqlite;

/// <summary>The statements with parameters of each connection, which stay compiled as long as it is open.</summary>
internal sealed class SqliteStatements
{
    /// <summary>Statements kept for a connection; their texts are constants of the code, so that there are no more.</summary>
    private const int Max = 128;

    private static readonly ConditionalWeakTable<SqliteConnection, SqliteStatements> OfConnections = [];

    private readonly Dictionary<string, SqliteCommand> byText = [];

    /// <summary>The statement with these values. It is the connection's: not to be disposed of, nor used again before its rows are read.</summary>
    public static SqliteCommand Take(SqliteConnection connection, string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var statements = OfConnections.GetOrCreateValue(connection).byText;
        if (!statements.TryGetValue(sql, out var command))
        {
            if (statements.Count == Max)
            {
                throw new InvalidOperationException("A statement's text holds what should be a parameter.");
            }

            command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in parameters)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
            }

            statements.Add(sql, command);
        }

        foreach (var (name, value) in parameters)
        {
            command.Parameters[name].Value = value ?? DBNull.Value;
        }

        return command;
    }
}
