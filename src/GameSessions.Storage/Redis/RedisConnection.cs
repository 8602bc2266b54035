using GameSessions.Hosting.Storage;
using StackExchange.Redis;

namespace GameSessions.Storage.Redis;

/// <summary>
/// One connection, for as long as it answers. A frozen server lets the library's queue grow without end, and all of it runs after the thaw:
/// so a connection that was late once is given up with whatever waits in it, and never connects again by itself.
/// </summary>
internal sealed class RedisConnection : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);

    /// <summary>What comes so much after its time tells that this process has more to do than it can.</summary>
    private static readonly TimeSpan LateMin = TimeSpan.FromMilliseconds(5);

    /// <summary>After so long an answer, or a turn in line, is not waited for any more, whoever is late.</summary>
    private static readonly TimeSpan LateMax = TimeSpan.FromSeconds(1);

    /// <summary>A server that answers others is waited for so long: what it adds to an answer of ours is bounded.</summary>
    private static readonly TimeSpan BusyMax = TimeSpan.FromMilliseconds(100);

    private readonly ConnectionMultiplexer multiplexer;
    private readonly IDatabase database;
    private readonly TimeSpan commandTimeout;
    private readonly TimeProvider time;
    private readonly RedisLine line;
    private readonly CancellationTokenSource lost = new();
    private long answers;

    private RedisConnection(ConnectionMultiplexer multiplexer, RedisCacheOptions options, TimeProvider time)
    {
        (this.multiplexer, this.time, commandTimeout) = (multiplexer, time, options.CommandTimeout);
        line = new RedisLine(options.InFlightMax, options.WaitingMax, LateMax, time, lost.Token);
        database = multiplexer.GetDatabase(options.Address.Database);
        multiplexer.ConnectionFailed += (_, failure) =>
        {
            Loss = failure.FailureType;
            _ = lost.CancelAsync();
        };
    }

    /// <summary>Ends when the connection does.</summary>
    public CancellationToken Lost => lost.Token;

    /// <summary>Why it ended, unless it was given up.</summary>
    public ConnectionFailureType Loss { get; private set; }

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

    /// <remarks>
    /// A server is in trouble that is silent, not one that answers everybody in turn: in a storm there is a long line, here and there. So whoever gets no
    /// answer in time waits on if another got one meanwhile. Nor is it the server where this process is late: timers overtake all other work, and answers
    /// stand in line to be read. So we stand in that line, too, and see how long it takes.
    /// </remarks>
    /// <exception cref="CacheUnavailableException">Too many stand in line, or it does not move on.</exception>
    /// <exception cref="TimeoutException">No answer in time.</exception>
    /// <exception cref="OperationCanceledException">The connection ended first.</exception>
    public async Task<T> SendAsync<T>(Func<IDatabase, Task<T>> command)
    {
        var answer = await line.SendAsync(() => OffReader(RunAsync(command)));
        var sentAt = time.GetTimestamp();
        while (true)
        {
            var (since, before) = (time.GetTimestamp(), Interlocked.Read(ref answers));
            try
            {
                return await answer.WaitAsync(commandTimeout, time, lost.Token);
            }
            catch (TimeoutException) when (time.GetElapsedTime(sentAt) < LateMax)
            {
                await Task.Factory.StartNew(static () => { }, lost.Token, TaskCreationOptions.PreferFairness, TaskScheduler.Default);
                var isBusy = Interlocked.Read(ref answers) != before && time.GetElapsedTime(sentAt) < BusyMax;
                var areWeLate = time.GetElapsedTime(since) >= commandTimeout + LateMin;
                if (!isBusy && !areWeLate)
                {
                    return await answer.WaitAsync(TimeSpan.Zero, time, lost.Token);
                }
            }
        }
    }

    /// <summary>Gives it up, with everything that it has not sent. Returns at once.</summary>
    public void Dispose()
    {
        _ = lost.CancelAsync();
        // The library's own Dispose waits for answers.
        _ = Task.Run(() => multiplexer.Close(allowCommandsToComplete: false));
    }

    /// <remarks>The library refuses at once what it cannot send; that, too, is an answer.</remarks>
    private async Task<T> RunAsync<T>(Func<IDatabase, Task<T>> command) => await command(database);

    /// <summary>The library ends its tasks on the thread that reads answers; what follows must not hold that up.</summary>
    private Task<T> OffReader<T>(Task<T> answer) => answer.ContinueWith(
        ended =>
        {
            Interlocked.Increment(ref answers);
            line.Leave();
            return ended;
        },
        CancellationToken.None,
        TaskContinuationOptions.None,
        TaskScheduler.Default).Unwrap();

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
