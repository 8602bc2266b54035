using System.Data.Common;
using Npgsql;

namespace GameSessions.Storage.PostgreSql;

/// <summary>How connections must behave for the engine's promises to hold.</summary>
internal static class PostgreSqlSettings
{
    /// <summary>Connections of a pool unless the connection string says otherwise.</summary>
    private const int PoolMax = 16;

    /// <summary>Statements that a connection keeps prepared; their texts are constants of the code, so that there are few more.</summary>
    private const int PreparedMax = 128;

    /// <summary>How long the transaction of a node that froze may keep what it has locked, in seconds.</summary>
    private const int IdleInTransactionSeconds = 5;

    /// <summary>
    /// Every statement of the engine looks rows up, however many there are. Planning the longest takes as long as running it, so plans are made once; but one that
    /// was made while a table was small reads all of it, and goes on doing so when it is large. So the planner is left no choice that depends on sizes: no
    /// whole tables, and row by row only where the statement says so.
    /// </summary>
    private const string PlanForLookUps = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_nestloop=off -c jit=off";

    /// <summary>For work of any kind.</summary>
    public static string ForWork(string connectionString) => Complete(connectionString).ToString();

    /// <summary>For the engine's own statements, which leave nothing behind in their session that would have to be reset.</summary>
    public static string ForLookUps(string connectionString)
    {
        var settings = Complete(connectionString);
        settings.Options = $"{settings.Options} {PlanForLookUps}";
        settings.NoResetOnClose = true;
        return settings.ToString();
    }

    /// <summary>For connections outside of any pool, whose transactions hold nothing that must be kept.</summary>
    public static string ForWakeUps(string connectionString)
    {
        var settings = Complete(connectionString);
        settings.Options = $"{settings.Options} -c synchronous_commit=off";
        settings.Pooling = false;
        return settings.ToString();
    }

    private static NpgsqlConnectionStringBuilder Complete(string connectionString)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        // Npgsql's own builder says of every setting that it contains it.
        var isPoolGiven = new DbConnectionStringBuilder { ConnectionString = given.ConnectionString }.ContainsKey("Maximum Pool Size");
        var seconds = (int)PostgreSqlDatabase.Patience.TotalSeconds;
        return new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = isPoolGiven ? given.MaxPoolSize : PoolMax,
            Timeout = seconds,
            CommandTimeout = seconds,
            // Once a statement has timed out its connection is closed, instead of hoping for an answer.
            CancellationTimeout = -1,
            MaxAutoPrepare = PreparedMax,
            AutoPrepareMinUsages = 2,
            // A peer that vanished without a word is noticed by the system.
            TcpKeepAlive = true,
            TcpKeepAliveTime = seconds,
            TcpKeepAliveInterval = 1,
            // The server gives up when we do: what a node has abandoned must not hold locks that others wait for.
            Options = $"{given.Options} -c statement_timeout={seconds}s -c idle_in_transaction_session_timeout={IdleInTransactionSeconds}s".Trim(),
        };
    }
}
