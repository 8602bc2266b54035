using GameSessions.Hosting.InMemory;
using GameSessions.Hosting.Storage;
using GameSessions.Storage.Redis;
using GameSessions.Storage.Tests.Redis;
using RealStores;

namespace GameSessions.Storage.Tests.Contracts;

/// <summary>A cache that the contract is held against, empty at first, that keeps <see cref="Retention"/> entries of a game.</summary>
public abstract class TestCache : IAsyncDisposable
{
    public const int Retention = 8;

    public abstract ISessionCache Cache { get; }

    /// <summary>Skips the test where the cache is not to be had here.</summary>
    public abstract Task OpenAsync();

    public abstract ValueTask DisposeAsync();
}

public sealed class InMemoryTestCache : TestCache
{
    public override ISessionCache Cache { get; } = new InMemorySessionCache(Retention);

    public override Task OpenAsync() => Task.CompletedTask;

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>On a server of its own.</summary>
public sealed class RedisTestCache : TestCache
{
    private RedisServer? server;
    private RedisSessionCache? cache;

    public override ISessionCache Cache => cache!;

    public override async Task OpenAsync()
    {
        server = await InstalledRedis.StartAsync();
        cache = RedisCaches.Make(server, options => options with { Retention = Retention });
        await cache.AnswersAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        if (cache is not null)
        {
            await cache.DisposeAsync();
        }

        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }
}

public sealed class InMemorySessionCacheTests : SessionCacheContract<InMemoryTestCache>;

public sealed class RedisSessionCacheTests : SessionCacheContract<RedisTestCache>;
