using System.Text.Json;
using GameSessions.Clocks;
using GameSessions.Log;
using GameSessions.Wire;

namespace GameSessions.Games;

/// <summary>What a kind of game is, as the engine sees it. Write one by deriving from <see cref="GameRules{TRoom}"/>.</summary>
public abstract class GameRules
{
    private protected GameRules() { }

    /// <summary>The kind's name on the wire.</summary>
    public abstract string Kind { get; }

    /// <summary>The names of the commands that players may send.</summary>
    public abstract IReadOnlySet<string> Commands { get; }

    public abstract EventCodec Events { get; }

    /// <summary>The clock of a game that asks for none; null: the kind has no clock.</summary>
    public virtual TimeControl? DefaultTimeControl => null;

    /// <summary>Checks a new game's options and completes them.</summary>
    public abstract GameSetup SetUp(JsonElement options);

    /// <summary>Whether anybody signed in may watch a game with these options.</summary>
    public virtual bool IsPublic(RawJson options) => JsonOptions.Boolean(options, "public", byDefault: true);

    /// <summary>What an event does to other games, in the order in which it is to be done; at most one thing to each.</summary>
    /// <param name="game">The game it happened in, as it was made.</param>
    public virtual IReadOnlyList<Reaction> React(GameId game, GameCreation creation, RecordedEvent recorded, GameEvent happened) => [];

    internal abstract object CreateRoom(RawJson options);

    internal abstract Refusal? RefuseToSeat(object room);

    internal abstract Decision Decide(object room, Seat seat, PlayerCommand command, DecisionContext context);

    internal abstract Decision Decide(object room, RoomCommand command, DecisionContext context);

    internal abstract object ApplyToRoom(object room, GameEvent happened, PlayerId? by, long at);

    internal abstract Seat? TurnIn(object room);

    internal abstract Finished OnFlag(object room, Seat seat);

    internal abstract RawJson ViewOf(object room, Seat? seat);

    internal abstract RawJson WriteRoom(object room);

    internal abstract object ReadRoom(RawJson room);
}

/// <summary>The rules of one kind, pure functions of their arguments.</summary>
/// <typeparam name="TRoom">The kind's own state: immutable, and readable back from its JSON.</typeparam>
public abstract class GameRules<TRoom> : GameRules
    where TRoom : class
{
    /// <summary>The room of a new game; the options have passed <see cref="GameRules.SetUp"/>.</summary>
    public abstract TRoom Create(RawJson options);

    /// <summary>Why nobody may take a seat now; null where they may.</summary>
    public virtual Refusal? RefuseSeat(TRoom room) => null;

    /// <summary>
    /// Decides a command of a seated player in a running game whose name is one of <see cref="GameRules.Commands"/>. At most one of the events
    /// is a <see cref="Move"/>.
    /// </summary>
    public abstract Decision Decide(TRoom room, Seat seat, PlayerCommand command, DecisionContext context);

    /// <summary>Decides a command of the server's in a running game. Asked only of kinds that have such commands.</summary>
    public virtual Decision Decide(TRoom room, RoomCommand command, DecisionContext context) =>
        throw new InvalidOperationException($"A {Kind} knows no {command.GetType().Name}.");

    /// <summary>The room after an event, the engine's own events too. What the rules do not care about leaves it as it is.</summary>
    public abstract TRoom Apply(TRoom room, GameEvent happened, PlayerId? by, long at);

    /// <summary>The seat whose clock runs; null where none does.</summary>
    public virtual Seat? Turn(TRoom room) => null;

    /// <summary>How the game ends when this seat's time is up. Asked only of kinds with a clock.</summary>
    public virtual Finished Flag(TRoom room, Seat seat) => new(Winner: null, "flag", Scores: null);

    /// <summary>The state as a seat may see it; null: somebody without a seat. The only source of what leaves the server.</summary>
    public abstract RawJson View(TRoom room, Seat? seat);

    internal sealed override object CreateRoom(RawJson options) => Create(options);

    internal sealed override Refusal? RefuseToSeat(object room) => RefuseSeat((TRoom)room);

    internal sealed override Decision Decide(object room, Seat seat, PlayerCommand command, DecisionContext context) => Decide((TRoom)room, seat, command, context);

    internal sealed override Decision Decide(object room, RoomCommand command, DecisionContext context) => Decide((TRoom)room, command, context);

    internal sealed override object ApplyToRoom(object room, GameEvent happened, PlayerId? by, long at) => Apply((TRoom)room, happened, by, at);

    internal sealed override Seat? TurnIn(object room) => Turn((TRoom)room);

    internal sealed override Finished OnFlag(object room, Seat seat) => Flag((TRoom)room, seat);

    internal sealed override RawJson ViewOf(object room, Seat? seat) => View((TRoom)room, seat);

    internal sealed override RawJson WriteRoom(object room) => RawJson.From((TRoom)room);

    internal sealed override object ReadRoom(RawJson room) => JsonSerializer.Deserialize<TRoom>(room.Text, WireJson.Options)!;
}

/// <summary>What a decision may depend on beside the game itself.</summary>
/// <param name="Now">When the command arrived, in ms since the epoch of the store's clock.</param>
/// <param name="RoundTripMs">The last round trip that the server measured to each seat, in ms.</param>
/// <param name="Seed">Randomness, new for each command.</param>
public sealed record DecisionContext(long Now, IReadOnlyDictionary<Seat, int> RoundTripMs, ulong Seed);

/// <summary>A new game's seats and completed options, or what is wrong with the options asked for.</summary>
/// <param name="Problems">A sentence by option name; empty where nothing is wrong.</param>
/// <param name="Code">The error code of the problems.</param>
public sealed record GameSetup(RawJson Options, IReadOnlyList<SeatHolder> Seats, IReadOnlyDictionary<string, string> Problems, string Code = "VALIDATION_ERROR")
{
    public static GameSetup Of(RawJson options, params IReadOnlyList<SeatHolder> seats) => new(options, seats, new Dictionary<string, string>());

    public static GameSetup Wrong(string option, string problem, string code = "VALIDATION_ERROR") =>
        new(RawJson.EmptyObject, [], new Dictionary<string, string> { [option] = problem }, code);

    public static GameSetup Wrong(IReadOnlyDictionary<string, string> problems) => new(RawJson.EmptyObject, [], problems);
}
