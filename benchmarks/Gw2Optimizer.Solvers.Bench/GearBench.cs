using System.CommandLine;
using System.Diagnostics;
using Gw2Optimizer.Solvers.Gear;
using Gw2Optimizer.Solvers.Tests.Gear;

namespace Gw2Optimizer.Solvers.Bench;

internal static class GearBench
{
    public static Command Command()
    {
        var command = new Command("gear", "The oracle cases, all prefixes, and ten thousand upgrade sets.");
        command.SetAction(_ => OracleCases());
        return command;
    }

    private static void OracleCases()
    {
        foreach (var name in OracleCase.Names)
        {
            var known = OracleCase.Read(name);
            var best = double.MaxValue; GearAnswer answer = null!;
            for (var i = 0; i < 7; i++)
            {
                var t = Stopwatch.GetTimestamp();
                answer = GearSolver.Solve(known.Problem);
                best = Math.Min(best, Stopwatch.GetElapsedTime(t).TotalMilliseconds);
            }
            Console.WriteLine($"{known.Name,-45} {answer.Status} {answer.Best?.Value:R} want {known.BestValue:R} nodes {answer.Nodes} opened {answer.VariantsOpened} ms {best:F2} x{known.RecordedMilliseconds / best:F0}");
        }
    }
}
