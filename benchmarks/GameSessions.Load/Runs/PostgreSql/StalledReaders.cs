using System.Collections.Concurrent;
using System.Diagnostics;
using GameSessions.Load.Clients;
using GameSessions.Load.Results;

namespace GameSessions.Load.Runs.PostgreSql;

/// <param name="Rooms">Of two; one speaks, the other reads.</param>
/// <param name="Stalled">Rooms whose words are large, so that a reader who stops has soon let pile up what the engine allows.</param>
/// <param name="PerSecond">Small words, in all other rooms together.</param>
/// <param name="PadBytes">Of a large word.</param>
internal sealed record StalledPlan(int Rooms, int Stalled, int PerSecond, int PadBytes, TimeSpan Time)
{
    /// <summary>Large words a second in each room that has them.</summary>
    public const int LargePerSecond = 40;
}

/// <summary>How long small words take to their readers while some others read, or do not read, their large ones.</summary>
internal static class StalledReaders
{
    private static readonly TimeSpan LastWordMax = TimeSpan.FromSeconds(10);
    private static int runs;

    /// <returns>From the sender's call until the other client has the word, in the rooms of small ones.</returns>
    public static async Task<Percentiles> RunAsync(ServerProcess server, StalledPlan plan, bool stall)
    {
        var name = $"stalled{Interlocked.Increment(ref runs)}";
        var others = await Rooms.MakeAsync(server, name, plan.Rooms - plan.Stalled);
        var large = await Rooms.MakeAsync(server, $"{name}-large", plan.Stalled);
        var speakers = Enumerable.Range(0, plan.Stalled).Select(room => new EngineClient(server.Address, large.NameOf(room), "left") { PadBytes = plan.PadBytes }).ToList();
        await Rooms.JoinAsync([.. others.Players, .. large.Right, .. speakers]);
        foreach (var reader in stall ? large.Right : [])
        {
            reader.Stall();
        }

        var heard = new ConcurrentQueue<long>();
        foreach (var reader in others.Right)
        {
            reader.OnHeard = word => heard.Enqueue(Stopwatch.GetTimestamp() - word.SentAt);
        }

        var words = (int)(plan.PerSecond * plan.Time.TotalSeconds);
        var largeWords = (int)(StalledPlan.LargePerSecond * plan.Stalled * plan.Time.TotalSeconds);
        await Task.WhenAll(
            Task.Run(() => Latency.Speak(others.Left, words, plan.PerSecond)),
            Task.Run(() => Latency.Speak(speakers, largeWords, StalledPlan.LargePerSecond * plan.Stalled)));
        for (var watch = Stopwatch.StartNew(); heard.Count < words && watch.Elapsed < LastWordMax;)
        {
            await Task.Delay(20);
        }

        Rooms.Cut([.. others.Players, .. large.Right, .. speakers]);
        return heard.Count == words ? new Percentiles(heard) : throw new InvalidOperationException($"{words - heard.Count} words did not come.");
    }
}
