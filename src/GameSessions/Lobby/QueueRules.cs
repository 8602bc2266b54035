using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Log;
using GameSessions.Wire;

namespace GameSessions.Lobby;

/// <summary>
/// A game without seats, one for each kind and time control: players enter and are paired in the order in which they came. What follows
/// from a pair is done by reactions: the game is dealt, then both players are told.
/// </summary>
/// <param name="kinds">The kinds that may be played.</param>
public sealed class QueueRules(IReadOnlyList<GameRules> kinds) : GameRules<Queue>
{
    public const string Name = "queue";

    private readonly Dictionary<string, GameRules> rulesByKind = kinds.ToDictionary(rules => rules.Kind);

    public override string Kind => Name;

    public override IReadOnlySet<string> Commands { get; } = new HashSet<string>();

    public override EventCodec Events { get; } = new(("entered", typeof(Entered)), ("withdrawn", typeof(Withdrawn)), ("paired", typeof(Paired)));

    public static GameId IdOf(string kind, TimeControl? control)
    {
        var pace = control is not { Preset: "custom" }
            ? control?.Preset ?? "untimed"
            : string.Create(CultureInfo.InvariantCulture, $"{control.TotalMs}-{control.IncrementMs}-{control.DelayMs}");
        return new GameId($"{Name}:{kind}:{pace}");
    }

    public static GameCreation CreationFor(string kind, TimeControl? control, long now) =>
        new(Name, RawJson.From(new QueueOptions(kind, control)), TimeControl: null, now, []);

    /// <summary>Whether two players can be seated in a game of this kind without being asked anything else.</summary>
    public static bool CanPair(GameRules rules) => rules.SetUp(RawJson.EmptyObject.Parse()).Seats.Count(holder => holder.Required) == 2;

    public override GameSetup SetUp(JsonElement options) => GameSetup.Wrong("kind", "A queue is not made: it is there for whoever waits.");

    public override bool IsPublic(RawJson options) => false;

    public override Queue Create(RawJson options) => new([]);

    public override Decision Decide(Queue room, Seat seat, PlayerCommand command, DecisionContext context) => Refusal.UnknownCommand;

    public override Decision Decide(Queue room, RoomCommand command, DecisionContext context) => command switch
    {
        Enter enter when room.Places.Any(place => place.Player == enter.Player) => Decision.Accept(),
        Enter enter when room.Places.Count > 0 => Decision.Accept(new Paired(room.Places[0].Player, enter.Player)),
        Enter enter => Decision.Accept(new Entered(new Place(enter.Player, enter.Ticket))),
        Withdraw withdraw when room.Places.Contains(new Place(withdraw.Player, withdraw.Ticket)) =>
            Decision.Accept(new Withdrawn(new Place(withdraw.Player, withdraw.Ticket))),
        Withdraw => Decision.Accept(),
        _ => base.Decide(room, command, context),
    };

    public override Queue Apply(Queue room, GameEvent happened, PlayerId? by, long at) => happened switch
    {
        Entered entered => new Queue([.. room.Places, entered.Place]),
        Withdrawn withdrawn => new Queue([.. room.Places.Where(place => place != withdrawn.Place)]),
        Paired paired => new Queue([.. room.Places.Where(place => place.Player != paired.First)]),
        _ => room,
    };

    /// <summary>Nobody is shown who waits.</summary>
    public override RawJson View(Queue room, Seat? seat) => RawJson.EmptyObject;

    public override IReadOnlyList<Reaction> React(GameId game, GameCreation creation, RecordedEvent recorded, GameEvent happened) => happened switch
    {
        Withdrawn withdrawn => [new Reaction(InboxId.Matchmaking(withdrawn.Place.Player), new Unqueue())],
        Paired paired => Match(MatchId(game, recorded, paired), creation.Options.To<QueueOptions>()!, paired, recorded.At),
        _ => [],
    };

    /// <summary>The game is there, and runs, before anybody hears of it.</summary>
    private IReadOnlyList<Reaction> Match(GameId match, QueueOptions options, Paired paired, long now)
    {
        var setup = rulesByKind[options.Kind].SetUp(RawJson.EmptyObject.Parse());
        var creation = new GameCreation(options.Kind, setup.Options, options.TimeControl, now, setup.Seats);
        var notice = new Notified("match", "Match found", $"Your {options.Kind} has begun.", RawJson.From(new { gameId = match }));
        return
        [
            new Reaction(match, new Deal([paired.First, paired.Second]), creation),
            new Reaction(InboxId.Matchmaking(paired.First), new FindMatch(match, paired.Second)),
            new Reaction(InboxId.Matchmaking(paired.Second), new FindMatch(match, paired.First)),
            new Reaction(InboxId.Notifications(paired.First), new Notify(notice)),
            new Reaction(InboxId.Notifications(paired.Second), new Notify(notice)),
        ];
    }

    /// <summary>A UUID (version 8) that follows from the pair, and from when it met: a restored log pairs others under the same sequence.</summary>
    private static GameId MatchId(GameId queue, RecordedEvent recorded, Paired paired)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{Reaction.IdOf(queue, recorded.Sequence).Value} {paired.First.Value} {paired.Second.Value} {recorded.At}"))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new GameId(new Guid(bytes, bigEndian: true).ToString());
    }
}
