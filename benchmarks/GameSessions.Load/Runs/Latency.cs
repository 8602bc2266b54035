using System.Collections.Concurrent;
using System.Diagnostics;
using GameSessions.Load.Clients;
using GameSessions.Load.Results;

namespace GameSessions.Load.Runs;

/// <param name="Rooms">Of two; one player of each speaks, the other listens.</param>
/// <param name="PerSecond">Words in all rooms together.</param>
internal sealed record LatencyPlan(int Rooms, int PerSecond, TimeSpan Time);

/// <param name="Whole">From the sender's call until the other client has the word.</param>
/// <param name="FromCommit">From the moment when it is on disk, or where nothing is stored, is passed on, until the other client has it.</param>
/// <param name="Lost">Words that did not come.</param>
internal sealed record LatencyResult(Percentiles Whole, Percentiles FromCommit, int Lost);

/// <summary>How long a word takes to the other client of its room, at a steady rate that does not wait for answers.</summary>
internal static class Latency
{
    private static readonly TimeSpan LastWordMax = TimeSpan.FromSeconds(10);
    private static int runs;

    /// <param name="elsewhere">The node of those who listen; null: the same.</param>
    public static async Task<LatencyResult> RunAsync(ServerProcess server, LatencyPlan plan, ServerProcess? elsewhere = null)
    {
        var rooms = await Rooms.MakeAsync(server, $"latency{Interlocked.Increment(ref runs)}", plan.Rooms, elsewhere);
        await Rooms.JoinAsync(rooms.Players);
        var heard = new ConcurrentQueue<(int Room, Heard Word, long At)>();
        for (var room = 0; room < plan.Rooms; room++)
        {
            var here = room;
            rooms.Right[room].OnHeard = word => heard.Enqueue((here, word, Stopwatch.GetTimestamp()));
        }

        var words = (int)(plan.PerSecond * plan.Time.TotalSeconds);
        await Task.Run(() => Speak(rooms.Left, words, plan.PerSecond));
        for (var watch = Stopwatch.StartNew(); heard.Count < words && watch.Elapsed < LastWordMax;)
        {
            await Task.Delay(20);
        }

        var commits = await server.TakeCommitsAsync();
        Rooms.Cut(rooms.Players);
        return new LatencyResult(
            new Percentiles(heard.Select(one => one.At - one.Word.SentAt)),
            new Percentiles(heard.Select(one => one.At - (one.Word.Sequence == 0 ? one.Word.ServedAt : commits[(rooms.NameOf(one.Room), one.Word.Sequence)]))),
            words - heard.Count);
    }

    /// <summary>One word after the other, each at its time, from room to room.</summary>
    public static void Speak(IReadOnlyList<Client> speakers, int words, int perSecond)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < words; i++)
        {
            while (watch.Elapsed.TotalSeconds < (double)i / perSecond)
            {
                Thread.Sleep(1);
            }

            speakers[i % speakers.Count].Say(i / speakers.Count);
        }
    }
}
