using GameSessions.Games;
using GameSessions.Log;

namespace GameSessions.Hosting.Storage;

/// <summary>
/// The logs of all games: the only truth. Every method may throw <see cref="StorageUnavailableException"/>, after which a write may or may
/// not have happened. Implementations pass one contract suite.
/// </summary>
public interface IEventLog
{
    /// <summary>
    /// Decides each append for itself and stores all that can be in one transaction; returns an outcome for each, in order. A batch holds at most
    /// one append a game. An append of another <see cref="Append.Epoch"/> is <see cref="AppendOutcome.Forked"/>; one whose command is stored already is <see cref="AppendOutcome.Repeated"/>, whatever head it expects; then one from a socket whose session has been opened again since is
    /// <see cref="AppendOutcome.Superseded"/>.
    /// </summary>
    /// <param name="node">Whose heartbeat is written with an append that runs a clock; see <see cref="INodeRows.BeatAsync"/>.</param>
    Task<IReadOnlyList<AppendOutcome>> AppendAsync(NodeId node, IReadOnlyList<Append> batch);

    /// <summary>A game's row and newest snapshot; null where there is no such game.</summary>
    Task<StoredGame?> FindAsync(GameId id);

    /// <summary>Up to <paramref name="limit"/> events after <paramref name="after"/>, in order, without a gap.</summary>
    /// <param name="epoch">The incarnation of the log that they are to follow on; null: any.</param>
    /// <exception cref="LogForkedException">They are of another incarnation.</exception>
    Task<IReadOnlyList<RecordedEvent>> ReadAsync(GameId id, long after, int limit, string? epoch = null);

    /// <summary>What a command of a player caused, if it is stored.</summary>
    Task<AppendOutcome.Repeated?> FindCommandAsync(GameId id, PlayerId player, CommandId command);

    /// <summary>Keeps the newer of this snapshot and the stored one.</summary>
    /// <param name="epoch">The incarnation of the log that it is of; in another one it is not kept. Null: any.</param>
    Task SaveSnapshotAsync(GameId id, Snapshot snapshot, string? epoch = null);

    /// <summary>Up to <paramref name="limit"/> games whose deadline is at or before <paramref name="now"/>, the most overdue first.</summary>
    Task<IReadOnlyList<GameId>> FindDueAsync(long now, int limit);

    /// <summary>
    /// Up to <paramref name="limit"/> events whose effects on other games are not known to be done and are due at <paramref name="now"/>, the
    /// most overdue first. They are due <see cref="Limits.ReactionGraceMs"/> after they happened, unless they were postponed.
    /// </summary>
    Task<IReadOnlyList<(GameId Game, long Sequence)>> FindOpenReactionsAsync(long now, int limit);

    /// <summary>The effects of an event are done.</summary>
    /// <param name="epoch">The incarnation of the log that the event is of; in another one nothing is closed. Null: any.</param>
    Task CloseReactionAsync(GameId game, long sequence, string? epoch = null);

    /// <summary>The effects of an event are not to be tried again before <paramref name="dueAt"/>.</summary>
    Task PostponeReactionAsync(GameId game, long sequence, long dueAt);

    /// <summary>The games in which a player has a seat, newest first, without those of the kind left out.</summary>
    Task<IReadOnlyList<GameId>> FindSeatedAsync(PlayerId player, string kindLeftOut, int skip, int limit);

    /// <summary>How many games that are not finished a player has a seat in, without those of the kind left out.</summary>
    Task<int> CountOpenAsync(PlayerId player, string kindLeftOut);

    /// <summary>
    /// Deletes what nobody needs any more of up to <paramref name="gamesMax"/> games: events that happened before <paramref name="before"/>, are
    /// at or below the game's floor, and are covered by its snapshot. The rest of the log stays without a gap.
    /// </summary>
    /// <returns>How many events went; less than the work of <paramref name="gamesMax"/> games is the end of it.</returns>
    Task<int> PruneAsync(long before, int gamesMax);

    /// <summary>The random id of this log's incarnation; a restored database has another one.</summary>
    Task<string> ReadEpochAsync();
}

/// <param name="Head">The sequence of the last event.</param>
/// <param name="OldestKept">The first sequence that can still be read.</param>
/// <param name="Snapshot">The newest one; null where none was taken.</param>
public sealed record StoredGame(GameCreation Creation, long Head, long OldestKept, Snapshot? Snapshot);
