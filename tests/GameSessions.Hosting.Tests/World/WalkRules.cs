using System.Text.Json;
using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Wire;

namespace GameSessions.Hosting.Tests;

internal sealed record Stepped(Seat Seat) : Move;

internal sealed record Road(int Steps);

/// <summary>Two walkers take turns to <c>step</c>, and may <c>leave</c>; anybody may watch, unless the walk is private.</summary>
internal sealed class WalkRules : GameRules<Road>
{
    public static readonly Seat Left = new("left");
    public static readonly Seat Right = new("right");

    public override string Kind => "walk";

    public override IReadOnlySet<string> Commands { get; } = new HashSet<string> { "step", "leave" };

    public override EventCodec Events { get; } = new(("stepped", typeof(Stepped)));

    public override TimeControl? DefaultTimeControl => TimeControl.Normal;

    public override GameSetup SetUp(JsonElement options) =>
        GameSetup.Of(new RawJson(options.GetRawText()), new SeatHolder(Left, Required: true), new SeatHolder(Right, Required: true));

    public override Road Create(RawJson options) => new(0);

    public override Decision Decide(Road room, Seat seat, PlayerCommand command, DecisionContext context) =>
        command.Name == "leave" ? Decision.Accept(new Left(seat, command.Player))
        : Turn(room) == seat ? Decision.Accept(new Stepped(seat)) : Refusal.NotYourTurn;

    public override Road Apply(Road room, GameEvent happened, PlayerId? by, long at) => happened is Stepped ? new Road(room.Steps + 1) : room;

    public override Seat? Turn(Road room) => room.Steps % 2 == 0 ? Left : Right;

    public override RawJson View(Road room, Seat? seat) => RawJson.From(room);
}
