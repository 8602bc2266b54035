using GameSessions.Games;
using GameSessions.Hosting.InMemory;
using GameSessions.Hosting.Storage;
using GameSessions.Simulation.Engine;

namespace GameSessions.Simulation.World;

/// <summary>The cache that all nodes share, and what is wrong with it.</summary>
internal sealed class CacheWeather
{
    public InMemorySessionCache Truth { get; private set; } = new();

    /// <summary>How many commands fail; half of them after they were carried out.</summary>
    public double FailureRate { get; set; }

    /// <summary>How many answers are not what was put there.</summary>
    public double LieRate { get; set; }

    /// <summary>Until when nothing is answered, in virtual time; what was asked for is then carried out all the same.</summary>
    public long FrozenUntil { get; set; }

    public void Flush() => Truth = new InMemorySessionCache();
}

/// <summary>One node's line to the cache: commands take time, in any order, may be given up and carried out later, and answers may be lies.</summary>
internal sealed class SimCache(Scheduler scheduler, SimContext world, SimRandom random, CacheWeather weather) : ISessionCache
{
    /// <summary>Longest time a command or its answer is under way, in ms.</summary>
    private const int LatencyMsMax = 4;

    /// <summary>How long a node waits for it, in ms.</summary>
    private const int PatienceMs = 50;

    public Task<SessionKey?> FindByTokenAsync(TokenHash token) => AskAsync(cache => cache.FindByTokenAsync(token), found => found is { } session ? session with { Player = new PlayerId("mallory") } : null);

    public Task<CachedSession?> FindSessionAsync(SessionKey session) => AskAsync(cache => cache.FindSessionAsync(session), found => found is null ? null : found with { LastAck = random.Next(30) });

    public Task<IReadOnlyList<string>> ReadEventsAsync(GameId game) => AskAsync(cache => cache.ReadEventsAsync(game), Spoil);

    public Task SaveSessionAsync(CachedSession session) => AskAsync(cache => cache.SaveSessionAsync(session));

    public Task AppendEventsAsync(GameId game, string epoch, long first, IReadOnlyList<string> entries) => AskAsync(cache => cache.AppendEventsAsync(game, epoch, first, entries));

    public Task HydrateEventsAsync(GameId game, string epoch, long first, IReadOnlyList<string> entries) => AskAsync(cache => cache.HydrateEventsAsync(game, epoch, first, entries));

    public Task TrimEventsAsync(GameId game, string epoch, long through) => AskAsync(cache => cache.TrimEventsAsync(game, epoch, through));

    public Task DropEventsAsync(GameId game) => AskAsync(cache => cache.DropEventsAsync(game));

    public Task DropSessionAsync(SessionKey session) => AskAsync(cache => cache.DropSessionAsync(session));

    /// <summary>One entry is missing, cut off, changed or there twice.</summary>
    private IReadOnlyList<string> Spoil(IReadOnlyList<string> entries)
    {
        if (entries.Count == 0)
        {
            return entries;
        }

        var at = random.Next(entries.Count);
        var spoilt = entries.ToList();
        switch (random.Next(4))
        {
            case 0:
                spoilt.RemoveAt(at);
                break;
            case 1:
                spoilt[at] = spoilt[at][..random.Next(spoilt[at].Length)];
                break;
            case 2:
                spoilt[at] = spoilt[at].Replace("\"sequence\":", "\"sequence\":1", StringComparison.Ordinal);
                break;
            default:
                spoilt.Insert(at, spoilt[random.Next(spoilt.Count)]);
                break;
        }

        return spoilt;
    }

    private Task<bool> AskAsync(Func<ISessionCache, Task> command) => AskAsync(
        async cache =>
        {
            await command(cache);
            return true;
        },
        done => done);

    /// <summary>Sends a command on its way. It arrives though its node has died or given up.</summary>
    private Task<T> AskAsync<T>(Func<ISessionCache, Task<T>> command, Func<T, T> lie)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var fails = random.Chance(weather.FailureRate);
        if (fails && random.Chance(0.5))
        {
            Later(() => answer.TrySetException(new CacheUnavailableException("simulated: not carried out")));
            return answer.Task;
        }

        scheduler.After(world, TimeSpan.FromMilliseconds(PatienceMs), () => answer.TrySetException(new CacheUnavailableException("simulated: no answer")));
        Later(() =>
        {
            var result = command(weather.Truth).Result;
            Later(() =>
            {
                if (fails)
                {
                    answer.TrySetException(new CacheUnavailableException("simulated: carried out, answer lost"));
                }
                else
                {
                    answer.TrySetResult(random.Chance(weather.LieRate) ? lie(result) : result);
                }
            });
        });
        return answer.Task;
    }

    private void Later(Action action)
    {
        var arrives = scheduler.Now + (TimeSpan.TicksPerMillisecond * random.Next(LatencyMsMax * 1000) / 1000);
        scheduler.At(world, Math.Max(arrives, weather.FrozenUntil), action);
    }
}
