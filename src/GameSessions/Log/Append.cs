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
/// <param name="Generation">
/// Which handshake of the first event's player sent the command; where a later one has opened the session, nothing is stored. Null: the
/// server's own.
/// </param>
/// <param name="Reacting">The sequences of those events that do something to other games, which is still to be done; null: none.</param>
/// <param name="Epoch">The incarnation of the log that this was decided by; in another one nothing is stored. Null: any, for whoever has read nothing.</param>
public sealed record Append(
    GameId GameId,
    long ExpectedHead,
    IReadOnlyList<RecordedEvent> Events,
    GameStatus Status,
    long? Deadline,
    IReadOnlyList<SeatHolder>? Seats = null,
    GameCreation? Creation = null,
    long? Generation = null,
    IReadOnlyList<long>? Reacting = null,
    string? Epoch = null)
{
    public long HeadAfter => ExpectedHead + Events.Count;

    /// <summary>Whose command this is, the server's where the player is null; null where nothing was commanded, so nothing can be repeated.</summary>
    public (PlayerId? Player, CommandId Id)? Command => Events[0].CommandId is { } id ? (Events[0].Player, id) : null;

    /// <summary>From when on an event's effects are sought by every node, in ms since the epoch.</summary>
    /// <param name="sequence">One of <see cref="Reacting"/>.</param>
    public long ReactionDueAt(long sequence) => Events[(int)(sequence - ExpectedHead - 1)].At + Limits.ReactionGraceMs;

    /// <summary>What every log asks before it writes, so that no caller's mistake can make a hole.</summary>
    /// <exception cref="InvalidOperationException">There is no event, or one does not follow the one before, or a new game expects a head.</exception>
    public void ThrowIfMalformed()
    {
        if (Events.Count == 0 || (Creation is not null && ExpectedHead != 0))
        {
            throw new InvalidOperationException($"An append to game {GameId} has no event, or makes a game that has a head.");
        }

        for (var i = 0; i < Events.Count; i++)
        {
            if (Events[i].Sequence != ExpectedHead + 1 + i)
            {
                throw new InvalidOperationException($"Event {Events[i].Sequence} of game {GameId} cannot be stored at {ExpectedHead + 1 + i}.");
            }
        }
    }
}

/// <summary>What is fixed when a game is made.</summary>
/// <param name="Options">The kind's options, complete with their defaults.</param>
/// <param name="CreatedAt">In ms since the epoch.</param>
public sealed record GameCreation(string Kind, RawJson Options, Clocks.TimeControl? TimeControl, long CreatedAt, IReadOnlyList<SeatHolder> Seats);
