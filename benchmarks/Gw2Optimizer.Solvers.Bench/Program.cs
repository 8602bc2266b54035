using System.CommandLine;
using Gw2Optimizer.Solvers.Bench;
using Gw2Optimizer.Solvers.Bench.Squads;

var root = new RootCommand("Times the solvers against a brute force, recorded runs and MILP solvers, in one run.")
{
    GearBench.Command(),
    SquadBench.Create(),
};

return await root.Parse(args).InvokeAsync();
