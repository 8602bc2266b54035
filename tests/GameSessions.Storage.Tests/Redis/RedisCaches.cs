using System.Diagnostics;
using GameSessions.Storage.Redis;
using RealStores;

namespace GameSessions.Storage.Tests.Redis;

internal static class RedisCaches
{
    /// <summary>A machine that runs many tests at once answers late without being in trouble.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static RedisSessionCache Make(RedisServer server, Func<RedisCacheOptions, RedisCacheOptions>? with = null, Action<string>? opened = null, Action? closed = null)
    {
        var options = new RedisCacheOptions(new RedisAddress("127.0.0.1", server.Port)) { CommandTimeout = Patience, ProbeInterval = TimeSpan.FromMilliseconds(20), ProbeIntervalMax = TimeSpan.FromMilliseconds(200) };
        return new RedisSessionCache(with?.Invoke(options) ?? options, TimeProvider.System, opened, closed);
    }

    public static async Task AnswersAsync(this RedisSessionCache cache)
    {
        for (var watch = Stopwatch.StartNew(); !cache.IsAnswering; await Task.Delay(5))
        {
            watch.Elapsed.ShouldBeLessThan(Patience, "the cache does not answer");
        }
    }
}
