using GameSessions.Lobby;
using GameSessions.Log;

namespace GameSessions.Games;

/// <summary>Decides any command on any game: seats, status and clock in front of the kind's own rules. Pure.</summary>
public static class Referee
{
    /// <summary>What the server must append before any other decision at <paramref name="now"/>: an outage's credit, then the flag. Null: nothing.</summary>
    public static ServerCommand? Due(Game game, long now, IReadOnlyList<Outage> outages)
    {
        if (game.Clock?.Turn is not { } turn)
        {
            return null;
        }

        // A credit covers everything before it, so the oldest outage comes first.
        foreach (var outage in outages.OrderBy(outage => outage.From))
        {
            if (game.Clock.CreditFor(outage) > 0)
            {
                return new CreditOutage(turn.Seat, outage);
            }
        }

        return now >= game.Clock.Deadline ? new FallFlag(turn.Seat) : null;
    }

    public static Ruling Decide(GameRules rules, Game game, GameCommand command, DecisionContext context)
    {
        var decision = command switch
        {
            PlayerCommand player => Decide(rules, game, player, context),
            Join join => Seat(rules, game, join),
            Deal deal => Seat(game, deal),
            FallFlag flag => Flag(rules, game, flag, context.Now),
            CreditOutage credit => Credit(game, credit),
            RoomCommand room => rules.Decide(game.Room, room, context),
            _ => throw new InvalidOperationException($"No referee for {command.GetType().Name}."),
        };
        return decision switch
        {
            Decision.Accepted accepted => Record(rules, game, accepted.Events, command, context),
            Decision.Refused refused => new Ruling.Refused(refused.Refusal),
            _ => throw new InvalidOperationException("A decision is accepted or refused."),
        };
    }

    private static Decision Decide(GameRules rules, Game game, PlayerCommand command, DecisionContext context)
    {
        if (game.SeatOf(command.Player) is not { } seat)
        {
            return Refusal.NotAPlayer;
        }

        if (!rules.Commands.Contains(command.Name))
        {
            return Refusal.UnknownCommand;
        }

        return game.Status switch
        {
            GameStatus.Waiting => Refusal.GameNotStarted,
            GameStatus.Finished => Refusal.GameOver,
            _ => rules.Decide(game.Room, seat, command, context),
        };
    }

    private static Decision Seat(GameRules rules, Game game, Join join)
    {
        if (game.SeatOf(join.Player) is not null)
        {
            return Decision.Accept();
        }

        if (game.Status == GameStatus.Finished)
        {
            return Refusal.GameOver;
        }

        if (rules.RefuseToSeat(game.Room) is { } refusal)
        {
            return refusal;
        }

        bool IsOpen(SeatHolder holder) => holder.Player is null && (holder.KeptFor is null || holder.KeptFor == join.Player);

        var place = join.Seat is { } asked
            ? game.Seats.FirstOrDefault(holder => holder.Seat == asked && IsOpen(holder))
            : game.Seats.FirstOrDefault(holder => holder.KeptFor == join.Player && IsOpen(holder)) ?? game.Seats.FirstOrDefault(IsOpen);
        if (place is null)
        {
            return join.Seat is not null && game.Seats.Any(IsOpen) ? Refusal.SeatTaken : Refusal.GameFull;
        }

        var isLastRequired = game.Status == GameStatus.Waiting && game.Seats.All(holder => !holder.Required || holder.Player is not null || holder == place);
        return isLastRequired
            ? Decision.Accept(new Joined(place.Seat, join.Player), new Started())
            : Decision.Accept(new Joined(place.Seat, join.Player));
    }

    private static Decision Seat(Game game, Deal deal) => game.Head > 0
        ? Decision.Accept()
        : Decision.Accept(
            [.. game.Seats.Where(holder => holder.Required).Zip(deal.Players, (holder, player) => new Joined(holder.Seat, player)), new Started()]);

