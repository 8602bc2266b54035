using System.Text.Json;
using System.Text.Json.Serialization;
using GameSessions.Games;
using GameSessions.Wire;

namespace GameSessions.Load.Servers;

/// <param name="N">The sender's count.</param>
/// <param name="T">When it was sent, in ticks of the monotonic clock that all processes share.</param>
/// <param name="Pad">Whatever makes the event as large as it is to be.</param>
internal sealed record Said(long N, long T, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Pad = null) : GameEvent;

internal sealed record Talk(long Said);

/// <summary>Two players, and a driver who speaks while they are away. Whoever sits may <c>say</c> something.</summary>
internal sealed class PairRules : GameRules<Talk>
{
    public const string Name = "pair";

    public static readonly IReadOnlyList<SeatHolder> Seats =
    [
        new SeatHolder(new Seat("left"), Required: true), new SeatHolder(new Seat("right"), Required: true), new SeatHolder(new Seat("driver"), Required: true),
    ];

    public override string Kind => Name;

    public override IReadOnlySet<string> Commands { get; } = new HashSet<string> { "say" };

    public override EventCodec Events { get; } = new(("said", typeof(Said)));

    public override GameSetup SetUp(JsonElement options) => GameSetup.Of(RawJson.EmptyObject, Seats);

    public override Talk Create(RawJson options) => new(0);

    public override Decision Decide(Talk room, Seat seat, PlayerCommand command, DecisionContext context) =>
        Decision.Accept(new Said(
            command.Data.GetProperty("n").GetInt64(), command.Data.GetProperty("t").GetInt64(), command.Data.TryGetProperty("pad", out var pad) ? pad.GetString() : null));

    public override Talk Apply(Talk room, GameEvent happened, PlayerId? by, long at) => happened is Said ? new Talk(room.Said + 1) : room;

    public override RawJson View(Talk room, Seat? seat) => RawJson.From(room);
}
