using System.Text.Json.Serialization;
using GameSessions.Wire;

namespace GameSessions.Games;

/// <summary>A fact in the life of a game, in the past tense. Its properties are the <c>data</c> of the wire.</summary>
public abstract record GameEvent
{
    /// <summary>Lag given back to the move, in ms. Set by the engine, on every <see cref="Move"/> of a game with a clock.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? LagMs { get; init; }

    /// <summary>Lag that the turn which starts here may take, in ms; in the log so that every node computes the same deadline.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? AllowanceMs { get; init; }

    /// <summary>The seats that may see this event; null: everybody. The others get its number and nothing else.</summary>
    [JsonIgnore]
    public IReadOnlyList<Seat>? Audience { get; init; }
}

/// <summary>An event that completes the turn of the seat to move.</summary>
public abstract record Move : GameEvent;

public sealed record Joined(Seat Seat, PlayerId UserId) : GameEvent;

public sealed record Left(Seat Seat, PlayerId UserId) : GameEvent;

public sealed record Started : GameEvent;

public sealed record FlagFell(Seat Seat) : GameEvent;

/// <summary>An outage gave time back: <paramref name="Ms"/> is the part of it that lay in the turn.</summary>
public sealed record ClockCredited(Seat Seat, long Ms, long From, long To) : GameEvent;

/// <param name="Winner">The seat that won, or null.</param>
/// <param name="Reason">A word of the kind's rules; <c>flag</c> where time ran out.</param>
/// <param name="Scores">Whatever the kind's rules add.</param>
public sealed record Finished(Seat? Winner, string Reason, RawJson? Scores) : GameEvent;
