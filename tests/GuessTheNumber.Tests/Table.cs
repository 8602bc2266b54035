using GameSessions.Games;
using GameSessions.Log;
using GameSessions.Wire;

namespace GuessTheNumber.Tests;

#region table
/// <summary>The rules behind the engine's referee, without a server: Ann keeps, Bob seeks.</summary>
internal sealed class Table
{
    public static readonly PlayerId Ann = new("ann");
    public static readonly PlayerId Bob = new("bob");
    private readonly GuessRules rules = new();
    private int commands;

    public Table()
    {
        var setup = rules.SetUp(RawJson.EmptyObject.Parse());
        Game = Game.Create(rules, new GameId("g"), new GameCreation(rules.Kind, setup.Options, rules.DefaultTimeControl, CreatedAt: 0, setup.Seats));
        Do(new Deal([Ann, Bob]));
    }

    public Game Game { get; private set; }

    /// <summary>In ms since the epoch.</summary>
    public long Now { get; set; }

    public string ViewOf(Seat? seat) => Game.ViewFor(rules, seat).Text;

    /// <returns>The events, or none and the code of the refusal.</returns>
    public (IReadOnlyList<RecordedEvent> Events, string? Refused) Do(PlayerId player, string name, object data) =>
        Do(new PlayerCommand(player, new CommandId($"c{++commands}"), name, RawJson.From(data).Parse()));

    /// <summary>Does what the server would do by itself now.</summary>
    public IReadOnlyList<RecordedEvent> Settle() => Referee.Due(Game, Now, outages: []) is { } due ? Do(due).Events : [];

    private (IReadOnlyList<RecordedEvent> Events, string? Refused) Do(GameCommand command)
    {
        switch (Referee.Decide(rules, Game, command, new DecisionContext(Now, new Dictionary<Seat, int>(), Seed: 1)))
        {
            case Ruling.Accepted accepted:
                Game = accepted.After;
                return (accepted.Events, null);
            case Ruling.Refused refused:
                return ([], refused.Refusal.Code);
            default:
                throw new InvalidOperationException();
        }
    }
}
#endregion
