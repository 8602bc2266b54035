using System.Text.Json;
using GameSessions.Games;
using GameSessions.Wire;

namespace Gw2Optimizer.Rooms.Squads;

/// <summary>A commander and those who join plan a squad together. It runs as soon as the commander sits, has no clock, and never ends by itself.</summary>
public sealed class SquadRules : GameRules<Squad>
{
    public override string Kind => "squad";

    public override IReadOnlySet<string> Commands { get; } =
        new HashSet<string> { "note", "signUp", "assign", "move", "clear", "compose", "lock", "unlock", "leave" };

    public override EventCodec Events { get; } = new(
        ("noted", typeof(Noted)), ("signedUp", typeof(SignedUp)), ("assigned", typeof(Assigned)), ("moved", typeof(Moved)), ("cleared", typeof(Cleared)),
        ("composed", typeof(Composed)), ("locked", typeof(Locked)), ("unlocked", typeof(Unlocked)));

    public override GameSetup SetUp(JsonElement options)
    {
        if (LoneSurrogates.In(options))
        {
            return GameSetup.Wrong("options", "options hold half a surrogate pair, which is no text.");
        }

        var problems = new Dictionary<string, string>();
        var complete = SquadOptions.Read(options, problems);
        return problems.Count > 0 ? GameSetup.Wrong(problems) : GameSetup.Of(RawJson.From(complete), SquadSeats.All);
    }

    public override Squad Create(RawJson options) => Squad.Of(options.To<SquadOptions>()!);

    public override Refusal? RefuseSeat(Squad room) => room.Locked ? Refusal.Locked : null;

    public override Decision Decide(Squad room, Seat seat, PlayerCommand command, DecisionContext context) =>
        SquadCommands.Refuse(room, seat, command.Name) is { } refusal ? refusal : command.Name switch
        {
            "note" => SquadCommands.Note(seat, command.Player, command.Data),
            "signUp" => SquadCommands.SignUp(seat, command.Player, command.Data),
            "assign" => SquadCommands.Assign(room, command.Data),
            "move" => SquadCommands.Move(room, command.Data),
            "clear" => SquadCommands.Clear(room, command.Data),
            "compose" => SquadCommands.Compose(room, command.Data, command.Findings as ComposeFindings),
            "lock" => Decision.Accept(new Locked()),
            "unlock" => Decision.Accept(new Unlocked()),
            _ => Decision.Accept(new Left(seat, command.Player)),
        };

    public override Squad Apply(Squad room, GameEvent happened, PlayerId? by, long at) => room.After(happened, at);

    public override RawJson View(Squad room, Seat? seat) => RawJson.From(room);
}
