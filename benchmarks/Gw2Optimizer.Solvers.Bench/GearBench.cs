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
        command.SetAction(_ => { if (Environment.GetEnvironmentVariable("ONLY") is null) { OracleCases(); } if (Environment.GetEnvironmentVariable("CASE") is not null) return; AllPrefixes(); if (Environment.GetEnvironmentVariable("ONLY") is null) { Upgrades(); } });
        return command;
    }

    private static void OracleCases()
    {
        foreach (var name in OracleCase.Names)
        {
            if (Environment.GetEnvironmentVariable("CASE") is { } only && !name.Contains(only, StringComparison.Ordinal)) continue;
            var known = OracleCase.Read(name);
            var best = double.MaxValue; GearAnswer answer = null!;
            var n = Environment.GetEnvironmentVariable("TRACE") is null ? 40 : 1;
            TimeSpan c0 = default;
            for (var i = 0; i < n; i++)
            {
                if (i == n / 2) c0 = Process.GetCurrentProcess().TotalProcessorTime;
                var t = Stopwatch.GetTimestamp();
                answer = GearSolver.Solve(known.Problem);
                best = Math.Min(best, Stopwatch.GetElapsedTime(t).TotalMilliseconds);
            }
            var cpu = (Process.GetCurrentProcess().TotalProcessorTime - c0).TotalMilliseconds / (n - n / 2);
            Console.WriteLine($"{known.Name,-45} {answer.Status} {answer.Best?.Value:R} want {known.BestValue:R} nodes {answer.Nodes} opened {answer.VariantsOpened} ms {best:F2} cpu {cpu:F2} x{known.RecordedMilliseconds / best:F0}");
        }
    }

    private static void AllPrefixes()
    {
        var slots = AscendedGear.Slots(AscendedGear.AllPrefixes);
        (string, Gw2Optimizer.Combat.Model.Scenario[])[] fights = [.. ((string[]) ["Oracle/14", "Oracle/03", "Oracle/04", "Oracle/09", "Oracle/08", "Oracle/05"]).Select(n => { var c = OracleCase.Read(OracleCase.Names.Single(x => x.StartsWith(n, StringComparison.Ordinal))); return (c.Name, c.Problem.Variants[0].Scenarios.ToArray()); })];
        GearLimit[][] limits = [
            [],
            [new GearLimit.AtLeast(Combat.Model.CombatAttribute.Health, 20000)],
            [new GearLimit.AtLeast(Combat.Model.CombatAttribute.QuicknessDuration, 0.4)],
            [new GearLimit.AtLeast(Combat.Model.CombatAttribute.BoonDuration, 0.3), new GearLimit.AtLeast(Combat.Model.CombatAttribute.Health, 21000)],
            [new GearLimit.AtLeast(Combat.Model.CombatAttribute.BoonDuration, 0.3), new GearLimit.AtLeast(Combat.Model.CombatAttribute.Health, 21000), new GearLimit.AtLeast(Combat.Model.CombatAttribute.Toughness, 1200)],
            [new GearLimit.AtLeast(Combat.Model.CombatAttribute.BoonDuration, 0.3), new GearLimit.AtLeast(Combat.Model.CombatAttribute.Health, 21000), new GearLimit.AtLeast(Combat.Model.CombatAttribute.Toughness, 1200), new GearLimit.AtLeast(Combat.Model.CombatAttribute.HealingPower, 300)],
            [new GearLimit.AtLeast(Combat.Model.CombatAttribute.BoonDuration, 0.3), new GearLimit.IndicatorAtLeast(Indicator.Survivability, 45000), new GearLimit.IndicatorAtLeast(Indicator.Healing, 500), new GearLimit.AtLeast(Combat.Model.CombatAttribute.CriticalChance, 0.8)],
        ];
        foreach (var (name, scenarios) in fights)
        {
            var objective = name.StartsWith("05", StringComparison.Ordinal) ? GearObjective.ByHealing : GearObjective.ByDamage;
            foreach (var limit in limits)
            {
                if (Environment.GetEnvironmentVariable("ONLY") is { } only && only != $"{name[..2]}:{Array.IndexOf(limits, limit)}") continue;
                var problem = new GearProblem(slots, [new("", [.. scenarios])], objective, [.. limit], GearInfusions.None);
                using var cts = new CancellationTokenSource(4000);
                var t = Stopwatch.GetTimestamp(); var cpu = Process.GetCurrentProcess().TotalProcessorTime;
                var a = GearSolver.Solve(problem, cancelled: cts.Token);
                Console.WriteLine($"{name[..12]} {limit.Length} {a.Status} {a.Best?.Value:F2} bound {a.Bound:F2} gap {a.Gap:P4} nodes {a.Nodes} ms {Stopwatch.GetElapsedTime(t).TotalMilliseconds:F1} cpu {(Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds:F0}   {string.Join(",", a.Best?.PrefixesIn(problem).GroupBy(x => x).Select(g => g.Key + g.Count()) ?? [])}");
            }
        }
    }

    private static void Upgrades()
    {
        var c = OracleCase.Read(OracleCase.Names.Single(x => x.StartsWith("Oracle/14", StringComparison.Ordinal)));
        var problem = c.Problem with { Variants = UpgradeSets.Of(c.Problem.Variants[0].Scenarios[0]) };
        for (var i = 0; i < 4; i++)
        {
            var t = Stopwatch.GetTimestamp();
            var a = GearSolver.Solve(problem);
            Console.WriteLine($"10000: {a.Status} {a.Best?.Value:F3} {problem.Variants[a.Best!.Variant].Name} nodes {a.Nodes} opened {a.VariantsOpened} ms {Stopwatch.GetElapsedTime(t).TotalMilliseconds:F1}");
        }
    }
}
