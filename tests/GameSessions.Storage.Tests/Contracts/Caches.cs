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

/// <summary>A namespace of its own on a server that the tests of the contract share.</summary>
public sealed class RedisTestCache : TestCache
{
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static RedisServer? server;
    private static int users;
    private static int made;

    private RedisSessionCache? cache;

    public override ISessionCache Cache => cache!;

    public override async Task OpenAsync()
    {
        await Gate.WaitAsync();
        try
        {
            server ??= await InstalledRedis.StartAsync();
            users++;
        }
        finally
        {
            Gate.Release();
        }

        cache = RedisCaches.Make(server, options => options with { Namespace = $"contract-{Interlocked.Increment(ref made)}", Retention = Retention });
        await cache.AnswersAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        if (cache is null)
        {
            return;
        }

        await cache.DisposeAsync();
        await Gate.WaitAsync();
        try
        {
            if (--users == 0)
            {
                await server!.DisposeAsync();
                server = null;
            }
        }
        finally
        {
            Gate.Release();
        }
    }
}

public sealed class InMemorySessionCacheTests : SessionCacheContract<InMemoryTestCache>;

public sealed class RedisSessionCacheTests : SessionCacheContract<RedisTestCache>;
