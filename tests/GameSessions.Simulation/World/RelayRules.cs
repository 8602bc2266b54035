using System.Text.Json;
using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Wire;

namespace GameSessions.Simulation.World;

/// <summary>
/// A small game with everything that the engine must carry: turns on the clock, some twice in a row, commands out of turn, events that
/// only one seat may see, and an end.
/// </summary>
internal sealed class RelayRules : GameRules<Relay>
{
    public static readonly Seat Red = new("red");
    public static readonly Seat Blue = new("blue");

    private static readonly RawJson DefaultOptions = new("""{"length":6}""");

    public override string Kind => "relay";

    public override IReadOnlySet<string> Commands { get; } = new HashSet<string> { "step", "shout", "whisper" };

    public override EventCodec Events { get; } = new(("stepped", typeof(Stepped)), ("shouted", typeof(Shouted)), ("whispered", typeof(Whispered)));

    public override TimeControl DefaultTimeControl => TimeControl.Blitz;

    public override GameSetup SetUp(JsonElement options) =>
        GameSetup.Of(options.TryGetProperty("length", out _) ? new RawJson(options.GetRawText()) : DefaultOptions, new SeatHolder(Red, Required: true), new SeatHolder(Blue, Required: true));

    public override Relay Create(RawJson options) => new(Steps: 0, Length: options.Parse().GetProperty("length").GetInt32(), Words: 0, Result: null);

    public override Decision Decide(Relay room, Seat seat, PlayerCommand command, DecisionContext context) => command.Name switch
    {
        "shout" => Decision.Accept(new Shouted(seat, room.Words + 1)),
        "whisper" => Decision.Accept(new Whispered(seat, room.Words + 1) { Audience = [seat] }),
        _ when Turn(room) != seat => Refusal.NotYourTurn,
        _ when room.Steps + 1 == room.Length => Decision.Accept(new Stepped(seat, room.Steps + 1), new Finished(seat, "complete", Scores: null)),
        _ => Decision.Accept(new Stepped(seat, room.Steps + 1)),
    };

    public override Relay Apply(Relay room, GameEvent happened, PlayerId? by, long at) => happened switch
    {
        Stepped stepped => room with { Steps = stepped.Number },
        Shouted shouted => room with { Words = shouted.Number },
        Whispered whispered => room with { Words = whispered.Number },
        Finished finished => room with { Result = finished.Reason },
        _ => room,
    };

    /// <summary>Red, blue, blue, red, and again: each seat has two turns in a row.</summary>
    public override Seat? Turn(Relay room) => room.Steps >= room.Length ? null : room.Steps % 4 is 0 or 3 ? Red : Blue;

    public override Finished Flag(Relay room, Seat seat) => new(seat == Red ? Blue : Red, "flag", Scores: null);

    public override RawJson View(Relay room, Seat? seat) => RawJson.From(room);
}

internal sealed record Relay(int Steps, int Length, int Words, string? Result);

internal sealed record Stepped(Seat Seat, int Number) : Move;

internal sealed record Shouted(Seat Seat, int Number) : GameEvent;

internal sealed record Whispered(Seat Seat, int Number) : GameEvent;
