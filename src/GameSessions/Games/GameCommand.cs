using System.Text.Json;

namespace GameSessions.Games;

/// <summary>What somebody asks of a game. Closed: a player's command, or one of the server's own, which no JSON can make.</summary>
public abstract record GameCommand
{
    private protected GameCommand() { }
}

/// <summary>A command as a client sent it; its name and data mean what the rules of the kind say.</summary>
public sealed record PlayerCommand(PlayerId Player, CommandId Id, string Name, JsonElement Data) : GameCommand
{
    /// <summary>What the server found out for this command before the game decides it, as the rules of the kind know it; never a client's. Null: nothing.</summary>
    public object? Findings { get; init; }
}

/// <summary>A command that only the server makes.</summary>
public abstract record ServerCommand : GameCommand
{
    private protected ServerCommand() { }

    /// <summary>The same id is the same command, done once; null where it may be done as often as it is sent.</summary>
    public CommandId? Id { get; init; }
}

/// <summary>A command of the server's that the rules of a kind decide.</summary>
public abstract record RoomCommand : ServerCommand;

/// <summary>Seats a player: in the seat asked for, else in the one kept for the player, else in the first free one.</summary>
public sealed record Join(PlayerId Player, Seat? Seat) : ServerCommand;

/// <summary>Seats these players in the required seats of a new game, in their order, and starts it. A game that has begun is left alone.</summary>
public sealed record Deal(IReadOnlyList<PlayerId> Players) : ServerCommand;

/// <summary>Time ran out for the seat to move.</summary>
public sealed record FallFlag(Seat Seat) : ServerCommand;

/// <summary>Gives back to the seat to move what an outage of the whole service took from it.</summary>
public sealed record CreditOutage(Seat Seat, Outage Outage) : ServerCommand;

/// <summary>A time in which no node served, from and to in ms since the epoch of the store's clock.</summary>
public readonly record struct Outage(long From, long To);
