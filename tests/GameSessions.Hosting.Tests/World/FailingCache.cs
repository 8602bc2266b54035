using GameSessions.Games;
using GameSessions.Hosting.InMemory;
using GameSessions.Hosting.Storage;

namespace GameSessions.Hosting.Tests;

/// <summary>The in-memory cache, which a test may let fail, or make say something else.</summary>
internal sealed class FailingCache : ISessionCache
{
    public InMemorySessionCache Inner { get; } = new();

    public bool IsAway { get; set; }

    /// <summary>What is said of every token; null: the truth.</summary>
    public SessionKey? Pointer { get; set; }

    /// <summary>What becomes of the entries that are read.</summary>
    public Func<IReadOnlyList<string>, IReadOnlyList<string>> Entries { get; set; } = entries => entries;

    public Task<SessionKey?> FindByTokenAsync(TokenHash token) => AskAsync(async () => Pointer ?? await Inner.FindByTokenAsync(token));

    public Task<CachedSession?> FindSessionAsync(SessionKey session) => AskAsync(() => Inner.FindSessionAsync(session));

    public Task<IReadOnlyList<string>> ReadEventsAsync(GameId game) => AskAsync(async () => Entries(await Inner.ReadEventsAsync(game)));

    public Task SaveSessionAsync(CachedSession session) => TellAsync(() => Inner.SaveSessionAsync(session));

    public Task AppendEventsAsync(GameId game, string epoch, long first, IReadOnlyList<string> entries) => TellAsync(() => Inner.AppendEventsAsync(game, epoch, first, entries));

    public Task HydrateEventsAsync(GameId game, string epoch, long first, IReadOnlyList<string> entries) => TellAsync(() => Inner.HydrateEventsAsync(game, epoch, first, entries));

    public Task TrimEventsAsync(GameId game, string epoch, long through) => TellAsync(() => Inner.TrimEventsAsync(game, epoch, through));

    public Task DropEventsAsync(GameId game) => TellAsync(() => Inner.DropEventsAsync(game));

    public Task DropSessionAsync(SessionKey session) => TellAsync(() => Inner.DropSessionAsync(session));

    private Task<T> AskAsync<T>(Func<Task<T>> call) => IsAway ? Task.FromException<T>(new CacheUnavailableException("It is frozen.")) : call();

    private Task TellAsync(Func<Task> call) => IsAway ? Task.FromException(new CacheUnavailableException("It is frozen.")) : call();
}
