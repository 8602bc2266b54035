using GameSessions.Hosting.Storage;
using StackExchange.Redis;

namespace GameSessions.Storage.Redis;

/// <summary>
/// Keeps a server that is in trouble out of the way: a command that gets no answer opens the circuit and gives the connection up, and then
/// every command fails at once until a new connection answers. Thread-safe.
/// </summary>
internal sealed class RedisCircuit : IAsyncDisposable
{
    private readonly RedisCacheOptions options;
    private readonly TimeProvider time;
    private readonly Action<string>? opened;
    private readonly Action? closed;
    private readonly CancellationTokenSource stop = new();

    private volatile RedisConnection? current;
    private volatile string reason = "not connected yet";
    private volatile Task recovery;
    private bool isReported;
    private long refusals;

    /// <param name="opened">Told why, once each time. Must not throw.</param>
    /// <param name="closed">Called after <paramref name="opened"/>, when the server answers again. Must not throw.</param>
    public RedisCircuit(RedisCacheOptions options, TimeProvider time, Action<string>? opened, Action? closed)
    {
        (this.options, this.time, this.opened, this.closed) = (options, time, opened, closed);
        recovery = Task.Run(() => RecoverAsync(TimeSpan.Zero));
    }

    public bool IsClosed => current is not null;

    /// <summary>Commands that the server answered with an error.</summary>
    public long Refusals => Interlocked.Read(ref refusals);

    /// <exception cref="CacheUnavailableException">The circuit is open, or this command opened it; too many wait; or the server refused it.</exception>
    public async Task<T> RunAsync<T>(Func<IDatabase, Task<T>> command)
    {
        var connection = current ?? throw new CacheUnavailableException($"The cache is left alone: {reason}.");
        try
        {
            return await connection.SendAsync(command);
        }
        catch (RedisServerException e)
        {
            // The server is well and says no: it is full, or a replica, or has something else under the key.
            Interlocked.Increment(ref refusals);
            throw new CacheUnavailableException(e.Message, e) { IsSpoilt = IsSpoilt(e) };
        }
        catch (Exception e) when (e is not CacheUnavailableException)
        {
            var cause = e is OperationCanceledException ? Describe(connection.Loss) : Describe(e);
            Open(connection, cause);
            throw new CacheUnavailableException($"The cache failed: {cause}.", e);
        }
    }

    /// <exception cref="CacheUnavailableException">As for <see cref="RunAsync{T}"/>.</exception>
    public async Task<RedisResult> EvaluateAsync(string script, RedisKey[] keys, RedisValue[] arguments)
    {
        try
        {
            return await RunAsync(database => database.ScriptEvaluateAsync(script, keys, arguments));
        }
        catch (CacheUnavailableException e) when (e.InnerException?.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal) == true)
        {
            // Somebody flushed the server's scripts. The library has noticed, and sends this one again.
            return await RunAsync(database => database.ScriptEvaluateAsync(script, keys, arguments));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        reason = "it is closed";
        Interlocked.Exchange(ref current, null)?.Dispose();
        await recovery;
    }

    private static bool IsSpoilt(RedisServerException e) =>
        e.Message.StartsWith("SPOILT", StringComparison.Ordinal) || e.Message.StartsWith("WRONGTYPE", StringComparison.Ordinal);

    private void Open(RedisConnection connection, string cause)
    {
        // Many commands fail with one connection; the first to say so opens.
        if (Interlocked.CompareExchange(ref current, null, connection) == connection)
        {
            reason = cause;
            connection.Dispose();
            Report(cause);
            recovery = Task.Run(() => RecoverAsync(options.ProbeInterval));
        }
    }

    private async Task RecoverAsync(TimeSpan firstPause)
    {
        try
        {
            await Task.Delay(firstPause, time, stop.Token);
            for (var pause = options.ProbeInterval; !await TryCloseAsync(); pause = pause * 2 < options.ProbeIntervalMax ? pause * 2 : options.ProbeIntervalMax)
            {
                await Task.Delay(pause, time, stop.Token);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nobody wants it any more.
        }
    }

    private async Task<bool> TryCloseAsync()
    {
        try
        {
            Close(await RedisConnection.OpenAsync(options, time));
            return true;
        }
        catch (Exception e)
        {
            reason = Describe(e);
            Report(reason);
            return false;
        }
    }

    private void Close(RedisConnection connection)
    {
        if (isReported)
        {
            isReported = false;
            closed?.Invoke();
        }

        current = connection;
        // Also where it is lost already.
        connection.Lost.Register(() => Open(connection, Describe(connection.Loss)));
        if (stop.IsCancellationRequested)
        {
            Interlocked.Exchange(ref current, null)?.Dispose();
        }
    }

    /// <remarks>Whoever reports has just opened the circuit, or tries to close it: there is one at a time.</remarks>
    private void Report(string cause)
    {
        if (!isReported)
        {
            isReported = true;
            opened?.Invoke(cause);
        }
    }

    private string Describe(Exception e) => e switch
    {
        TimeoutException => $"no answer within {options.CommandTimeout.TotalMilliseconds} ms",
        RedisConnectionException failure => Describe(failure.FailureType),
        _ => e.Message,
    };

    private string Describe(ConnectionFailureType failure) => failure switch
    {
        // Given up for what another command met.
        ConnectionFailureType.None => reason,
        // The library does not tell the two apart.
        ConnectionFailureType.UnableToConnect => "no server can be reached, or it refuses the password",
        _ => $"the connection is lost ({failure})",
    };
}
