using System.CommandLine;
using Gw2Optimizer.ApiFuzz;

var requests = new Option<int>("--requests") { Description = "How many requests to send.", DefaultValueFactory = _ => 5_000 };
var seed = new Option<ulong>("--seed") { Description = "The seed of every choice.", DefaultValueFactory = _ => 1 };
var root = new RootCommand("Calls every route that the real server describes, rightly and wrongly, and looks at every answer. Exit code 0: nothing was found.") { requests, seed };
root.SetAction((parsed, cancellation) => new FuzzRun(parsed.GetValue(requests), parsed.GetValue(seed)).RunAsync(cancellation));
return await root.Parse(args).InvokeAsync();
