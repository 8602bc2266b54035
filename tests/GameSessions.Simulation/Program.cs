using System.CommandLine;
using GameSessions.Simulation;
using GameSessions.Simulation.World;

var histories = new Option<int>("--histories") { Description = "How many histories to run.", DefaultValueFactory = _ => 2_000 };
var from = new Option<ulong>("--from") { Description = "The first seed.", DefaultValueFactory = _ => 1 };
var seed = new Option<ulong?>("--seed") { Description = "Replay this one history and tell each step." };
var bug = new Option<string?>("--bug") { Description = "Plant this bug." };
var bugs = new Option<bool>("--bugs") { Description = "Plant each bug in turn and seek a history that finds it." };
var replay = new Option<bool>("--replay-bugs") { Description = "Plant each bug in turn and replay the seed recorded for it." };
var root = new RootCommand("Runs the real engine in worlds made from seeds, breaks them, and checks what must hold.") { histories, from, seed, bug, bugs, replay };
root.SetAction(parsed =>
{
    var planted = parsed.GetValue(bug) is { } name ? Bugs.All.Single(known => known.Name == name).Plant : plan => plan;
    return parsed.GetValue(seed) is { } one ? Simulator.Replay(planted(Plan.For(one)))
        : parsed.GetValue(bugs) ? Simulator.FindBugs(parsed.GetValue(histories), parsed.GetValue(from))
        : parsed.GetValue(replay) ? Simulator.ReplayBugs()
        : Simulator.Run(parsed.GetValue(from), parsed.GetValue(histories), planted);
});
return root.Parse(args).Invoke();
