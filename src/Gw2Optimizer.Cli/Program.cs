using System.CommandLine;

var root = new RootCommand("Guild Wars 2 gear, squads and chat codes, from named formulas and exact solvers.");

return await root.Parse(args).InvokeAsync();
