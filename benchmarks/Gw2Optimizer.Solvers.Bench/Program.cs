using System.CommandLine;
using Gw2Optimizer.Solvers.Bench.Squads;

var root = new RootCommand("Times the solvers against a brute force, recorded runs and MILP solvers, in one run.")
{
    SquadBench.Create(),
};

return await root.Parse(args).InvokeAsync();
