using System.CommandLine;
using Gw2Optimizer.Api.Bench;

var seconds = new Option<int>("--seconds") { Description = "How long each load lasts.", DefaultValueFactory = _ => 5 };
var rounds = new Option<int>("--rounds") { Description = "How often each load is repeated; the servers take turns, and the median counts.", DefaultValueFactory = _ => 5 };
var port = new Option<int>("--port") { Required = true };
var bare = new Command("bare", "The peer: Kestrel, and one answer from memory.") { port };
bare.SetAction((parsed, cancellation) => BareServer.RunAsync(parsed.GetValue(port), cancellation));
var root = new RootCommand("Times the API against bare Kestrel in one run: reads and writes of builds, sign-ins, squads. Prints tables in Markdown.") { seconds, rounds, bare };
root.SetAction((parsed, cancellation) => new BenchRun(parsed.GetValue(seconds), parsed.GetValue(rounds)).RunAsync(cancellation));
return await root.Parse(args).InvokeAsync();
