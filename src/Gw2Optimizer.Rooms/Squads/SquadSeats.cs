using System.Globalization;
using GameSessions.Games;

namespace Gw2Optimizer.Rooms.Squads;

public static class SquadSeats
{
    public const int MembersMax = 50;

    public static Seat Commander { get; } = new("commander");

    /// <summary>The commander's, who is all that the room waits for, and the members'.</summary>
    public static IReadOnlyList<SeatHolder> All { get; } =
    [
        new(Commander, Required: true),
        .. Enumerable.Range(1, MembersMax).Select(number => new SeatHolder(Member(number), Required: false)),
    ];

    /// <param name="number">From 1.</param>
    public static Seat Member(int number) => new(string.Create(CultureInfo.InvariantCulture, $"member-{number}"));
}
