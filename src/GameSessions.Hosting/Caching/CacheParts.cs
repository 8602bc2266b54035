using GameSessions.Hosting.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GameSessions.Hosting.Caching;

/// <summary>The cache in front of the store, and how it is used.</summary>
/// <param name="Cache">Null: this node has none, whatever the flag says.</param>
/// <param name="Key">Signs what is kept, so that nobody who can write to the cache can change a game; the same on every node.</param>
/// <param name="Configured">What this node was started with; stands until an operator changes it.</param>
/// <param name="Log">Of the context <see cref="LogContext"/>.</param>
public sealed record CacheParts(ISessionCache? Cache, ReadOnlyMemory<byte> Key, ReadThrough Configured, ILogger Log)
{
    public static CacheParts None { get; } = new(null, default, new ReadThrough(Enabled: false, Percent: 100), NullLogger.Instance);

    /// <summary>Under which operators look for everything that is logged here.</summary>
    public const string LogContext = "GameSessionRegistryRedis";
}
