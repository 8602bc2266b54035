using GameSessions.Games;
using GameSessions.Hosting.InMemory;
using GameSessions.Hosting.Storage;

namespace GameSessions.Storage.Tests.Redis;

/// <summary>Writes of several nodes in any order, early, late and twice: both kinds of cache hold the same, and nothing that must not be there.</summary>
public sealed class RedisTwinTests : RedisServerTest
{
    private const int Retention = 6;
    private const int Steps = 1_000;
    private const int Tokens = 4;

    private static readonly PlayerId[] Players = [new("ann"), new("bob")];
    private static readonly string[] Epochs = ["one", "two", "three"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Redis_and_its_twin_hold_the_same_after_every_write(int seed)
    {
        await UseAsync(options => options with { Retention = Retention });
        var twin = new InMemorySessionCache(Retention);
        var random = new Random(seed);
        Dictionary<string, long> trimmed = [];

        for (var step = 0; step < Steps; step++)
        {
            // Now and then all is forgotten, or the epochs would soon be used up.
            var write = step % 50 == 0 ? Forget : NextWrite(random, trimmed);
            await write(Cache);
            await write(twin);

            var entries = await Cache.ReadEventsAsync(Game);
            entries.ShouldBe(await twin.ReadEventsAsync(Game), $"step {step}");
            ShouldBeSound(entries, trimmed, step);
            foreach (var player in Players)
            {
                var session = new SessionKey(Game, player);
                (await Cache.FindSessionAsync(session)).ShouldBe(await twin.FindSessionAsync(session), $"step {step}");
            }

            for (var token = 0; token < Tokens; token++)
            {
                (await Cache.FindByTokenAsync(TokenOf(token))).ShouldBe(await twin.FindByTokenAsync(TokenOf(token)), $"step {step}");
            }

            if (write == Forget)
            {
                trimmed.Clear();
            }
        }
    }

    private static Func<ISessionCache, Task> NextWrite(Random random, Dictionary<string, long> trimmed)
    {
        // The epoch moves on seldom, and old nodes remain.
        var epoch = Epochs[random.Next(20) switch { 0 => 2, 1 or 2 => 1, _ => 0 }];
        var first = random.Next(1, 30);
        string[] entries = [.. Enumerable.Range(first, random.Next(0, 9)).Select(sequence => $"{epoch} {sequence}")];
        var session = new CachedSession(new SessionKey(Game, Players[random.Next(2)]), epoch, TokenOf(random.Next(Tokens)), random.Next(4), random.Next(4));
        switch (random.Next(12))
        {
            case 0:
                return cache => cache.SaveSessionAsync(session);
            case 1:
                return random.Next(5) == 0 ? cache => cache.DropSessionAsync(session.Session) : cache => cache.SaveSessionAsync(session);
            case 2 or 3:
                return cache => cache.HydrateEventsAsync(Game, epoch, first, entries);
            case 4:
                var through = random.Next(0, 20);
                trimmed[epoch] = Math.Max(trimmed.GetValueOrDefault(epoch), through);
                return cache => cache.TrimEventsAsync(Game, epoch, through);
            default:
                return cache => cache.AppendEventsAsync(Game, epoch, first, entries);
        }
    }

    private static Task Forget(ISessionCache cache) => cache.DropEventsAsync(Game);

    private static TokenHash TokenOf(int number) => new($"token-{number}");

    /// <summary>Of one epoch, without a gap, no more than are kept, and nothing that the epoch was trimmed through before it was replaced.</summary>
    private static void ShouldBeSound(IReadOnlyList<string> entries, Dictionary<string, long> trimmed, int step)
    {
        if (entries.Count == 0)
        {
            return;
        }

        var epoch = entries[0].Split(' ')[0];
        var first = int.Parse(entries[0].Split(' ')[1]);
        entries.ShouldBe(Enumerable.Range(first, entries.Count).Select(sequence => $"{epoch} {sequence}"), $"step {step}");
        entries.Count.ShouldBeLessThanOrEqualTo(Retention);
        first.ShouldBeGreaterThan((int)trimmed.GetValueOrDefault(epoch), $"step {step}");
    }
}
