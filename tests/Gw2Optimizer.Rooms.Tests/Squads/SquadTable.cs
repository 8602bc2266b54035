using System.Text.Json;
using GameSessions.Games;
using GameSessions.Log;
using GameSessions.Wire;
using Gw2Optimizer.Rooms.Squads;

namespace Gw2Optimizer.Rooms.Tests.Squads;

/// <summary>A squad planned through the referee, with its log.</summary>
internal sealed class SquadTable
{
    public static readonly PlayerId Ann = new("ann");
    public static readonly PlayerId Bob = new("bob");
    public static readonly PlayerId Cid = new("cid");

    private readonly SquadRules rules = new();
    private int commands;

    private SquadTable(string options)
    {
        var setup = rules.SetUp(JsonElement.Parse(options));
        setup.Problems.ShouldBeEmpty();
        New = Now = Game.Create(rules, new GameId("g1"), new GameCreation("squad", setup.Options, TimeControl: null, CreatedAt: 0, setup.Seats));
    }

    public Game New { get; }

    public Game Now { get; private set; }

    public long Clock { get; set; } = 1_000;

    public List<RecordedEvent> Log { get; } = [];

    public Squad Room => (Squad)Now.Room;

    /// <summary>Ann commands; the others have joined.</summary>
    public static SquadTable With(string options, params IEnumerable<PlayerId> members)
    {
        var table = new SquadTable(options);
        table.Join(Ann);
        foreach (var member in members)
        {
            table.Join(member);
        }

        return table;
    }

    public static SquadTable OfThree(int size = 5) => With($$"""{"size": {{size}}}""", Bob, Cid);

    public Ruling Do(GameCommand command)
    {
        var ruling = Referee.Decide(rules, Now, command, new DecisionContext(Clock, new Dictionary<Seat, int>(), Seed: 1));
        if (ruling is Ruling.Accepted accepted)
        {
            Log.AddRange(accepted.Events);
            Now = accepted.After;
        }

        return ruling;
    }

    public Ruling Do(PlayerId player, string name, string data = "{}") => Do(new PlayerCommand(player, new CommandId($"c{++commands}"), name, JsonElement.Parse(data)));

    /// <summary>As the server sends it on, with what its solver found.</summary>
    public Ruling Compose(ComposeFindings findings) =>
        Do(new PlayerCommand(Ann, new CommandId($"c{++commands}"), "compose", JsonElement.Parse("{}")) { Findings = findings });

    public void Join(PlayerId player) => Do(new Join(player, Seat: null)).ShouldBeOfType<Ruling.Accepted>();

    /// <summary>The one event that the command causes.</summary>
    public RecordedEvent Accepted(PlayerId player, string name, string data = "{}") =>
        Do(player, name, data).ShouldBeOfType<Ruling.Accepted>($"{name} {data}").Events.ShouldHaveSingleItem();

    public string RefusalOf(PlayerId player, string name, string data = "{}") => Do(player, name, data).ShouldBeOfType<Ruling.Refused>($"{name} {data}").Refusal.Code;

    public void Assign(int slot, PlayerId user) => Accepted(Ann, "assign", RawJson.From(new { slot, userId = user, specialization = "Firebrand", role = "healer" }).Text);

    public string View(Seat? seat = null) => rules.View(Room, seat).Text;

    public JsonElement State(string property) => JsonElement.Parse(View()).GetProperty(property);

    public Game Replayed() => Log.Aggregate(New, (game, recorded) => game.Apply(rules, recorded));

    public Game Reloaded() => New.Restore(rules, Now.TakeSnapshot(rules));

    public string Written(Game game) => game.TakeSnapshot(rules).State.Text;
}
