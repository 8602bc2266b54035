using Npgsql;

namespace GameSessions.Storage.PostgreSql;

/// <summary>How a connection must behave for the engine's promises to hold.</summary>
internal static class PostgreSqlSettings
{
    /// <summary>Statements that a connection keeps prepared; their texts are constants of the code, so that there are few more.</summary>
    private const int PreparedMax = 128;

    /// <summary>How long a transaction of a node that froze may keep what it has locked, in ms.</summary>
    private const int IdleInTransactionMs = 5_000;

    /// <summary>The connection string with what it does not say itself, and with the time limits.</summary>
    public static string Complete(string connectionString, int poolMax)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        var seconds = (int)PostgreSqlDatabase.Patience.TotalSeconds;
        return new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = given.ContainsKey("Maximum Pool Size") ? given.MaxPoolSize : poolMax,
            Timeout = seconds,
            CommandTimeout = seconds,
            // Once a statement has timed out its connection is closed at once, instead of hoping for an answer.
            CancellationTimeout = -1,
            MaxAutoPrepare = PreparedMax,
            AutoPrepareMinUsages = 2,
            // A peer that vanished without a word is noticed by the system.
            TcpKeepAlive = true,
            TcpKeepAliveTime = seconds,
            TcpKeepAliveInterval = 1,
            // The server gives up with us: what a node has abandoned must not hold locks that others wait for.
            Options = $"{given.Options} -c statement_timeout={seconds}s -c idle_in_transaction_session_timeout={IdleInTransactionMs}".Trim(),
        }.ToString();
    }
}
