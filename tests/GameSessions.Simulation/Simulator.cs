using System.Diagnostics;
using GameSessions.Simulation.World;

namespace GameSessions.Simulation;

/// <summary>The ways to run histories: many, one with its trace, or each planted bug.</summary>
internal static class Simulator
{
    public static int Replay(Plan plan)
    {
        Console.WriteLine(plan);
        var result = History.Run(plan, Console.Out);
        Console.WriteLine(result);
        return result.Violation is null ? 0 : 1;
    }

    public static int Run(ulong from, int histories, Func<Plan, Plan> planted)
    {
        var pooled = PoolWork();
        var watch = Stopwatch.StartNew();
        ulong digest = 14695981039346656037;
        long events = 0, steps = 0;
        var failed = 0;
        for (var seed = from; seed < from + (ulong)histories; seed++)
        {
            var result = History.Run(planted(Plan.For(seed)));
            digest = (digest ^ result.Digest) * 1099511628211;
            events += result.Events;
            steps += result.Steps;
            if (result.Violation is not null)
            {
                failed++;
                Console.WriteLine($"seed {seed}: {result.Violation}");
            }

            if (PoolWork() != pooled)
            {
                Console.WriteLine($"seed {seed}: the thread pool did something");
                failed++;
                pooled = PoolWork();
            }

            if (!Console.IsErrorRedirected && seed % 100 == 0)
            {
                Console.Error.Write($"\r{seed - from + 1} of {histories}");
            }
        }

        Console.WriteLine($"{histories} histories from seed {from}, {events} events, {steps} steps, {failed} failed, digest {digest:x16}, {histories / watch.Elapsed.TotalMinutes:0} histories a minute");
        return failed == 0 ? 0 : 1;
    }

    public static int FindBugs(int histories, ulong from)
    {
        var missed = 0;
        foreach (var bug in Bugs.All)
        {
            HistoryResult? found = null;
            for (var seed = from; seed < from + (ulong)histories && found is null; seed++)
            {
                var result = History.Run(bug.Plant(Plan.For(seed)));
                found = result.Violation is null ? null : result;
            }

            Console.WriteLine(found is null ? $"{bug.Name}: NOT FOUND in {histories}" : $"{bug.Name}: seed {found.Seed}: {found.Violation}");
            missed += found is null ? 1 : 0;
        }

        return missed == 0 ? 0 : 1;
    }

    public static int ReplayBugs()
    {
        var missed = 0;
        foreach (var bug in Bugs.All)
        {
            var sound = History.Run(Plan.For(bug.Seed));
            var broken = History.Run(bug.Plant(Plan.For(bug.Seed)));
            var isFound = broken.Violation is not null && sound.Violation is null;
            Console.WriteLine($"{bug.Name}: seed {bug.Seed}: {(isFound ? "found" : "NOT FOUND")}: {broken.Violation}");
            missed += isFound ? 0 : 1;
        }

        return missed == 0 ? 0 : 1;
    }

    /// <summary>What the thread pool has done and has yet to do; all of a history happens on one thread.</summary>
    private static long PoolWork() => ThreadPool.CompletedWorkItemCount + ThreadPool.PendingWorkItemCount;
}
