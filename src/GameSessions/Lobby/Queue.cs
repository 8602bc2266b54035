using GameSessions.Clocks;
using GameSessions.Games;

namespace GameSessions.Lobby;

/// <summary>Those who wait for an opponent, all for the same.</summary>
public sealed record Queue(IReadOnlyList<Place> Places);

/// <param name="Ticket">The number of the event by which the player's inbox recorded the wish: a later wish has another one.</param>
public sealed record Place(PlayerId Player, long Ticket);

/// <summary>What a queue's games are like.</summary>
public sealed record QueueOptions(string Kind, TimeControl? TimeControl);

public sealed record Entered(Place Place) : GameEvent;

public sealed record Withdrawn(Place Place) : GameEvent;

/// <summary>The one who waited longest, and the one who came.</summary>
public sealed record Paired(PlayerId First, PlayerId Second) : GameEvent;

public sealed record Enter(PlayerId Player, long Ticket) : RoomCommand;

/// <summary>Nothing where the player no longer waits with this ticket.</summary>
public sealed record Withdraw(PlayerId Player, long Ticket) : RoomCommand;
