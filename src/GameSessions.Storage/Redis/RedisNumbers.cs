using GameSessions.Hosting.Storage;
using StackExchange.Redis;

namespace GameSessions.Storage.Redis;

/// <summary>Runs scripts that take and give whole numbers in a Redis server, with the cache's patience: a server in trouble is left alone. Thread-safe.</summary>
public sealed class RedisNumbers : IAsyncDisposable
{
    private readonly RedisCircuit circuit;

    /// <summary>Begins to connect, and waits for nothing: until the server answers, every call fails at once.</summary>
    /// <param name="opened">Told why the server is left alone from now on, once each time. Must not throw.</param>
    /// <param name="closed">The server answers again. Must not throw.</param>
    public RedisNumbers(RedisAddress address, TimeProvider time, Action<string>? opened = null, Action? closed = null) =>
        circuit = new RedisCircuit(new RedisCacheOptions(address), time, opened, closed);

    /// <summary>The server answers.</summary>
    public bool IsAnswering => circuit.IsClosed;

    /// <param name="script">Lua, which returns a list of whole numbers.</param>
    /// <exception cref="CacheUnavailableException">The server is away, late or unwilling. Whether the script ran is unknown.</exception>
    public async Task<IReadOnlyList<long>> RunAsync(string script, IReadOnlyList<string> keys, IReadOnlyList<long> arguments) =>
        (long[])(await circuit.EvaluateAsync(script, [.. keys.Select(key => (RedisKey)key)], [.. arguments.Select(number => (RedisValue)number)]))!;

    public ValueTask DisposeAsync() => circuit.DisposeAsync();
}
