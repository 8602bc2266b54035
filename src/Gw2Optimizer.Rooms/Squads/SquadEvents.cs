using GameSessions.Games;

namespace Gw2Optimizer.Rooms.Squads;

public sealed record Noted(Seat Seat, PlayerId UserId, string Text) : GameEvent;

/// <summary>What somebody offers to play, instead of what was offered before.</summary>
/// <param name="Specializations">Names of elite specializations, each once.</param>
/// <param name="Roles">Some of <see cref="Roles.All"/>, each once.</param>
public sealed record SignedUp(Seat Seat, PlayerId UserId, IReadOnlyList<string> Specializations, IReadOnlyList<string> Roles) : GameEvent;

/// <summary>The slot holds this and nothing else now: one of <paramref name="UserId"/> and <paramref name="Name"/>, and what is to be played.</summary>
public sealed record Assigned(int Slot, PlayerId? UserId, string? Name, string? Specialization, string? Role) : GameEvent;

/// <summary>Two slots have exchanged what they held.</summary>
public sealed record Moved(int From, int To) : GameEvent;

public sealed record Cleared(int Slot) : GameEvent;

/// <summary>The server's solver has filled these slots; the others are as they were.</summary>
public sealed record Composed(IReadOnlyList<SquadSlot> Slots) : GameEvent;

public sealed record Locked : GameEvent;

public sealed record Unlocked : GameEvent;
