using System.Text.Json;
using GameSessions.Clocks;
using GameSessions.Log;
using GameSessions.Wire;

namespace GameSessions.Games;

public enum GameStatus
{
    Waiting,
    Running,
    Finished,
}

/// <summary>One place at the table. <paramref name="KeptFor"/> may sit there and nobody else, until somebody sits.</summary>
public sealed record SeatHolder(Seat Seat, bool Required, PlayerId? Player = null, PlayerId? KeptFor = null);

/// <summary>A game after event <see cref="Head"/>: seats, status and clock, which the engine keeps, and the room, which the kind's rules keep.</summary>
public sealed record Game
{
    public required GameId Id { get; init; }

    public required GameCreation Creation { get; init; }

    public string Kind => Creation.Kind;

    public RawJson Options => Creation.Options;

    /// <summary>In ms since the epoch.</summary>
    public long CreatedAt => Creation.CreatedAt;

    public required IReadOnlyList<SeatHolder> Seats { get; init; }

    /// <summary>Null for a kind without a clock.</summary>
    public TurnClock? Clock { get; init; }

    public required object Room { get; init; }

    public GameStatus Status { get; init; }

    public Finished? Result { get; init; }

    public long Head { get; init; }

    /// <summary>When the last event happened, in ms since the epoch.</summary>
    public long LastAt { get; init; }

    /// <summary>The game before its first event. It runs already where no required seat is empty.</summary>
    public static Game Create(GameRules rules, GameId id, GameCreation creation) => new()
    {
        Id = id,
        Creation = creation,
        Seats = creation.Seats,
        Status = creation.Seats.All(holder => !holder.Required || holder.Player is not null) ? GameStatus.Running : GameStatus.Waiting,
        Clock = creation.TimeControl is { } control ? TurnClock.For(control, creation.Seats.Select(holder => holder.Seat)) : null,
        Room = rules.CreateRoom(creation.Options),
    };

    public Seat? SeatOf(PlayerId player) => Seats.FirstOrDefault(holder => holder.Player == player)?.Seat;

    /// <summary>Whether somebody may see this game: has a seat, or it is public.</summary>
    public bool IsOpenTo(GameRules rules, PlayerId player) => SeatOf(player) is not null || rules.IsPublic(Options);

    /// <exception cref="DamagedLogException">The event is not the next one, or not one of the kind's.</exception>
    public Game Apply(GameRules rules, RecordedEvent recorded)
    {
        if (recorded.Sequence != Head + 1)
        {
            throw new DamagedLogException($"Event {recorded.Sequence} cannot follow event {Head} of game {Id}.");
        }

        return Apply(rules, rules.Events.Decode(recorded), recorded.Player, recorded.At) with { Head = recorded.Sequence };
    }

    internal Game Apply(GameRules rules, GameEvent happened, PlayerId? by, long at)
    {
        var after = this with { Room = rules.ApplyToRoom(Room, happened, by, at), LastAt = at };
        return happened switch
        {
            Joined joined => after.Sit(joined.Seat, joined.UserId),
            Left left => after.Sit(left.Seat, null),
            Started => (after with { Status = GameStatus.Running }).StartTurn(rules, happened, at),
            Move when Clock is not null => (after with { Clock = Clock.Complete(at, happened.LagMs ?? 0) }).StartTurn(rules, happened, at),
            ClockCredited credited => after with { Clock = Clock?.Credit(credited.Ms, credited.To) },
            FlagFell => after with { Clock = Clock?.Stop(at) },
            Finished finished => after with { Status = GameStatus.Finished, Result = finished, Clock = Clock?.Stop(at) },
            _ => after,
        };
    }

    /// <summary>The state as a seat may see it; null: somebody without a seat.</summary>
    public RawJson ViewFor(GameRules rules, Seat? seat) => rules.ViewOf(Room, seat);

    public Snapshot TakeSnapshot(GameRules rules)
    {
        var memory = new Memory(Status, Seats, Clock, Result, LastAt, rules.WriteRoom(Room));
        return new Snapshot(Head, new RawJson(JsonSerializer.Serialize(memory, WireJson.Options)));
    }

    /// <summary>This newly made game as it was when the snapshot was taken.</summary>
    public Game Restore(GameRules rules, Snapshot snapshot)
    {
        var memory = JsonSerializer.Deserialize<Memory>(snapshot.State.Text, WireJson.Options)!;
        return this with
        {
            Status = memory.Status,
            Seats = memory.Seats,
            Clock = memory.Clock,
            Result = memory.Result,
            LastAt = memory.LastAt,
            Room = rules.ReadRoom(memory.Room),
            Head = snapshot.Sequence,
        };
    }

    private Game Sit(Seat seat, PlayerId? player) =>
        this with { Seats = [.. Seats.Select(holder => holder.Seat == seat ? holder with { Player = player, KeptFor = null } : holder)] };

    private Game StartTurn(GameRules rules, GameEvent starter, long at) =>
        Status == GameStatus.Running && Clock is not null && rules.TurnIn(Room) is { } seat
            ? this with { Clock = Clock.Start(seat, at, starter.AllowanceMs ?? 0) }
            : this;

    private sealed record Memory(GameStatus Status, IReadOnlyList<SeatHolder> Seats, TurnClock? Clock, Finished? Result, long LastAt, RawJson Room);
}
