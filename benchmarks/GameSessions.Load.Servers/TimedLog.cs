using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using GameSessions.Games;
using GameSessions.Hosting.Storage;
using GameSessions.Log;

namespace GameSessions.Load.Servers;

/// <summary>A log that remembers when the newest events were on disk, by the monotonic clock that all processes share.</summary>
internal sealed class TimedLog(IEventLog log) : IEventLog
{
    private const int CommitsMax = 65_536;
    private readonly ConcurrentQueue<(GameId Game, long Sequence, long At)> commits = new();

    /// <summary>One line a commit: game, sequence, ticks. Told once.</summary>
    public string TakeCommits()
    {
        var text = new StringBuilder();
        while (commits.TryDequeue(out var commit))
        {
            text.Append(CultureInfo.InvariantCulture, $"{commit.Game} {commit.Sequence} {commit.At}\n");
        }

        return text.ToString();
    }

    public async Task<IReadOnlyList<AppendOutcome>> AppendAsync(NodeId node, IReadOnlyList<Append> batch)
    {
        var outcomes = await log.AppendAsync(node, batch);
        var at = Stopwatch.GetTimestamp();
        foreach (var append in batch)
        {
            commits.Enqueue((append.GameId, append.HeadAfter, at));
        }

        while (commits.Count > CommitsMax)
        {
            commits.TryDequeue(out _);
        }

        return outcomes;
    }

    public Task<StoredGame?> FindAsync(GameId id) => log.FindAsync(id);

    public Task<IReadOnlyList<RecordedEvent>> ReadAsync(GameId id, long after, int limit, string? epoch = null) => log.ReadAsync(id, after, limit, epoch);

    public Task<AppendOutcome.Repeated?> FindCommandAsync(GameId id, PlayerId player, CommandId command) => log.FindCommandAsync(id, player, command);

    public Task SaveSnapshotAsync(GameId id, Snapshot snapshot, string? epoch = null) => log.SaveSnapshotAsync(id, snapshot, epoch);

    public Task<IReadOnlyList<GameId>> FindDueAsync(long now, int limit) => log.FindDueAsync(now, limit);

    public Task<IReadOnlyList<GameId>> FindSeatedAsync(PlayerId player, string kindLeftOut, int skip, int limit) => log.FindSeatedAsync(player, kindLeftOut, skip, limit);

    public Task<int> CountOpenAsync(PlayerId player, string kindLeftOut) => log.CountOpenAsync(player, kindLeftOut);

    public Task<IReadOnlyList<(GameId Game, long Sequence)>> FindOpenReactionsAsync(long now, int limit) => log.FindOpenReactionsAsync(now, limit);

    public Task CloseReactionAsync(GameId game, long sequence, string? epoch = null) => log.CloseReactionAsync(game, sequence, epoch);

    public Task PostponeReactionAsync(GameId game, long sequence, long dueAt) => log.PostponeReactionAsync(game, sequence, dueAt);

    public Task<int> PruneAsync(long before, int gamesMax) => log.PruneAsync(before, gamesMax);

    public Task<string> ReadEpochAsync() => log.ReadEpochAsync();
}
