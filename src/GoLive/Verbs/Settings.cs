using GameSessions.Storage.Redis;
using GoLive.Gates;
using GoLive.Probes;

namespace GoLive.Verbs;

/// <summary>What the operator said, by options and by variables; see <see cref="Commands.CommonOptions"/>.</summary>
internal sealed record Settings
{
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>The nodes, each by itself: players are sent to all of them in turn.</summary>
    public required IReadOnlyList<Uri> Servers { get; init; }

    public required Uri Pages { get; init; }

    public required IReadOnlyList<Uri> Metrics { get; init; }

    public string? MetricsToken => Variables.GetValueOrDefault("METRICS_TOKEN");

    /// <summary>Null: gates measure by scrapes of their own.</summary>
    public required Uri? Prometheus { get; init; }

    public required string EvidenceRoot { get; init; }

    public required SloFile Slo { get; init; }

    public required IReadOnlyList<string> LogFiles { get; init; }

    public required string? Journal { get; init; }

    public required string? Compose { get; init; }

    public required bool Json { get; init; }

    public required bool DryRun { get; init; }

    public required bool Drill { get; init; }

    public required string? Sign { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>A name's own key, made on its first use.</summary>
    public string KeyFile(string name) => Path.Combine(
        Variables.GetValueOrDefault("GOLIVE_KEYS") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".golive"),
        $"{string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-'))}.pem");

    /// <summary>The first node.</summary>
    public Uri Server => Servers[0];

    /// <summary>An operator waits longer for an answer than a player.</summary>
    private static readonly TimeSpan CachePatience = TimeSpan.FromSeconds(2);

    /// <summary>The session cache, once it answers.</summary>
    /// <exception cref="ProbeException">It does not.</exception>
    public async Task<RedisSessionCache> OpenCacheAsync(CancellationToken cancellationToken)
    {
        var options = RequireCache();
        var cache = new RedisSessionCache(options with { CommandTimeout = CachePatience }, Time);
        for (var start = Time.GetTimestamp(); !cache.IsAnswering; await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken))
        {
            if (Time.GetElapsedTime(start) > CachePatience)
            {
                await cache.DisposeAsync();
                throw ProbeException.Fail($"{options.Address} does not answer", "Is Redis up, and is SESSION_REDIS_URL or REDIS_URL its address from here?");
            }
        }

        return cache;
    }

    /// <exception cref="UsageException">Nobody named a Redis, or not so that it can be understood.</exception>
    public RedisCacheOptions RequireCache()
    {
        var url = Variables.GetValueOrDefault("SESSION_REDIS_URL")
            ?? (Variables.GetValueOrDefault("SESSION_REDIS_HOST") is { Length: > 0 } host ? $"redis://{host}:{Variables.GetValueOrDefault("SESSION_REDIS_PORT") ?? "6379"}/{Variables.GetValueOrDefault("SESSION_REDIS_DB") ?? "0"}" : null)
            ?? Variables.GetValueOrDefault("REDIS_URL")
            ?? throw new UsageException("No Redis is named.", "Set SESSION_REDIS_URL or REDIS_URL, or say --redis URL.");
        return RedisAddress.TryParse(url, out var address, out var problem)
            ? new RedisCacheOptions(address with { Password = address.Password ?? Variables.GetValueOrDefault("SESSION_REDIS_PASSWORD") }) { Namespace = Variables.GetValueOrDefault("SESSION_REDIS_NAMESPACE") ?? "gsr" }
            : throw new UsageException($"The URL of Redis {problem}.");
    }
}
