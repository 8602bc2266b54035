using System.Diagnostics;
using Gw2Optimizer.Combat.Model;
using Gw2Optimizer.Solvers.Gear;
using Gw2Optimizer.Solvers.Tests.Gear;

namespace Gw2Optimizer.Solvers.Bench;

/// <summary>All 39 prefixes of armour and weapons in 14 slots, in the fights of the recorded cases, without floors and with up to four.</summary>
internal static class AllPrefixes
{
    private static readonly string[] Fights = ["03", "04", "05", "08", "09", "14"];

    private static readonly GearLimit[][] Floors =
    [
        [],
        [new GearLimit.AtLeast(CombatAttribute.Health, 20_000)],
        [new GearLimit.AtLeast(CombatAttribute.QuicknessDuration, 0.4)],
        [new GearLimit.AtLeast(CombatAttribute.BoonDuration, 0.3), new GearLimit.AtLeast(CombatAttribute.Health, 21_000)],
        [new GearLimit.AtLeast(CombatAttribute.BoonDuration, 0.3), new GearLimit.AtLeast(CombatAttribute.Health, 21_000), new GearLimit.AtLeast(CombatAttribute.Toughness, 1_200)],
        [new GearLimit.AtLeast(CombatAttribute.BoonDuration, 0.3), new GearLimit.AtLeast(CombatAttribute.Health, 21_000), new GearLimit.AtLeast(CombatAttribute.Toughness, 1_200), new GearLimit.AtLeast(CombatAttribute.HealingPower, 300)],
        [new GearLimit.AtLeast(CombatAttribute.BoonDuration, 0.3), new GearLimit.IndicatorAtLeast(Indicator.Survivability, 45_000), new GearLimit.IndicatorAtLeast(Indicator.Healing, 500), new GearLimit.AtLeast(CombatAttribute.CriticalChance, 0.8)],
    ];

    public static void Print(TimeSpan atMost)
    {
        Console.WriteLine("| fight of case | floors | status | best | gap | nodes | wall ms | CPU ms | prefixes |");
        Console.WriteLine("| --- | --- | --- | --: | --: | --: | --: | --: | --- |");
        foreach (var fight in Fights)
        {
            var known = OracleCase.Read(OracleCase.Names.Single(name => name.StartsWith($"Oracle/{fight}", StringComparison.Ordinal))).Problem;
            foreach (var floors in Floors)
            {
                Print(fight, known with { Slots = AscendedGear.Slots(AscendedGear.AllPrefixes), Limits = [.. floors] }, atMost);
            }
        }

        Console.WriteLine();
    }

    private static void Print(string fight, GearProblem problem, TimeSpan atMost)
    {
        using var cancelled = new CancellationTokenSource(atMost);
        var started = Stopwatch.GetTimestamp();
        var cpu = Environment.CpuUsage.TotalTime;
        var answer = GearSolver.Solve(problem, cancelled: cancelled.Token);
        var wall = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var spent = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds;
        var worn = answer.Best?.PrefixesIn(problem).GroupBy(prefix => prefix, StringComparer.Ordinal).OrderByDescending(group => group.Count()).Select(group => $"{group.Count()} {group.Key}") ?? [];
        Console.WriteLine($"| {fight} | {string.Join(", ", problem.Limits.Select(limit => limit.Name))} | {answer.Status} | {answer.Best?.Value:F1} | {answer.Gap:P3} | {answer.Nodes:N0} | {wall:F1} | {spent:F0} | {string.Join(", ", worn)} |");
    }
}
