using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Wire;

namespace GameSessions.Lobby;

/// <summary>What an inbox comes to: how many notices there were, and where the search for an opponent stands.</summary>
/// <param name="Wish">Set while the player waits in a queue.</param>
/// <param name="Match">The match that the last wish led to; null before, and once there is another wish.</param>
public sealed record Inbox(int Notices = 0, Wish? Wish = null, Match? Match = null);

/// <summary>What a player wants to play.</summary>
/// <param name="TimeControl">Null for a kind without a clock.</param>
/// <param name="Since">In ms since the epoch.</param>
public sealed record Wish(string Kind, TimeControl? TimeControl, long Since)
{
    public bool IsFor(string kind, TimeControl? control) => Kind == kind && TimeControl == control;
}

public sealed record Match(GameId GameId, Wish Wish, PlayerId Opponent);

/// <param name="Kind">A word by which programs tell notices apart.</param>
/// <param name="Data">A JSON object.</param>
public sealed record Notified(string Kind, string Title, string Message, RawJson Data) : GameEvent;

/// <inheritdoc cref="Wish"/>
public sealed record Queued(string Kind, TimeControl? TimeControl, long Since) : GameEvent;

public sealed record Unqueued(string Kind, TimeControl? TimeControl) : GameEvent;

public sealed record Matched(GameId GameId, string Kind, PlayerId Opponent) : GameEvent;

/// <summary>Puts a notice into an inbox.</summary>
public sealed record Notify(Notified Notice) : RoomCommand;

/// <summary>The player wants to be matched: refused where there is another wish, nothing new where there is the same.</summary>
/// <param name="Over">A match that is over, so that it no longer stands in the way.</param>
public sealed record Enqueue(string Kind, TimeControl? TimeControl, GameId? Over = null) : RoomCommand;

/// <summary>The queue has let the player go.</summary>
public sealed record Unqueue : RoomCommand;

/// <summary>The queue has found an opponent.</summary>
public sealed record FindMatch(GameId Game, PlayerId Opponent) : RoomCommand;
