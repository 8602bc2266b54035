using System.CommandLine;
using GameSessions.Kills;

var nodes = new Option<int>("--nodes") { Description = "1: a server on SQLite. More: so many servers on one PostgreSQL and one Redis, which must be installed.", DefaultValueFactory = _ => 1 };
var kills = new Option<int>("--kills") { Description = "With one node: how often to kill it with SIGKILL.", DefaultValueFactory = _ => 100 };
var faults = new Option<int>("--faults") { Description = "With several nodes: how many faults of any kind to make.", DefaultValueFactory = _ => 100 };
var seed = new Option<int?>("--seed") { Description = "Makes the same choices again; what they meet is up to the machine." };
var tables = new Option<int>("--tables") { Description = "Games that are played at a time.", DefaultValueFactory = _ => 6 };
var down = new Option<int>("--down") { Description = "With one node: milliseconds that it stays down at most; more than a second is an outage, which clocks get back.", DefaultValueFactory = _ => 3_000 };
nodes.Validators.Add(result => AskFor(result.GetValueOrDefault<int>() > 0, "--nodes is 1 or more.", result.AddError));
kills.Validators.Add(result => AskFor(result.GetValueOrDefault<int>() >= 0, "--kills is 0 or more.", result.AddError));
faults.Validators.Add(result => AskFor(result.GetValueOrDefault<int>() >= 0, "--faults is 0 or more.", result.AddError));
tables.Validators.Add(result => AskFor(result.GetValueOrDefault<int>() > 0, "--tables is 1 or more.", result.AddError));
down.Validators.Add(result => AskFor(result.GetValueOrDefault<int>() >= 0, "--down is 0 or more.", result.AddError));
var root = new RootCommand("Plays many games on real servers, kills them at random instants, freezes them, takes their disk, database or cache away, tears connections, and compares what every client was told with the log.")
{
    nodes, kills, faults, seed, tables, down,
};
root.SetAction((options, cancellation) => new KillRun(
    new KillSettings(
        options.GetValue(nodes),
        options.GetValue(options.GetValue(nodes) == 1 ? kills : faults),
        options.GetValue(seed) ?? Random.Shared.Next(),
        options.GetValue(tables),
        TimeSpan.FromMilliseconds(options.GetValue(down))),
    Console.Out).RunAsync(cancellation));
return await root.Parse(args).InvokeAsync();

static void AskFor(bool isSo, string sentence, Action<string> refuse)
{
    if (!isSo)
    {
        refuse(sentence);
    }
}
