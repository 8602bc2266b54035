using System.CommandLine;
using Gw2Optimizer.Solvers.Squads;

namespace Gw2Optimizer.Solvers.Bench.Squads;

/// <summary><c>squads</c>: ours, cbc and HiGHS on the same model, the last two reading the LP file that ours writes.</summary>
internal static class SquadBench
{
    private const string Script = "benchmarks/peers/highs/solve.js";

    public static Command Create()
    {
        var seconds = new Option<int>("--seconds") { Description = "How long a MILP solver may take for one case.", DefaultValueFactory = _ => 10 };
        var runs = new Option<int>("--runs") { Description = "Runs of ours, of which the median counts.", DefaultValueFactory = _ => 5 };
        var only = new Option<string>("--only") { Description = "Only cases with this in their name.", DefaultValueFactory = _ => string.Empty };
        var command = new Command("squads", "Squads of 5 to 50 players against cbc and HiGHS.") { seconds, runs, only };
        command.SetAction(parsed => Run(parsed.InvocationConfiguration.Output, parsed.GetValue(seconds), parsed.GetValue(runs), parsed.GetValue(only)!));
        return command;
    }

    private static void Run(TextWriter output, int seconds, int runs, string only)
    {
        output.WriteLine($"MILP solvers stop after {seconds} s.\n");
        output.WriteLine("| case | solver | ms | points | bound | gap, % |");
        output.WriteLine("|  ---  |  ---  |  ---:  |  ---:  |  ---:  |  ---:  |");
        foreach (var one in SquadCase.All.Where(one => one.Name.Contains(only, StringComparison.Ordinal)))
        {
            var program = Path.Combine(Path.GetTempPath(), $"squads-{Environment.ProcessId}.lp");
            File.WriteAllText(program, SquadLpFile.Write(one.Request, out _));
            Tell(output, one.Name, "ours", SquadRuns.Ours(one.Request, runs));
            Tell(output, one.Name, "cbc", SquadRuns.Cbc(program, seconds));
            Tell(output, one.Name, "HiGHS", SquadRuns.Highs(program, seconds, Script));
            File.Delete(program);
        }
    }

    private static void Tell(TextWriter output, string name, string solver, SquadRun? run)
    {
        var gap = run is { Points: { } points, Bound: { } bound } ? run.Proven ? "proven" : $"{100 * (bound - points) / points:F3}" : "none told";
        output.WriteLine(run is null
            ? $"| {name} | {solver} | not installed | | | |"
            : $"| {name} | {solver} | {run.Milliseconds:F0} | {run.Points:F0} | {run.Bound:F0} | {gap} |");
        output.Flush();
    }
}
