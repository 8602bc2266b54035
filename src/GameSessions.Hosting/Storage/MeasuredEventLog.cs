using GameSessions.Games;
using GameSessions.Log;

namespace GameSessions.Hosting.Storage;

/// <summary>A log whose appends and reads are measured.</summary>
internal sealed class MeasuredEventLog(IEventLog log, StoreMetrics metrics) : IEventLog
{
    public Task<IReadOnlyList<AppendOutcome>> AppendAsync(NodeId node, IReadOnlyList<Append> batch) => metrics.MeasureAsync("append", log.AppendAsync(node, batch));

    public Task<StoredGame?> FindAsync(GameId id) => log.FindAsync(id);

    public Task<IReadOnlyList<RecordedEvent>> ReadAsync(GameId id, long after, int limit, string? epoch = null) =>
        metrics.MeasureAsync("read_events", log.ReadAsync(id, after, limit, epoch));

    public Task<AppendOutcome.Repeated?> FindCommandAsync(GameId id, PlayerId player, CommandId command) => log.FindCommandAsync(id, player, command);

    public Task SaveSnapshotAsync(GameId id, Snapshot snapshot, string? epoch = null) => log.SaveSnapshotAsync(id, snapshot, epoch);

    public Task<IReadOnlyList<GameId>> FindDueAsync(long now, int limit) => log.FindDueAsync(now, limit);

    public Task<IReadOnlyList<(GameId Game, long Sequence)>> FindOpenReactionsAsync(long now, int limit) => log.FindOpenReactionsAsync(now, limit);

    public Task CloseReactionAsync(GameId game, long sequence, string? epoch = null) => log.CloseReactionAsync(game, sequence, epoch);

    public Task PostponeReactionAsync(GameId game, long sequence, long dueAt) => log.PostponeReactionAsync(game, sequence, dueAt);

    public Task<IReadOnlyList<GameId>> FindSeatedAsync(PlayerId player, string kindLeftOut, int skip, int limit) => log.FindSeatedAsync(player, kindLeftOut, skip, limit);

    public Task<int> CountOpenAsync(PlayerId player, string kindLeftOut) => log.CountOpenAsync(player, kindLeftOut);

    public Task<int> PruneAsync(long before, int gamesMax) => metrics.MeasureAsync("prune", log.PruneAsync(before, gamesMax));

    public Task<string> ReadEpochAsync() => log.ReadEpochAsync();
}
