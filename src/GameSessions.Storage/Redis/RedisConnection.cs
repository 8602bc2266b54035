using StackExchange.Redis;

namespace GameSessions.Storage.Redis;

/// <summary>
/// One connection, for as long as it answers. A frozen server lets the library's queue grow without end, and all of it runs after the thaw:
/// so a connection that was late once is given up with whatever waits in it, and never connects again by itself.
/// </summary>
internal sealed class RedisConnection : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(1);

    private readonly ConnectionMultiplexer multiplexer;
    private readonly IDatabase database;
    private readonly TimeSpan commandTimeout;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource lost = new();

    private RedisConnection(ConnectionMultiplexer multiplexer, RedisCacheOptions options, TimeProvider time)
    {
        (this.multiplexer, this.time, commandTimeout) = (multiplexer, time, options.CommandTimeout);
        database = multiplexer.GetDatabase(options.Address.Database);
        multiplexer.ConnectionFailed += (_, _) => _ = lost.CancelAsync();
    }

    /// <summary>Ends when the connection does.</summary>
    public CancellationToken Lost => lost.Token;

    /// <summary>Connects, and sees that the server answers in time.</summary>
    /// <exception cref="RedisException">It cannot be reached, or refuses.</exception>
    /// <exception cref="TimeoutException">It does not answer.</exception>
    public static async Task<RedisConnection> OpenAsync(RedisCacheOptions options, TimeProvider time)
    {
        var connection = new RedisConnection(await ConnectionMultiplexer.ConnectAsync(Configure(options.Address)), options, time);
        try
        {
            // The first command of a process takes its time here, not at the server.
            await connection.database.PingAsync().WaitAsync(ConnectTimeout, time);
            await connection.SendAsync(database => database.PingAsync());
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <exception cref="TimeoutException">No answer in time.</exception>
    /// <exception cref="OperationCanceledException">The connection ended first.</exception>
    public Task<T> SendAsync<T>(Func<IDatabase, Task<T>> command) =>
        OffReader(command(database)).WaitAsync(commandTimeout, time, lost.Token);

    /// <summary>Gives it up, with everything that it has not sent. Returns at once.</summary>
    public void Dispose()
    {
        _ = lost.CancelAsync();
        // The library's own Dispose waits for answers.
        _ = Task.Run(() => multiplexer.Close(allowCommandsToComplete: false));
    }

    /// <summary>The library ends its tasks on the thread that reads answers; what follows must not hold that up.</summary>
    private static Task<T> OffReader<T>(Task<T> answer) =>
        answer.ContinueWith(static ended => ended, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Unwrap();

    private static ConfigurationOptions Configure(RedisAddress address) => new()
    {
        EndPoints = { { address.Host, address.Port } },
        Password = address.Password,
        Ssl = address.UsesTls,
        SslHost = address.UsesTls ? address.Host : null,
        ClientName = "game-sessions",
        ConnectTimeout = (int)ConnectTimeout.TotalMilliseconds,
        SyncTimeout = (int)ConnectTimeout.TotalMilliseconds,
        ConnectRetry = 1,
        AbortOnConnectFail = true,
        // One server, and nothing published: no second connection, and no keys of the library's own.
        CommandMap = CommandMap.Create(["SUBSCRIBE", "CONFIG", "CLUSTER"], available: false),
        TieBreaker = "",
        ConfigurationChannel = "",
        DefaultVersion = new Version(6, 0),
    };
}
