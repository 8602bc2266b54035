using GameSessions.Load.Clients;
using GameSessions.Load.Results;

namespace GameSessions.Load.Runs.PostgreSql;

/// <param name="Rooms">Of two, one player at each node; those on the left speak.</param>
/// <param name="PerSecond">Words in all rooms together.</param>
/// <param name="Pause">Before the first restart, between the two, and after.</param>
internal sealed record RestartPlan(int Rooms, int PerSecond, TimeSpan Pause);

/// <param name="OtherCloses">Closes with another code than 1012, or none, and refusals.</param>
/// <param name="Lost">Words that were said and are not in both players' logs, or are in one twice.</param>
/// <param name="OnOneSocket">From a command to its answer, on the socket that it was sent on.</param>
/// <param name="AcrossSockets">From a command that its socket did not live to see answered, to its answer on the next one, less the time that the server asked to wait.</param>
/// <param name="Drained">Sockets that were closed with 1012.</param>
internal sealed record RestartResult(int OtherCloses, int Lost, Percentiles OnOneSocket, Percentiles AcrossSockets, int Drained);

/// <summary>Two nodes are restarted one after the other, while players speak who go where they are sent.</summary>
internal static class RollingRestart
{
    private static readonly TimeSpan SettleMax = TimeSpan.FromSeconds(20);
    private static int runs;

    public static async Task<RestartResult> RunAsync(IReadOnlyList<ServerProcess> nodes, RestartPlan plan)
    {
        var rooms = await Rooms.MakeAsync(nodes[0], $"restart{Interlocked.Increment(ref runs)}", plan.Rooms, nodes[1]);
        var guests = rooms.Players.Select(player => new RestartGuest((EngineClient)player, nodes)).ToList();
        await Rooms.JoinAsync(rooms.Players);
        using var stop = new CancellationTokenSource();
        var interval = TimeSpan.FromSeconds((double)plan.Rooms / plan.PerSecond);
        var speaking = guests.Take(plan.Rooms).Select((guest, i) => guest.SpeakAsync(interval * i / plan.Rooms, interval, stop.Token)).ToList();

        await Task.Delay(plan.Pause);
        foreach (var node in nodes)
        {
            if (await node.StopAsync() is var code and not 0)
            {
                throw new InvalidOperationException($"A node that was asked to end did so with {code}.");
            }

            await node.StartAgainAsync();
            await Task.Delay(plan.Pause);
        }

        await stop.CancelAsync();
        var said = await Task.WhenAll(speaking);
        await SettleAsync(rooms, said);
        var lost = said.Select((words, room) => new[] { room, room + plan.Rooms }.Max(player => Math.Abs(words - guests[player].Heard))).Sum();
        Rooms.Cut(rooms.Players);
        return new RestartResult(
            guests.Sum(guest => guest.OtherCloses), lost, new Percentiles(guests.SelectMany(guest => guest.OnOneSocket)), new Percentiles(guests.SelectMany(guest => guest.AcrossSockets)),
            guests.Sum(guest => guest.Drained));
    }

    private static async Task SettleAsync(Rooms rooms, int[] said)
    {
        var all = said.SelectMany((words, room) => new[] { rooms.Left[room], rooms.Right[room] }.Select(player => player.HearAsync(words - 1)));
        try
        {
            await Task.WhenAll(all).WaitAsync(SettleMax);
        }
        catch (TimeoutException)
        {
            // They are counted as lost.
        }
    }
}
