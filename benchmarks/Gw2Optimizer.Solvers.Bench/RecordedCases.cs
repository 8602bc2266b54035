using System.Diagnostics;
using Gw2Optimizer.Solvers.Gear;
using Gw2Optimizer.Solvers.Tests.Gear;

namespace Gw2Optimizer.Solvers.Bench;

/// <summary>The recorded cases, against the recorded program and a brute force of our own.</summary>
internal static class RecordedCases
{
    private const long VisitsMax = 300_000;

    public static void Print(int rounds)
    {
        Console.WriteLine("| case | nominal builds | recorded core, ms | its leaves | brute force here, ms | nodes | median ms | best ms | times faster | optimum |");
        Console.WriteLine("| --- | --: | --: | --: | --: | --: | --: | --: | --: | --- |");
        var medians = new List<double>();
        foreach (var name in OracleCase.Names)
        {
            var known = OracleCase.Read(name);
            GearAnswer answer = null!;
            var (median, best) = Stopwatches.Milliseconds(rounds, () => answer = GearSolver.Solve(known.Problem));
            medians.Add(median);
            var same = Math.Abs(answer.Best!.Value - known.BestValue) <= known.BestValue * 1e-9 && answer.Status == GearStatus.Proven;
            Console.WriteLine($"| {known.Name} | {known.NominalCombinations:N0} | {known.RecordedMilliseconds:N0} | {known.RecordedLeaves:N0} | {BruteForced(known)} | {answer.Nodes:N0} | {median:F2} | {best:F2} | {known.RecordedMilliseconds / median:N0} | {(same ? "the same, proven" : $"{answer.Best.Value} instead of {known.BestValue}")} |");
        }

        medians.Sort();
        Console.WriteLine();
        Console.WriteLine($"Median of the medians {medians[medians.Count / 2]:F2} ms, worst {medians[^1]:F2} ms. A brute force that was stopped after {VisitsMax:N0} builds is scaled up (~).");
        Console.WriteLine();
    }

    private static string BruteForced(OracleCase known)
    {
        var best = double.NegativeInfinity;
        var started = Stopwatch.GetTimestamp();
        var visited = BruteForce.Run(known.Problem, (_, value, _) => best = Math.Max(best, value), VisitsMax);
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var all = Math.Max(visited, known.RecordedLeaves);
        return visited < VisitsMax ? $"{elapsed:N0}" : $"~{elapsed * all / visited:N0}";
    }
}
