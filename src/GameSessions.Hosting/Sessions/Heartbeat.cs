using System.Globalization;
using GameSessions.Hosting.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Hosting.Storage;
using GameSessions.Wire;

namespace GameSessions.Hosting.Sessions;

/// <summary>
/// Asks a socket for signs of life, measures its round trip, and keeps its session alive. The answer to the first ping proves that the
/// client holds the token it was given. Thread-safe.
/// </summary>
internal sealed class Heartbeat(SessionNode node, SessionConnection connection)
{
    private static readonly TimeSpan TouchMax = TimeSpan.FromSeconds(30);

    /// <summary>Later frames wait no longer for a proof to be stored: they have to be answered in time, too.</summary>
    private static readonly TimeSpan ProofWait = TimeSpan.FromMilliseconds(500);

    private readonly Lock gate = new();
    private readonly Queue<(string T, long SentAt)> unanswered = new();
    private TokenHash token;
    private string? proof;
    private long lastT;
    private int missed;
    private ITimer? beat;
    private ITimer? touch;

    /// <summary>Ends when the proof that came is stored, or takes too long: until then no later frame is heard, or its sender might find its old token still good. Never throws.</summary>
    public Task Proved { get; private set; } = Task.CompletedTask;

    /// <summary>Begins, right after the replay.</summary>
    public void Start(TokenHash issued)
    {
        token = issued;
        proof = Ping(isFirst: true);
        var touchEvery = node.Options.SessionTtl / 4 < TouchMax ? node.Options.SessionTtl / 4 : TouchMax;
        beat = node.Time.CreateTimer(_ => Beat(), null, node.Options.Heartbeat, node.Options.Heartbeat);
        touch = node.Time.CreateTimer(_ => node.Observe(TouchAsync()), null, touchEvery, touchEvery);
    }

    /// <summary>The client sent a frame, whatever it is.</summary>
    public void NoteLife()
    {
        Volatile.Write(ref missed, 0);
        if (node.Planted.AnyFrameProves && connection.Generation > 0)
        {
            node.Observe(node.Sessions.ProveAsync(connection.Key, token));
        }
    }

    public void OnPong(RawJson t)
    {
        lock (gate)
        {
            while (unanswered.TryDequeue(out var ping))
            {
                if (ping.T == t.Text)
                {
                    var ms = (int)Math.Min(int.MaxValue, node.Time.GetElapsedTime(ping.SentAt).TotalMilliseconds);
                    node.Directory.Post(connection.Key.Game, new GameMessage.RoundTrip(connection.Key.Player, ms));
                    break;
                }
            }

            if (t.Text != proof)
            {
                return;
            }

            proof = null;
        }

        Proved = node.TryOnceAsync("proof", () => node.Sessions.ProveAsync(connection.Key, token).WithinAsync(ProofWait, node.Time));
    }

    /// <summary>Writes that the session lives now; where storage is away, a later one does.</summary>
    private Task TouchAsync() => NoteLifeAsync((now, expiresAt) => node.Sessions.TouchAsync(connection.Key, now, expiresAt));

    /// <summary>Writes that the session's socket is closed.</summary>
    public Task CloseAsync() => NoteLifeAsync((now, expiresAt) => node.Sessions.CloseAsync(connection.Key, connection.Generation, now, expiresAt));

    private Task NoteLifeAsync(Func<long, long, Task> note)
    {
        var now = node.Clock.Estimate;
        return node.TryOnceAsync("life", () => note(now, now + (long)node.Options.SessionTtl.TotalMilliseconds).WithinAsync(node.Options.StorageWait, node.Time));
    }

    public void Stop()
    {
        beat?.Dispose();
        touch?.Dispose();
    }

    private void Beat()
    {
        if (Volatile.Read(ref missed) >= Limits.HeartbeatsMissedMax)
        {
            connection.End(Close.HeartbeatLost);
            return;
        }

        Interlocked.Increment(ref missed);
        Ping(isFirst: false);
    }

    private string Ping(bool isFirst)
    {
        var now = node.Clock.Estimate;
        lock (gate)
        {
            lastT = Math.Max(lastT + 1, now);
            var t = lastT.ToString(CultureInfo.InvariantCulture);
            unanswered.Enqueue((t, node.Time.GetTimestamp()));
            if (unanswered.Count > Limits.HeartbeatsMissedMax + 1)
            {
                unanswered.Dequeue();
            }

            var frame = Envelope.Write(new ServerFrame.Ping(new RawJson(t)), now);
            if (isFirst)
            {
                // Right behind GAME_REPLAY_END, ahead of the live frames that were held.
                connection.Outbox.Send(frame);
            }
            else
            {
                connection.Send(frame);
            }

            return t;
        }
    }
}
