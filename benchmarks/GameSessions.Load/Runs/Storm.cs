using System.Diagnostics;
using GameSessions.Load.Clients;
using GameSessions.Load.Results;

namespace GameSessions.Load.Runs;

/// <param name="Sessions">Cut at once, in rooms of two.</param>
/// <param name="Missed">Words for each session while it is away.</param>
/// <param name="Kill">The server is killed, too, and started again before they come back.</param>
/// <param name="Midway">What happens as soon as a tenth of them is caught up; null: nothing.</param>
internal sealed record StormPlan(int Sessions, int Missed, bool Kill, Func<Task>? Midway = null);

/// <param name="CaughtUp">From the moment when all come back until each has the last word it missed.</param>
/// <param name="Counted">What the engine counted while they came back, by series; empty for peers.</param>
internal sealed record StormResult(Percentiles CaughtUp, int Recovered, Tally Counted);

/// <summary>Everybody is cut off at once, misses something, and comes back at once.</summary>
internal static class Storm
{
    /// <summary>How long a server may take to see that its sockets are gone.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CatchUpMax = TimeSpan.FromSeconds(90);

    /// <summary>The first delay before a client tries again and the longest, each twice the one before, as the C# client has it.</summary>
    private static readonly TimeSpan RetryDelayMin = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RetryDelayMax = TimeSpan.FromSeconds(5);

    /// <summary>How long whoever was let in again may take to hear something. A peer that kept nothing says so by silence.</summary>
    private static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(10);
    private static int storms;

    public static async Task<StormResult> RunAsync(ServerProcess server, StormPlan plan)
    {
        var rooms = await Rooms.MakeAsync(server, $"storm{Interlocked.Increment(ref storms)}", plan.Sessions / 2);
        var players = rooms.Players;
        await Rooms.JoinAsync(players.Concat(rooms.Driver));

        // A first word: recovery by offset needs one.
        var first = players.Select(player => player.HearAsync(0)).ToList();
        await Rooms.SayAsync(rooms.Driver, 0, 0);
        await Task.WhenAll(first).WaitAsync(CatchUpMax);

        Rooms.Cut(players);
        await Task.Delay(Settle);
        await Rooms.SayAsync(rooms.Driver, 1, plan.Missed);
        Rooms.Cut(rooms.Driver);
        await Task.Delay(Settle);
        if (plan.Kill)
        {
            await server.KillAndRestartAsync();
        }

        GC.Collect();
        var before = await server.ReadTallyAsync();
        var start = Stopwatch.GetTimestamp();
        var back = 0;
        var times = await Task.WhenAll(players.Select(player => Task.Run(ReturnAsync(player))));
        var counted = (await server.ReadTallyAsync()).Since(before);
        Rooms.Cut(players);
        var recovered = times.OfType<long>().ToList();
        return new StormResult(new Percentiles(recovered.Select(at => at - start)), recovered.Count, counted);

        Func<Task<long?>> ReturnAsync(Client player) => async () =>
        {
            var at = await CatchUpAsync(player, plan.Missed);
            if (Interlocked.Increment(ref back) == plan.Sessions / 10 && plan.Midway is { } midway)
            {
                await midway();
            }

            return at;
        };
    }

    /// <returns>When it had the last word; null: it never did.</returns>
    private static async Task<long?> CatchUpAsync(Client player, int last)
    {
        var heard = player.HearAsync(last);
        var watch = Stopwatch.StartNew();
        for (var delay = RetryDelayMin; watch.Elapsed < CatchUpMax; delay = delay * 2 < RetryDelayMax ? delay * 2 : RetryDelayMax)
        {
            try
            {
                await player.ResumeAsync();
                return await heard.WaitAsync(SilenceMax);
            }
            catch (Exception e) when (e is RefusedException or TimeoutException)
            {
                return null;
            }
            catch (IOException)
            {
                await Task.Delay(delay);
            }
        }

        return null;
    }
}
