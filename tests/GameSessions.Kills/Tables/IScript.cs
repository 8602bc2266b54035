using GameSessions.Games;
using GameSessions.Wire;

namespace GameSessions.Kills.Tables;

/// <summary>How a kind of game is made and played here.</summary>
internal interface IScript
{
    /// <summary>The body of <c>POST /games</c>.</summary>
    object Wish { get; }

    /// <summary>Who plays, the one who makes the game first.</summary>
    IReadOnlyList<Seat> Seats { get; }

    GameRules Rules { get; }

    /// <summary>Whether a player who knows these events has nothing more to do.</summary>
    bool IsOver(IReadOnlyList<WireEvent> known);

    /// <summary>What a player sends who knows these events; null: waits for more.</summary>
    Wanted? Next(IReadOnlyList<WireEvent> known, Seat seat, Random random);
}

/// <summary>A command that a player wants to be done, once.</summary>
internal sealed record Wanted(CommandId Id, string Name, object Data)
{
    public static Wanted New(string name, object data) => new(new CommandId($"{Guid.NewGuid():N}"), name, data);
}
