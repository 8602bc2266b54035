using System.CommandLine;
using GameSessions.Fuzz;

var frames = new Option<long>("--frames") { Description = "How many frames to send.", DefaultValueFactory = _ => 20_000 };
var seed = new Option<ulong>("--seed") { Description = "The seed of every choice.", DefaultValueFactory = _ => 1 };
var visit = new Option<int?>("--visit") { Description = "Make this one visit only, and send each frame after the answer to the one before." };
var root = new RootCommand("Throws frames, whole and broken, at the real server, and checks every byte that comes back. Exit code 0: nothing was found.") { frames, seed, visit };
root.SetAction(parsed => new FuzzRun(parsed.GetValue(frames), parsed.GetValue(seed), parsed.GetValue(visit)).RunAsync());
return await root.Parse(args).InvokeAsync();
