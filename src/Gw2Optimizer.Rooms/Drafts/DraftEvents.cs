using GameSessions.Games;
using GameSessions.Wire;

namespace Gw2Optimizer.Rooms.Drafts;

public sealed record Banned(Seat Seat, string Specialization) : Move
{
    public const string Type = "banned";
}

/// <param name="Role">One of <see cref="Roles.All"/>.</param>
public sealed record Picked(Seat Seat, string Specialization, string Role) : Move;

public sealed record Resigned(Seat Seat) : GameEvent;

/// <summary>What a hidden event held, told to everybody.</summary>
/// <param name="Sequence">The hidden event's.</param>
public sealed record Revealed(long Sequence, string Type, RawJson Data) : GameEvent;
