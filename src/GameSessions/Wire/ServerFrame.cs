using System.Text.Json.Serialization;
using GameSessions.Games;
using GameSessions.Log;

namespace GameSessions.Wire;

/// <summary>What the server says. Closed; each kind is a payload under its type in the envelope.</summary>
public abstract record ServerFrame
{
    private ServerFrame() { }

    /// <summary>The payload types by their word on the wire.</summary>
    public static IReadOnlyDictionary<string, Type> Types { get; } = new Dictionary<string, Type>
    {
        ["GAME_RESUME"] = typeof(Resume),
        ["GAME_REPLAY"] = typeof(Replay),
        ["GAME_REPLAY_END"] = typeof(ReplayEnd),
        ["GAME_EVENT"] = typeof(Event),
        ["GAME_RESYNC"] = typeof(Resync),
        ["GAME_ACCEPTED"] = typeof(Accepted),
        ["GAME_REFUSED"] = typeof(Refused),
        ["GAME_ACK"] = typeof(Acked),
        ["TIME_UPDATE"] = typeof(TimeUpdate),
        ["PRESENCE"] = typeof(Presence),
        ["ERROR"] = typeof(Error),
        ["PING"] = typeof(Ping),
        ["PONG"] = typeof(Pong),
    };

    /// <param name="Outcome"><c>new</c>, <c>current</c>, <c>replay</c> or <c>resync</c>.</param>
    /// <param name="Token">The session's newest resume token.</param>
    /// <param name="IssuedAt">In ms since the epoch, as <paramref name="ExpiresAt"/>.</param>
    /// <param name="LastSequence">The session's stored ack.</param>
    /// <param name="Online">The ids of the seated users with a socket.</param>
    public sealed record Resume(
        GameId GameId,
        PlayerId UserId,
        Seat? Seat,
        string Outcome,
        string Token,
        long IssuedAt,
        long ExpiresAt,
        long LastSequence,
        long Head,
        string Epoch,
        Summary Summary,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GameTimer? Timer,
        IReadOnlyList<PlayerId> Online,
        int HeartbeatMs,
        string Protocol) : ServerFrame;

    public sealed record Replay(GameId GameId, IReadOnlyList<WireEvent> Events) : ServerFrame;

    /// <param name="Through">Where the client now stands; the next live event is one more.</param>
    public sealed record ReplayEnd(GameId GameId, long Through) : ServerFrame;

    public sealed record Event(WireEvent Happened) : ServerFrame;

    /// <param name="Reason"><c>pruned</c> or <c>forked</c>.</param>
    public sealed record Resync(GameId GameId, long AsOf, RawJson State, string Reason) : ServerFrame;

    /// <param name="Sequence">The first event that the command caused; 0 where it changed nothing.</param>
    public sealed record Accepted(CommandId CommandId, long Sequence, int Count) : ServerFrame;

    public sealed record Refused(CommandId CommandId, string Code, string Message, bool Retryable) : ServerFrame;

    public sealed record Acked(GameId GameId, PlayerId UserId, long Sequence) : ServerFrame;

    public sealed record TimeUpdate(GameId GameId, GameTimer Timer) : ServerFrame;

    public sealed record Presence(GameId GameId, PlayerId UserId, bool Online) : ServerFrame;

    public sealed record Error(
        string Code,
        string Message,
        bool Retryable,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CommandId? CommandId = null) : ServerFrame
    {
        public static Error AckNotStored { get; } = new("STORAGE_UNAVAILABLE", "The ack may not be stored; send it again.", Retryable: true);

        public static Error RateLimited(CommandId? dropped) => new("RATE_LIMITED", "Too many frames; this one was not handled.", Retryable: true, dropped);
    }

    public sealed record Ping(RawJson T) : ServerFrame;

    /// <param name="Now">The server's clock, in ms since the epoch.</param>
    public sealed record Pong(RawJson T, long Now) : ServerFrame;
}

/// <summary>The state after event <paramref name="AsOf"/>, as the seat may see it.</summary>
public sealed record Summary(long AsOf, string Kind, GameStatus Status, RawJson State);

/// <summary>An event as a seat may see it: the same shape live, replayed and in the history.</summary>
public sealed record WireEvent(
    GameId GameId,
    long Sequence,
    string Type,
    RawJson Data,
    PlayerId? UserId,
    long At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CommandId? CommandId)
{
    public const string Hidden = "hidden";

    /// <summary>The one function that hides: a seat outside the audience sees a number, an author sees its command id.</summary>
    public static WireEvent For(GameId gameId, RecordedEvent recorded, Seat? seat, PlayerId reader) =>
        recorded.IsVisibleTo(seat)
            ? new WireEvent(gameId, recorded.Sequence, recorded.Type, recorded.Data, recorded.Player, recorded.At, recorded.Player == reader ? recorded.CommandId : null)
            : new WireEvent(gameId, recorded.Sequence, Hidden, RawJson.Null, UserId: null, recorded.At, CommandId: null);
}

/// <summary>
/// All clocks at <paramref name="AsOf"/> (ms since the epoch), elapsed time subtracted: at a later t the active seat has
/// <c>remainingMs - max(0, t - asOf - delayLeftMs)</c>.
/// </summary>
/// <param name="Sequence">The event that these clocks follow.</param>
public sealed record GameTimer(
    Seat? Active,
    IReadOnlyDictionary<string, long> RemainingMs,
    bool Running,
    string Preset,
    int TotalMs,
    int IncrementMs,
    int DelayMs,
    long DelayLeftMs,
    long AsOf,
    long Sequence)
{
    public static GameTimer? Of(Game game, long at) => game.Clock is not { } clock
        ? null
        : new GameTimer(
            clock.Turn?.Seat,
            clock.Times.ToDictionary(time => time.Seat.Name, time => clock.RemainingMs(time.Seat, at)),
            clock.Turn is not null,
            clock.Control.Preset,
            clock.Control.TotalMs,
            clock.Control.IncrementMs,
            clock.Control.DelayMs,
            clock.DelayLeftMs(at),
            at,
            game.Head);
}
