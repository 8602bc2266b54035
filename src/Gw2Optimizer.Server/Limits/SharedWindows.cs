using System.Globalization;
using GameSessions.Hosting.Storage;
using GameSessions.Storage.Redis;
using Gw2Optimizer.Server.Configuration;
using Gw2Optimizer.Server.Observability.Metrics;

namespace Gw2Optimizer.Server.Limits;

/// <summary>
/// Counts calls on all nodes together, in Redis; without it, or while it is away, each node counts for itself and goes on from what it knew. Thread-safe.
/// </summary>
/// <remarks>
/// Counts only ever grow within a window: whichever of Redis and this process knows more is believed, so that neither a Redis that was emptied nor one that
/// comes back gives anybody a second allowance.
/// </remarks>
/// <param name="redis">Null: this process is the only one.</param>
internal sealed class SharedWindows(ClockWindows own, RedisNumbers? redis, RedisMetrics metrics, Settings settings, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Nodes whose clocks differ by less still find each other's counts.</summary>
    private const int SecondsKeptLonger = 5;

    // What is no number, or no string at all, was put there by somebody else and is written over.
    private const string Script = """
        local function read(key)
          local value = tonumber(redis.pcall('GET', key))
          return value or 0, value and 1 or 0
        end
        local minute, foundMinute = read(KEYS[1])
        local hour, foundHour = read(KEYS[2])
        minute, hour = math.max(minute, ARGV[1]), math.max(hour, ARGV[2])
        local allowed = minute < tonumber(ARGV[3]) and hour < tonumber(ARGV[4])
        if allowed then
          minute, hour = minute + 1, hour + 1
          redis.call('SET', KEYS[1], minute, 'EX', ARGV[5])
          redis.call('SET', KEYS[2], hour, 'EX', ARGV[6])
        end
        return {allowed and 1 or 0, minute, hour, foundMinute + foundHour}
        """;

    private const int KeysRead = 2;

    /// <summary>The count is shared right now.</summary>
    public bool IsShared => redis is { IsAnswering: true };

    public async ValueTask<RateVerdict> TakeAsync(RateClass rateClass, string key, WindowLimits limits)
    {
        var now = ClockHands.At(time.GetUtcNow());
        if (redis is not { IsAnswering: true } shared)
        {
            return own.Take(rateClass, key, limits, now);
        }

        try
        {
            return await TakeAsync(shared, rateClass, key, limits, now);
        }
        catch (CacheUnavailableException)
        {
            return own.Take(rateClass, key, limits, now);
        }
    }

    public ValueTask DisposeAsync() => redis?.DisposeAsync() ?? default;

    private async Task<RateVerdict> TakeAsync(RedisNumbers shared, RateClass rateClass, string key, WindowLimits limits, ClockHands now)
    {
        var known = own.CountsOf(rateClass, key, now);
        var prefix = $"{settings.SessionCache.Namespace}:limit:{rateClass.ToString().ToLowerInvariant()}:{key}";
        var answer = await shared.RunAsync(
            Script,
            [string.Create(CultureInfo.InvariantCulture, $"{prefix}:m{now.Minute}"), string.Create(CultureInfo.InvariantCulture, $"{prefix}:h{now.Hour}")],
            [known.Minute, known.Hour, limits.PerMinute, limits.PerHour, now.SecondsLeftInMinute + SecondsKeptLonger, now.SecondsLeftInHour + SecondsKeptLonger]);
        var counts = new WindowCounts((int)answer[1], (int)answer[2]);
        metrics.LookedUp(found: answer[3], missed: KeysRead - answer[3]);
        own.Learn(rateClass, key, counts, now);
        return RateVerdict.Of(answer[0] is 1, counts, limits, now);
    }
}
