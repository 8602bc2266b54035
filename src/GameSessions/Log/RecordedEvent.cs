using GameSessions.Games;
using GameSessions.Wire;

namespace GameSessions.Log;

/// <summary>An event as the log keeps it.</summary>
/// <param name="Sequence">Its place in the game's log, from 1, without a gap.</param>
/// <param name="Type">Its name on the wire.</param>
/// <param name="Data">A JSON object.</param>
/// <param name="Player">Who caused it; null where the server did.</param>
/// <param name="CommandId">The command that caused it; the same on every event of that command.</param>
/// <param name="At">When the command arrived, in ms since the epoch of the store's clock; never before the event before it.</param>
/// <param name="Audience">The seats that may see it; null: everybody.</param>
public sealed record RecordedEvent(
    long Sequence, string Type, RawJson Data, PlayerId? Player, CommandId? CommandId, long At, IReadOnlyList<Seat>? Audience = null)
{
    public bool IsVisibleTo(Seat? seat) => Audience is null || (seat is { } s && Audience.Contains(s));
}
