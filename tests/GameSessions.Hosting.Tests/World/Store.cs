using System.Runtime.CompilerServices;
using GameSessions.Games;
using GameSessions.Hosting.InMemory;
using GameSessions.Hosting.Storage;
using GameSessions.Log;
using GameSessions.Testing;

namespace GameSessions.Hosting.Tests;

/// <summary>The in-memory store, each of whose calls a test may hold back or let fail, by the name of its method.</summary>
internal sealed class Store(InMemoryStore inner, OneThread thread) : IEventLog, INodeRows, ISessionStore, ICommitFeed
{
    private readonly Dictionary<string, TaskCompletionSource> heldBefore = [];
    private readonly Dictionary<string, TaskCompletionSource> heldAfter = [];
    private readonly HashSet<string> failing = [];
    private readonly HashSet<string> losing = [];
    private readonly Dictionary<string, int> lastCalls = [];
    private readonly Dictionary<string, int> calls = [];

    /// <summary>Waits for the feed that have not ended.</summary>
    public int FeedWaits { get; private set; }

    /// <summary>Calls of this method so far.</summary>
    public int Calls(string method) => calls.GetValueOrDefault(method);

    /// <summary>Calls of this method wait before the store has heard of them.</summary>
    public void Hold(string method) => heldBefore[method] = new TaskCompletionSource();

    /// <summary>Calls of this method are done, but their answers wait.</summary>
    public void HoldAnswer(string method) => heldAfter[method] = new TaskCompletionSource();

    /// <summary>Calls of this method throw.</summary>
    public void Fail(params IEnumerable<string> methods) => failing.UnionWith(methods);

    /// <summary>So many more calls of this method are answered; the others throw.</summary>
    public void FailAfter(string method, int calls) => lastCalls[method] = Calls(method) + calls;

    /// <summary>So many more calls of this method are answered; the others are done, and throw.</summary>
    public void LoseAnswersAfter(string method, int calls)
    {
        FailAfter(method, calls);
        losing.Add(method);
    }

    /// <summary>Nothing fails any more, and what was held goes on.</summary>
    public void Recover() => thread.Run(() =>
    {
        failing.Clear();
        losing.Clear();
        lastCalls.Clear();
        foreach (var held in (TaskCompletionSource[])[.. heldBefore.Values, .. heldAfter.Values])
        {
            held.TrySetResult();
        }

        heldBefore.Clear();
        heldAfter.Clear();
    });

    public Task<IReadOnlyList<AppendOutcome>> AppendAsync(NodeId node, IReadOnlyList<Append> batch) => AskAsync(() => inner.AppendAsync(node, batch));

    public Task<StoredGame?> FindAsync(GameId id) => AskAsync(() => inner.FindAsync(id));

    public Task<IReadOnlyList<RecordedEvent>> ReadAsync(GameId id, long after, int limit, string? epoch = null) => AskAsync(() => inner.ReadAsync(id, after, limit, epoch));

    public Task<AppendOutcome.Repeated?> FindCommandAsync(GameId id, PlayerId player, CommandId command) => AskAsync(() => inner.FindCommandAsync(id, player, command));

    public Task SaveSnapshotAsync(GameId id, Snapshot snapshot, string? epoch = null) => AskAsync(() => inner.SaveSnapshotAsync(id, snapshot, epoch));

    public Task<IReadOnlyList<GameId>> FindDueAsync(long now, int limit) => AskAsync(() => inner.FindDueAsync(now, limit));

    public Task<IReadOnlyList<GameId>> FindSeatedAsync(PlayerId player, string kindLeftOut, int skip, int limit) => AskAsync(() => inner.FindSeatedAsync(player, kindLeftOut, skip, limit));

    public Task<int> CountOpenAsync(PlayerId player, string kindLeftOut) => AskAsync(() => inner.CountOpenAsync(player, kindLeftOut));

    public Task<IReadOnlyList<(GameId Game, long Sequence)>> FindOpenReactionsAsync(long now, int limit) => AskAsync(() => inner.FindOpenReactionsAsync(now, limit));

    public Task CloseReactionAsync(GameId game, long sequence, string? epoch = null) => AskAsync(() => inner.CloseReactionAsync(game, sequence, epoch));

    public Task PostponeReactionAsync(GameId game, long sequence, long dueAt) => AskAsync(() => inner.PostponeReactionAsync(game, sequence, dueAt));

    public Task<string> ReadEpochAsync() => AskAsync(inner.ReadEpochAsync);

    public Task<long> ReadClockAsync() => AskAsync(inner.ReadClockAsync);

    public Task<Beat> BeatAsync(NodeId node, long endedAfter) => AskAsync(() => inner.BeatAsync(node, endedAfter));

    public Task<SessionKey?> FindByTokenAsync(TokenHash token, long now) => AskAsync(() => inner.FindByTokenAsync(token, now));

    public Task<OpenedSession?> OpenAsync(SessionKey session, TokenHash? presented, TokenHash issued, long now, long expiresAt, string? epoch = null) =>
        AskAsync(() => inner.OpenAsync(session, presented, issued, now, expiresAt, epoch));

    public Task ProveAsync(SessionKey session, TokenHash token) => AskAsync(() => inner.ProveAsync(session, token));

    public Task<IReadOnlyList<long>> AckAsync(IReadOnlyList<Ack> acks) => AskAsync(() => inner.AckAsync(acks));

    public Task CloseAsync(SessionKey session, long generation, long now, long expiresAt) => AskAsync(() => inner.CloseAsync(session, generation, now, expiresAt));

    public Task TouchAsync(SessionKey session, long now, long expiresAt) => AskAsync(() => inner.TouchAsync(session, now, expiresAt));

    public Task<IReadOnlyList<(SessionKey Session, long Generation)>> RevokeAsync(PlayerId player) => AskAsync(() => inner.RevokeAsync(player));

    public Task<IReadOnlyList<StoredSession>> FindSessionsAsync(GameId game) => AskAsync(() => inner.FindSessionsAsync(game));

    public Task<IReadOnlyList<long>> FindFloorsAsync(IReadOnlyList<GameId> games) => AskAsync(() => inner.FindFloorsAsync(games));

    public Task<int> PruneAsync(long before, int gamesMax) => AskAsync(() => inner.PruneAsync(before, gamesMax));

    public Task<FeedCursor> ReadHeadAsync() => AskAsync(inner.ReadHeadAsync);

    public Task<FeedPage> ReadAsync(FeedCursor after) => AskAsync(() => inner.ReadAsync(after), "ReadFeedAsync");

    public async Task WaitAsync(CancellationToken cancellation)
    {
        FeedWaits++;
        try
        {
            await inner.WaitAsync(cancellation);
        }
        finally
        {
            FeedWaits--;
        }
    }

    private Task<bool> AskAsync(Func<Task> call, [CallerMemberName] string method = "") => AskAsync(
        async () =>
        {
            await call();
            return true;
        },
        method);

    private async Task<T> AskAsync<T>(Func<Task<T>> call, [CallerMemberName] string method = "")
    {
        calls[method] = Calls(method) + 1;
        var isTooLate = lastCalls.TryGetValue(method, out var last) && Calls(method) > last;
        if (failing.Contains(method) || (isTooLate && !losing.Contains(method)))
        {
            throw new StorageUnavailableException("The disk is full.");
        }

        if (heldBefore.TryGetValue(method, out var before))
        {
            await before.Task;
        }

        var answer = await call();
        if (heldAfter.TryGetValue(method, out var after))
        {
            await after.Task;
        }

        return isTooLate ? throw new StorageUnavailableException("The answer is lost.") : answer;
    }
}
