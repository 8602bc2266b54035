using System.CommandLine;

var root = new RootCommand("Times the solvers against a brute force, recorded runs and MILP solvers, in one run.");

return await root.Parse(args).InvokeAsync();
