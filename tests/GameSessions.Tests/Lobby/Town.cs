using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Lobby;
using GameSessions.Log;
using GameSessions.Wire;

namespace GameSessions.Tests.Lobby;

/// <summary>Inboxes, queues and games that act on each other. Like the log, it stores a command of the same id once, and keeps what is still to be done.</summary>
internal sealed class Town
{
    public const string Kind = "duel";

    private readonly Dictionary<GameId, Game> games = [];
    private readonly HashSet<(GameId, CommandId)> stored = [];
    private readonly Dictionary<string, GameRules> rules = ((GameRules[])[new DuelRules(), new InboxRules(), new QueueRules([new DuelRules()])]).ToDictionary(rules => rules.Kind);

    public long Now { get; set; } = 1_000;

    /// <summary>The events whose effects are open, the oldest first.</summary>
    public List<Effect> Open { get; } = [];

    public List<(GameId Game, GameEvent Happened)> History { get; } = [];

    public IEnumerable<Game> Duels => games.Values.Where(game => game.Kind == Kind);

    public Game? Find(GameId id) => games.GetValueOrDefault(id);

    public Inbox SearchOf(PlayerId player) => (Inbox?)Find(InboxId.Matchmaking(player))?.Room ?? new Inbox();

    public IReadOnlyList<Place> PlacesIn(TimeControl? control) => ((Queue?)Find(QueueRules.IdOf(Kind, control))?.Room)?.Places ?? [];

    public IEnumerable<T> Happened<T>(GameId id)
        where T : GameEvent => History.Where(one => one.Game == id).Select(one => one.Happened).OfType<T>();

    public Ruling Send(GameId id, GameCommand command, GameCreation? creation = null)
    {
        if (!games.TryGetValue(id, out var game))
        {
            var made = creation ?? InboxRules.CreationFor(InboxId.OwnerOf(id)!.Value, Now);
            game = Game.Create(rules[made.Kind], id, made);
        }

        var ruling = Referee.Decide(rules[game.Kind], game, command, new DecisionContext(Now, new Dictionary<Seat, int>(), Seed: 1));
        if (ruling is Ruling.Accepted { Events: { Count: > 0 } events } accepted && (command is not ServerCommand { Id: { } once } || stored.Add((id, once))))
        {
            games[id] = accepted.After;
            History.AddRange(events.Select(recorded => (id, rules[game.Kind].Events.Decode(recorded))));
            Open.AddRange(accepted.Reactions.GroupBy(one => one.Sequence, one => one.Reaction).Select(ofEvent => new Effect(id, ofEvent.Key, [.. ofEvent])));
        }

        return ruling;
    }

    public Ruling Search(PlayerId player, TimeControl? control = null) =>
        Send(InboxId.Matchmaking(player), new Enqueue(Kind, control, SearchOf(player).Match is { } match && Find(match.GameId)!.Status == GameStatus.Finished ? match.GameId : null));

    /// <summary>As the engine does it: the wish reaches its queue before the queue lets go of it.</summary>
    public void Leave(PlayerId player)
    {
        if (SearchOf(player).Wish is { } wish)
        {
            var inbox = Find(InboxId.Matchmaking(player))!;
            if (Open.FirstOrDefault(effect => effect.Game == inbox.Id && effect.Sequence == inbox.Head) is { } entering)
            {
                CarryOut(entering);
            }

            Send(QueueRules.IdOf(wish.Kind, wish.TimeControl), new Withdraw(player, inbox.Head));
        }
    }

    /// <summary>Does what an event does; a part of it where the one who does it stops on the way.</summary>
    public void CarryOut(Effect effect, int atMost = int.MaxValue)
    {
        foreach (var (target, command, creation) in effect.Reactions.Take(atMost))
        {
            Send(target, command with { Id = Reaction.IdOf(effect.Game, effect.Sequence) }, creation);
        }

        if (atMost >= effect.Reactions.Count)
        {
            Open.Remove(effect);
        }
    }

    /// <summary>Until nothing is open.</summary>
    public void Settle()
    {
        while (Open.Count > 0)
        {
            CarryOut(Open[0]);
        }
    }

    /// <summary>White wins at once.</summary>
    public void Finish(Game duel)
    {
        var white = duel.Seats.Single(holder => holder.Seat == DuelRules.White).Player!.Value;
        Duel.Types(Send(duel.Id, new PlayerCommand(white, new CommandId("last"), "move", RawJson.From(new { word = "last" }).Parse()))).ShouldContain("finished");
    }

    internal sealed record Effect(GameId Game, long Sequence, IReadOnlyList<Reaction> Reactions);
}
