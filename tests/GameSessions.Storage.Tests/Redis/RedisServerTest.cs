using GameSessions.Games;
using GameSessions.Hosting.Storage;
using GameSessions.Storage.Redis;
using RealStores;
using static GameSessions.Storage.Tests.Contracts.Sample;

namespace GameSessions.Storage.Tests.Redis;

/// <summary>A test with a server and a cache of its own, that it may ill-treat.</summary>
public abstract class RedisServerTest : IAsyncLifetime
{
    protected const string Epoch = "an-epoch";
    protected static readonly GameId Game = new("a:game");
    protected static readonly SessionKey Session = new(Game, Ann);
    protected static readonly TokenHash Token = new("a-token");

    protected RedisServer Server { get; private set; } = null!;

    protected RedisSessionCache Cache { get; private set; } = null!;

    /// <summary>What the cache reported, in order: why it opened, or null where it closed again.</summary>
    protected List<string?> Reports { get; } = [];

    public virtual async ValueTask InitializeAsync()
    {
        Server = await InstalledRedis.StartAsync();
        Cache = await MakeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Cache is not null)
        {
            await Cache.DisposeAsync();
            await Server.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>In the place of the test's cache.</summary>
    protected async Task UseAsync(Func<RedisCacheOptions, RedisCacheOptions> with)
    {
        await Cache.DisposeAsync();
        Cache = await MakeAsync(with);
    }

    protected Task AppendAsync(int first, int last) => Cache.AppendEventsAsync(Game, Epoch, first, Entries(first, last));

    protected Task HydrateAsync(int first, int last) => Cache.HydrateEventsAsync(Game, Epoch, first, Entries(first, last));

    protected Task SaveAsync(long generation, long lastAck = 0) => Cache.SaveSessionAsync(new CachedSession(Session, Epoch, Token, lastAck, generation));

    protected async Task ShouldHold(int first, int last) => (await Cache.ReadEventsAsync(Game)).ShouldBe(Entries(first, last));

    protected static async Task<CacheUnavailableException> ShouldFail(Func<Task> call) => await Should.ThrowAsync<CacheUnavailableException>(call);

    protected static async Task ShouldBeSpoilt(Func<Task> call) => (await ShouldFail(call)).IsSpoilt.ShouldBeTrue();

    private static string[] Entries(int first, int last) => [.. Enumerable.Range(first, last - first + 1).Select(sequence => $"entry {sequence}")];

    private async Task<RedisSessionCache> MakeAsync(Func<RedisCacheOptions, RedisCacheOptions>? with = null)
    {
        var cache = RedisCaches.Make(Server, with, Reports.Add, () => Reports.Add(null));
        await cache.AnswersAsync();
        return cache;
    }
}
