using GameSessions.Games;
using GameSessions.Wire;

namespace GameSessions.Log;

/// <summary>
/// The wish to add events to a game's log if its head is still <paramref name="ExpectedHead"/>, with what moves in the same transaction.
/// </summary>
/// <param name="Events">One or more, numbered from <paramref name="ExpectedHead"/> + 1. The first one's player and command id name the command.</param>
/// <param name="Status">The game's status after the events.</param>
/// <param name="Deadline">When the running turn ends, in ms since the epoch; null where no clock runs.</param>
/// <param name="Seats">Who sits where, where that changed; else null.</param>
/// <param name="Creation">The row of a new game, with <paramref name="ExpectedHead"/> 0; else null.</param>
public sealed record Append(
    GameId GameId,
    long ExpectedHead,
    IReadOnlyList<RecordedEvent> Events,
    GameStatus Status,
    long? Deadline,
    IReadOnlyList<SeatHolder>? Seats = null,
    GameCreation? Creation = null)
{
    public long HeadAfter => ExpectedHead + Events.Count;
}

/// <summary>What is fixed when a game is made.</summary>
/// <param name="Options">The kind's options, complete with their defaults.</param>
/// <param name="CreatedAt">In ms since the epoch.</param>
public sealed record GameCreation(string Kind, RawJson Options, Clocks.TimeControl? TimeControl, long CreatedAt, IReadOnlyList<SeatHolder> Seats);
