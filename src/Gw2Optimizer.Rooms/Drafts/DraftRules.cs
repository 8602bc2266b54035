using System.Text.Json;
using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Wire;

namespace Gw2Optimizer.Rooms.Drafts;

/// <summary>Two captains ban and pick elite specializations in turn for two squads.</summary>
/// <param name="rate">Rates both squads of a complete draft; the better one wins. Null: nobody rates them, and nobody wins by completing.</param>
public sealed class DraftRules(RateSquad? rate = null) : GameRules<Draft>
{
    public override string Kind => "draft";

    public override IReadOnlySet<string> Commands { get; } = new HashSet<string> { "ban", "pick", "resign" };

    public override EventCodec Events { get; } = new(
        (Banned.Type, typeof(Banned)), ("picked", typeof(Picked)), ("resigned", typeof(Resigned)), ("revealed", typeof(Revealed)));

    public override TimeControl? DefaultTimeControl => TimeControl.Normal;

    public override GameSetup SetUp(JsonElement options)
    {
        if (LoneSurrogates.In(options))
        {
            return GameSetup.Wrong("options", "options hold half a surrogate pair, which is no text.");
        }

        var problems = new Dictionary<string, string>();
        var complete = DraftOptions.Read(options, problems);
        if (problems.Count > 0)
        {
            return GameSetup.Wrong(problems);
        }

        var needed = DraftFormat.Named(complete.Format)!.PoolMin;
        return complete.Pool.Count < needed
            ? GameSetup.Wrong("pool", $"{complete.Format} needs a pool of at least {needed}, not {complete.Pool.Count}.", "POOL_TOO_SMALL")
            : GameSetup.Of(RawJson.From(complete), new SeatHolder(DraftSeats.Blue, Required: true), new SeatHolder(DraftSeats.Red, Required: true));
    }

    public override Draft Create(RawJson options) => Draft.Of(options.To<DraftOptions>()!);

    public override Seat? Turn(Draft room) => room.Due()?.Seat;

    public override Finished Flag(Draft room, Seat seat) => new(DraftSeats.Other(seat), "flag", Scores: null);

    public override RawJson View(Draft room, Seat? seat) => RawJson.From(DraftView.Of(room, seat));

    public override Decision Decide(Draft room, Seat seat, PlayerCommand command, DecisionContext context) => command.Name switch
    {
        "ban" => DraftTurns.Ban(room, seat, command.Data),
        "pick" => DraftTurns.Pick(room, seat, command.Data, rate),
        _ => Decision.Accept(new Resigned(seat), new Finished(DraftSeats.Other(seat), "resigned", Scores: null)),
    };

    public override Draft Apply(Draft room, GameEvent happened, PlayerId? by, long at) => room.After(happened);
}