    private static Decision Flag(GameRules rules, Game game, FallFlag flag, long now) =>
        game.Clock?.Turn?.Seat == flag.Seat && now >= game.Clock.Deadline
            ? Decision.Accept(new FlagFell(flag.Seat), rules.OnFlag(game.Room, flag.Seat))
            : Decision.Accept();

    private static Decision Credit(Game game, CreditOutage credit)
    {
        var ms = game.Clock?.CreditFor(credit.Outage) ?? 0;
        return ms > 0 ? Decision.Accept(new ClockCredited(credit.Seat, ms, credit.Outage.From, credit.Outage.To)) : Decision.Accept();
    }

    private static Ruling.Accepted Record(GameRules rules, Game game, IReadOnlyList<GameEvent> events, GameCommand command, DecisionContext context)
    {
        var (player, commandId) = command switch
        {
            PlayerCommand p => (p.Player, p.Id),
            Join join => (join.Player, join.Id),
            ServerCommand server => ((PlayerId?)null, server.Id),
            _ => throw new InvalidOperationException("A command is a player's or the server's."),
        };
        var at = Math.Max(context.Now, game.LastAt);
        var after = game;
        var recorded = new List<RecordedEvent>(events.Count);
        var reactions = new List<(long, Reaction)>();
        foreach (var happened in events)
        {
            var timed = Time(rules, after, happened, player, at, context);
            var sequence = after.Head + 1;
            var one = new RecordedEvent(sequence, rules.Events.NameOf(timed), EventCodec.Encode(timed), player, commandId, at, timed.Audience);
            recorded.Add(one);
            reactions.AddRange(React(rules, game.Id, game.Creation, one, timed).Select(reaction => (sequence, reaction)));
            after = after.Apply(rules, timed, player, at) with { Head = sequence };
        }

        return new Ruling.Accepted(recorded, after, reactions);
    }

    /// <summary>What a stored event does to other games.</summary>
    /// <exception cref="DamagedLogException">The event is not one of the kind's.</exception>
    public static IReadOnlyList<Reaction> React(GameRules rules, GameId game, GameCreation creation, RecordedEvent recorded) =>
        React(rules, game, creation, recorded, rules.Events.Decode(recorded));

    private static IReadOnlyList<Reaction> React(GameRules rules, GameId game, GameCreation creation, RecordedEvent recorded, GameEvent happened) =>
        recorded.Sequence == 1 ? [.. Invitation.For(game, creation), .. rules.React(game, creation, recorded, happened)] : rules.React(game, creation, recorded, happened);

    /// <summary>Writes into an event that ends or starts a turn the lag it was given and the lag that the next turn may take.</summary>
    private static GameEvent Time(GameRules rules, Game game, GameEvent happened, PlayerId? by, long at, DecisionContext context)
    {
        if (game.Clock is null || happened is not (Move or Started))
        {
            return happened;
        }

        var timed = happened is Move ? happened with { LagMs = game.Clock.LagGrant(at) } : happened;
        var next = game.Apply(rules, timed, by, at).Clock!;
        return next.Turn is { } turn
            ? timed with { AllowanceMs = next[turn.Seat].Quota.AllowanceFor(context.RoundTripMs.TryGetValue(turn.Seat, out var ms) ? ms : null) }
            : timed;
    }
}

/// <summary>A decision with its consequences worked out.</summary>
public abstract record Ruling
{
    private Ruling() { }

    /// <summary>The events to append, none where nothing changes, the game after them, and what each does to other games.</summary>
    public sealed record Accepted(IReadOnlyList<RecordedEvent> Events, Game After, IReadOnlyList<(long Sequence, Reaction Reaction)> Reactions) : Ruling
    {
        public Append ToAppend(Game before, long? generation = null) => new(
            before.Id,
            before.Head,
            Events,
            After.Status,
            After.Clock?.Deadline,
            ReferenceEquals(before.Seats, After.Seats) ? null : After.Seats,
            before.Head == 0 ? before.Creation : null,
            generation,
            [.. Reactions.Select(open => open.Sequence).Distinct()]);
    }

    public sealed record Refused(Refusal Refusal) : Ruling;
}
