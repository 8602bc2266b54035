using System.Text.Json;
using GameSessions.Games;
using GameSessions.Log;
using GameSessions.Wire;

namespace GameSessions.Lobby;

/// <summary>A game with one seat, in which the server alone acts: it tells its owner what happened elsewhere.</summary>
public sealed class InboxRules : GameRules<Inbox>
{
    public const string Name = "inbox";

    private static readonly Seat Owner = new("owner");
    private static readonly Refusal AlreadyQueued = new("ALREADY_QUEUED", "You wait for another game already, or play one that was found: leave the queue, or end that game, first.");

    public override string Kind => Name;

    public override IReadOnlySet<string> Commands { get; } = new HashSet<string>();

    public override EventCodec Events { get; } =
        new(("notified", typeof(Notified)), ("queued", typeof(Queued)), ("unqueued", typeof(Unqueued)), ("matched", typeof(Matched)));

    /// <summary>The row of an inbox, which is made by whoever first needs it.</summary>
    public static GameCreation CreationFor(PlayerId owner, long now) =>
        new(Name, RawJson.EmptyObject, TimeControl: null, now, [new SeatHolder(Owner, Required: true, owner)]);

    public override GameSetup SetUp(JsonElement options) => GameSetup.Wrong("kind", "An inbox is not made: everybody has it.");

    public override bool IsPublic(RawJson options) => false;

    public override Inbox Create(RawJson options) => new();

    public override Decision Decide(Inbox room, Seat seat, PlayerCommand command, DecisionContext context) => Refusal.UnknownCommand;

    public override Decision Decide(Inbox room, RoomCommand command, DecisionContext context) => command switch
    {
        Notify notify => Decision.Accept(notify.Notice),
        Enqueue enqueue => Decide(room, enqueue, context),
        Unqueue when room.Wish is { } wish => Decision.Accept(new Unqueued(wish.Kind, wish.TimeControl)),
        FindMatch found when room.Wish is { } wish => Decision.Accept(new Matched(found.Game, wish.Kind, found.Opponent)),
        // What the queue says of a wish that it has answered already.
        Unqueue or FindMatch => Decision.Accept(),
        _ => base.Decide(room, command, context),
    };

    public override Inbox Apply(Inbox room, GameEvent happened, PlayerId? by, long at) => happened switch
    {
        Notified => room with { Notices = room.Notices + 1 },
        Queued queued => room with { Wish = new Wish(queued.Kind, queued.TimeControl, queued.Since), Match = null },
        Unqueued => room with { Wish = null },
        Matched matched => room with { Wish = null, Match = new Match(matched.GameId, room.Wish!, matched.Opponent) },
        _ => room,
    };

    public override RawJson View(Inbox room, Seat? seat) => RawJson.From(room);

    /// <summary>A wish takes its place in a queue.</summary>
    public override IReadOnlyList<Reaction> React(GameId game, GameCreation creation, RecordedEvent recorded, GameEvent happened) => happened is Queued queued
        ?
        [
            new Reaction(
                QueueRules.IdOf(queued.Kind, queued.TimeControl),
                new Enter(InboxId.OwnerOf(game)!.Value, recorded.Sequence),
                QueueRules.CreationFor(queued.Kind, queued.TimeControl, recorded.At)),
        ]
        : [];

    private static Decision Decide(Inbox room, Enqueue wanted, DecisionContext context) => room switch
    {
        { Wish: { } wish } => wish.IsFor(wanted.Kind, wanted.TimeControl) ? Decision.Accept() : AlreadyQueued,
        { Match: { } match } when match.GameId != wanted.Over => match.Wish.IsFor(wanted.Kind, wanted.TimeControl) ? Decision.Accept() : AlreadyQueued,
        _ => Decision.Accept(new Queued(wanted.Kind, wanted.TimeControl, context.Now)),
    };
}
