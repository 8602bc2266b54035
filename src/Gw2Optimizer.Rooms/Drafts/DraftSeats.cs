using GameSessions.Games;

namespace Gw2Optimizer.Rooms.Drafts;

public static class DraftSeats
{
    public static Seat Blue { get; } = new("blue");

    public static Seat Red { get; } = new("red");

    public static Seat Other(Seat seat) => seat == Blue ? Red : Blue;
}
