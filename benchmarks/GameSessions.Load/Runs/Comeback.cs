using System.Diagnostics;
using GameSessions.Load.Results;

namespace GameSessions.Load.Runs;

/// <summary>
/// One session after the other comes back to the words it missed, with more or less that happened in other rooms meanwhile. Two servers are
/// prepared, and then asked in turns.
/// </summary>
internal static class Comeback
{
    public const int Missed = 100;
    private const int Speakers = 250;
    private const int Repeats = 40;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(1);
    private static int runs;

    /// <param name="servers">Each with the words that are said in its other rooms while the sessions are away.</param>
    /// <returns>For each of them, from connecting to the last word.</returns>
    public static async Task<IReadOnlyList<Percentiles>> RunAsync(IReadOnlyList<(ServerProcess Server, int Foreign)> servers)
    {
        var prepared = new List<Rooms>();
        foreach (var (server, foreign) in servers)
        {
            prepared.Add(await PrepareAsync(server, foreign));
        }

        var times = servers.Select(_ => new List<long>()).ToList();
        for (var i = 0; i < Repeats; i++)
        {
            for (var side = 0; side < servers.Count; side++)
            {
                var player = prepared[side].Left[i];
                var heard = player.HearAsync(Missed);
                var start = Stopwatch.GetTimestamp();
                await player.ResumeAsync();
                times[side].Add(await heard.WaitAsync(TimeSpan.FromSeconds(30)) - start);
                player.Cut();
            }
        }

        return [.. times.Select(all => new Percentiles(all))];
    }

    private static async Task<Rooms> PrepareAsync(ServerProcess server, int foreign)
    {
        var name = $"resume{Interlocked.Increment(ref runs)}";
        var rooms = await Rooms.MakeAsync(server, name, Repeats);
        await Rooms.JoinAsync(rooms.Left.Concat(rooms.Driver));
        var first = rooms.Left.Select(player => player.HearAsync(0)).ToList();
        await Rooms.SayAsync(rooms.Driver, 0, 0);
        await Task.WhenAll(first);
        Rooms.Cut(rooms.Left);
        await Task.Delay(Settle);
        await Rooms.SayAsync(rooms.Driver, 1, Missed);
        Rooms.Cut(rooms.Driver);
        if (foreign > 0)
        {
            var others = await Rooms.MakeAsync(server, $"{name}-others", Speakers);
            await Rooms.JoinAsync(others.Driver);
            await Rooms.SayAsync(others.Driver, 0, (foreign / Speakers) - 1);
            Rooms.Cut(others.Driver);
        }

        await Task.Delay(Settle);
        return rooms;
    }
}
