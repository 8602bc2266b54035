using System.Diagnostics.Metrics;
using GameSessions.Hosting.Nodes;

namespace GameSessions.Hosting.Sessions;

/// <summary>How far clients are behind: the largest backlog now, and what each ack left 5 s later. Thread-safe.</summary>
internal sealed class BacklogWatch
{
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan After = TimeSpan.FromSeconds(5);

    /// <summary>Acks that wait to be looked at again; more of them are not looked at.</summary>
    private const int WaitingMax = 65_536;

    private readonly Lock gate = new();
    private readonly Queue<(SessionConnection Socket, long Head, long At)> waiting = new();
    private readonly SessionNode node;
    private readonly Histogram<long> left;

    public BacklogWatch(SessionNode node, Meter meter)
    {
        this.node = node;
        left = meter.CreateHistogram(
            "ws_replay_backlog_after_ack_events",
            description: "Events that a session has not acknowledged 5 s after an ack, of those that there were at the ack.",
            advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [0, 1, 2, 5, 10, 20, 50, 100, 200, 500] });
        meter.CreateObservableGauge("ws_replay_backlog_size", Largest, description: "The largest backlog of a seated session with a socket here.");
    }

    public void Acked(SessionConnection socket)
    {
        if (node.Directory.Loaded(socket.Key.Game) is { } host && host.Seats(socket.Key.Player))
        {
            lock (gate)
            {
                if (waiting.Count < WaitingMax)
                {
                    waiting.Enqueue((socket, host.Head, node.Time.GetTimestamp()));
                }
            }
        }
    }

    public Task RecordAsync()
    {
        lock (gate)
        {
            while (waiting.TryPeek(out var ack) && node.Time.GetElapsedTime(ack.At) >= After)
            {
                waiting.Dequeue();
                left.Record(Math.Max(0, ack.Head - ack.Socket.Acked));
            }
        }

        return Task.CompletedTask;
    }

    private long Largest() => node.Registry.All()
        .Where(socket => socket.Generation > 0)
        .Select(socket => node.Directory.Loaded(socket.Key.Game) is { } host && host.Seats(socket.Key.Player) ? host.Head - socket.Acked : 0)
        .DefaultIfEmpty(0)
        .Max();
}
