using System.CommandLine;
using GameSessions.Kills;

var kills = new Option<int>("--kills") { Description = "How often to kill the server with SIGKILL.", DefaultValueFactory = _ => 100 };
var seed = new Option<int?>("--seed") { Description = "Makes the same choices again; what they meet is up to the machine." };
var tables = new Option<int>("--tables") { Description = "Games that are played at a time.", DefaultValueFactory = _ => 6 };
var down = new Option<int>("--down") { Description = "Milliseconds that a killed server stays down at most; more than a second is an outage, which clocks get back.", DefaultValueFactory = _ => 3_000 };
kills.Validators.Add(result => AskFor(result.GetValueOrDefault<int>() >= 0, "--kills is 0 or more.", result.AddError));
tables.Validators.Add(result => AskFor(result.GetValueOrDefault<int>() > 0, "--tables is 1 or more.", result.AddError));
down.Validators.Add(result => AskFor(result.GetValueOrDefault<int>() >= 0, "--down is 0 or more.", result.AddError));
var root = new RootCommand("Plays many games on a real server, kills it at random instants, freezes it, fills its disk and tears its connections, and compares what every client was told with the log.")
{
    kills, seed, tables, down,
};
root.SetAction((options, cancellation) => new KillRun(
    new KillSettings(options.GetValue(kills), options.GetValue(seed) ?? Random.Shared.Next(), options.GetValue(tables), TimeSpan.FromMilliseconds(options.GetValue(down))),
    Console.Out).RunAsync(cancellation));
return await root.Parse(args).InvokeAsync();

static void AskFor(bool isSo, string sentence, Action<string> refuse)
{
    if (!isSo)
    {
        refuse(sentence);
    }
}
