using System.Text.Json;
using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Log;
using GameSessions.Wire;
using Gw2Optimizer.Rooms.Drafts;

namespace Gw2Optimizer.Rooms.Tests;

/// <summary>A draft played through the referee, with its log.</summary>
internal sealed class Table
{
    public static readonly PlayerId Blue = new("ann");
    public static readonly PlayerId Red = new("bob");

    private readonly DraftRules rules;
    private int commands;

    public Table(string options = "{}", RateSquad? rate = null)
    {
        rules = new DraftRules(rate);
        var setup = rules.SetUp(new RawJson(options).Parse());
        setup.Problems.ShouldBeEmpty();
        Creation = new GameCreation("draft", setup.Options, TimeControl.Normal, 0, setup.Seats);
        New = Now = Game.Create(rules, new GameId("g1"), Creation);
    }

    public GameCreation Creation { get; }

    public Game New { get; }

    public Game Now { get; private set; }

    public long Clock { get; set; } = 1_000;

    public List<RecordedEvent> Log { get; } = [];

    public static Table Started(string options = "{}", RateSquad? rate = null)
    {
        var table = new Table(options, rate);
        table.Do(new Join(Blue, null)).ShouldBeOfType<Ruling.Accepted>();
        table.Do(new Join(Red, null)).ShouldBeOfType<Ruling.Accepted>();
        return table;
    }

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

    public Ruling Do(PlayerId player, string name, string data) => Do(new PlayerCommand(player, new CommandId($"c{++commands}"), name, new RawJson(data).Parse()));

    public RecordedEvent[] Ban(PlayerId player, string specialization) => Accepted(Do(player, "ban", RawJson.From(new { specialization }).Text));

    public RecordedEvent[] Pick(PlayerId player, string specialization, string role = "dps") => Accepted(Do(player, "pick", RawJson.From(new { specialization, role }).Text));

    public RecordedEvent[] Resign(PlayerId player) => Accepted(Do(player, "resign", "{}"));

    public string RefusalOf(PlayerId player, string name, string data) => Do(player, name, data).ShouldBeOfType<Ruling.Refused>().Refusal.Code;

    /// <summary>Does whatever is due, with the first available name, until nothing is or this many steps are done.</summary>
    public void Play(int steps = int.MaxValue)
    {
        for (; steps > 0 && Room.Due() is { } due; steps--)
        {
            var player = due.Seat == DraftSeats.Blue ? Blue : Red;
            var name = View(due.Seat).GetProperty("available")[0].GetString()!;
            _ = due.Action == DraftAction.Ban ? Ban(player, name) : Pick(player, name);
        }
    }

    public Draft Room => (Draft)Now.Room;

    public JsonElement View(Seat? seat) => rules.View(Room, seat).Parse();

    public Game Replayed() => Log.Aggregate(New, (game, recorded) => game.Apply(rules, recorded));

    public Game Reloaded() => New.Restore(rules, Now.TakeSnapshot(rules));

    public string[] Bans(Seat? viewer, string side) => Names(View(viewer).GetProperty("bans").GetProperty(side));

    public string[] Available(Seat? viewer) => Names(View(viewer).GetProperty("available"));

    private static string[] Names(JsonElement list) => [.. list.EnumerateArray().Select(name => name.GetString()!)];

    private static RecordedEvent[] Accepted(Ruling ruling) => [.. ruling.ShouldBeOfType<Ruling.Accepted>().Events];
}
