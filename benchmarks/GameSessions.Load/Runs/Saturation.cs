using System.Diagnostics;

namespace GameSessions.Load.Runs;

/// <summary>How many words a second pass through all rooms when every speaker says the next one as soon as it has heard its own.</summary>
internal static class Saturation
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    private static int runs;

    public static async Task<double> RunAsync(ServerProcess server, int roomCount, TimeSpan time)
    {
        var rooms = await Rooms.MakeAsync(server, $"saturation{Interlocked.Increment(ref runs)}", roomCount);
        await Rooms.JoinAsync(rooms.Players);
        long heard = 0;
        foreach (var speaker in rooms.Left)
        {
            speaker.OnHeard = word =>
            {
                Interlocked.Increment(ref heard);
                speaker.Say(word.N + 1);
            };
        }

        foreach (var speaker in rooms.Left)
        {
            speaker.Say(0);
        }

        await Task.Delay(WarmUp);
        var (before, watch) = (Interlocked.Read(ref heard), Stopwatch.StartNew());
        await Task.Delay(time);
        var rate = (Interlocked.Read(ref heard) - before) / watch.Elapsed.TotalSeconds;
        Rooms.Cut(rooms.Players);
        return rate;
    }
}
