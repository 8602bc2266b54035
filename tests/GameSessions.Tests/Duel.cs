using System.Text.Json;
using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Wire;

namespace GameSessions.Tests;

internal sealed record Moved(Seat Seat, string Word) : Move;

internal sealed record Waved(Seat Seat) : GameEvent;

/// <summary>Whose turn it is, and what was said.</summary>
internal sealed record DuelRoom(Seat Next, IReadOnlyList<string> Words, bool Over);

/// <summary>The smallest kind with turns: each seat says a word; <c>last</c> ends the game, waving is always allowed.</summary>
internal sealed class DuelRules : GameRules<DuelRoom>
{
    public static readonly Seat White = new("white");
    public static readonly Seat Black = new("black");
    public static readonly Seat Guest = new("guest");

    public override string Kind => "duel";

    public override IReadOnlySet<string> Commands { get; } = new HashSet<string> { "move", "wave" };

    public override EventCodec Events { get; } = new(("moved", typeof(Moved)), ("waved", typeof(Waved)));

    public override TimeControl? DefaultTimeControl => TimeControl.Blitz;

    public bool IsLocked { get; init; }

    public override GameSetup SetUp(JsonElement options) =>
        GameSetup.Of(RawJson.EmptyObject, new SeatHolder(White, Required: true), new SeatHolder(Black, Required: true), new SeatHolder(Guest, Required: false));

    public override DuelRoom Create(RawJson options) => new(White, [], Over: false);

    public override Refusal? RefuseSeat(DuelRoom room) => IsLocked ? Refusal.Locked : null;

    public override Decision Decide(DuelRoom room, Seat seat, PlayerCommand command, DecisionContext context)
    {
        if (command.Name == "wave")
        {
            return Decision.Accept(new Waved(seat) { Audience = [seat] });
        }

        if (room.Next != seat)
        {
            return Refusal.NotYourTurn;
        }

        var word = command.Data.GetProperty("word").GetString()!;
        return word == "last"
            ? Decision.Accept(new Moved(seat, word), new Finished(seat, "complete", Scores: null))
            : Decision.Accept(new Moved(seat, word));
    }

    public override DuelRoom Apply(DuelRoom room, GameEvent happened, PlayerId? by, long at) => happened switch
    {
        Moved moved => new DuelRoom(moved.Seat == White ? Black : White, [.. room.Words, moved.Word], moved.Word == "last"),
        _ => room,
    };

    public override Seat? Turn(DuelRoom room) => room.Over ? null : room.Next;

    public override Finished Flag(DuelRoom room, Seat seat) => new(seat == White ? Black : White, "flag", Scores: null);

    public override RawJson View(DuelRoom room, Seat? seat) => RawJson.From(room.Words);
}

/// <summary>A game of <see cref="DuelRules"/> played through the referee.</summary>
internal sealed class Duel
{
    public static readonly PlayerId Ann = new("ann");
    public static readonly PlayerId Bob = new("bob");
    public static readonly PlayerId Cid = new("cid");

    private int commands;

    public Duel(TimeControl? control = null, PlayerId? blackKeptFor = null, bool isLocked = false)
    {
        Rules = new DuelRules { IsLocked = isLocked };
        var seats = Rules.SetUp(RawJson.EmptyObject.Parse()).Seats.Select(holder => holder.Seat == DuelRules.Black ? holder with { KeptFor = blackKeptFor } : holder);
        New = Game = Game.Create(Rules, new GameId("g1"), new("duel", RawJson.EmptyObject, control, 0, [.. seats]));
    }

    public DuelRules Rules { get; }

    public Game New { get; }

    public Game Game { get; private set; }

    public long Now { get; set; } = 1_000;

    public Dictionary<Seat, int> RoundTrips { get; } = [];

    public List<Log.RecordedEvent> Log { get; } = [];

    public static Duel Started(TimeControl? control = null)
    {
        var duel = new Duel(control ?? TimeControl.Custom(10_000, 1_000, 0));
        duel.Do(new Join(Ann, DuelRules.White));
        duel.Do(new Join(Bob, DuelRules.Black));
        return duel;
    }

    public Ruling Do(GameCommand command)
    {
        var ruling = Referee.Decide(Rules, Game, command, new DecisionContext(Now, RoundTrips, Seed: 1));
        if (ruling is Ruling.Accepted accepted)
        {
            Log.AddRange(accepted.Events);
            Game = accepted.After;
        }

        return ruling;
    }

    public Ruling Do(PlayerId player, string name, string word = "hello") =>
        Do(new PlayerCommand(player, new CommandId($"c{++commands}"), name, RawJson.From(new { word }).Parse()));

    public static string[] Types(Ruling ruling) => [.. ruling.ShouldBeOfType<Ruling.Accepted>().Events.Select(recorded => recorded.Type)];

    public static string RefusalOf(Ruling ruling) => ruling.ShouldBeOfType<Ruling.Refused>().Refusal.Code;
}
