using GameSessions.Hosting.Nodes;
using GameSessions.Wire;

namespace GameSessions.Hosting.Sessions;

/// <summary>
/// What waits to be sent on one socket, in order. During the hand-over live frames are held back, and follow the replay when it ends.
/// Thread-safe; one pump sends.
/// </summary>
internal sealed class Outbox(IFrameLink link, int bytesMax)
{
    private readonly Lock gate = new();
    private readonly Queue<byte[]> frames = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<byte[]>? held = [];
    private long bytes;
    private Close? close;
    private bool isGone;
    private TaskCompletionSource? work;
    private TaskCompletionSource? room;

    /// <summary>Completes when the last word is spoken, though what is queued before it may still be on its way.</summary>
    public Task Ended => ended.Task;

    /// <summary>Why the socket ends; null while it does not, or where the peer ended it.</summary>
    public Close? Why => close;

    /// <summary>Nothing is sent any more: the socket is gone, or ends after what is queued.</summary>
    public bool IsEnded => isGone || close is not null;

    /// <summary>Queues a frame ahead of the held ones. A reader that lets too much pile up is cut off; a frame that nothing waits before is sent, however large.</summary>
    public void Send(byte[] frame)
    {
        lock (gate)
        {
            if (Count(frame))
            {
                frames.Enqueue(frame);
                Signal(ref work);
            }
        }
    }

    /// <summary>Queues a live frame, behind the replay.</summary>
    public void SendLive(byte[] frame)
    {
        lock (gate)
        {
            if (!Count(frame))
            {
                return;
            }

            if (held is not null)
            {
                held.Add(frame);
                return;
            }

            frames.Enqueue(frame);
            Signal(ref work);
        }
    }

    /// <summary>The replay is through: what was held follows, and live frames go out as they come.</summary>
    public void Release()
    {
        lock (gate)
        {
            foreach (var frame in IsEnded ? [] : held ?? [])
            {
                frames.Enqueue(frame);
            }

            held = null;
            Signal(ref work);
        }
    }

    /// <summary>Ends the socket after what is queued, or at once where <paramref name="discard"/>. Only the first word counts.</summary>
    public void End(Close why, bool discard = false)
    {
        lock (gate)
        {
            if (IsEnded)
            {
                return;
            }

            EndLocked(why, discard);
        }
    }

    /// <summary>The peer is gone; nobody is left to tell.</summary>
    public void Abandon()
    {
        lock (gate)
        {
            isGone = true;
            frames.Clear();
            held = null;
            Signal(ref work);
            Signal(ref room);
            ended.TrySetResult();
        }
    }

    /// <summary>Waits until little enough is queued that a page of this many bytes may follow.</summary>
    /// <exception cref="TimeoutException">The peer has read nothing for so long.</exception>
    public async Task WaitForRoomAsync(int length, TimeSpan atMost, TimeProvider time)
    {
        while (true)
        {
            Task waiting;
            lock (gate)
            {
                if (IsEnded || (bytes <= bytesMax / 2 && Fits(length)))
                {
                    return;
                }

                room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                waiting = room.Task;
            }

            await waiting.InContextAsync().WaitAsync(atMost, time);
        }
    }

    /// <summary>Sends until the last word, which is the caller's to say, or until the peer is gone.</summary>
    public async Task PumpAsync()
    {
        while (true)
        {
            byte[]? frame;
            Task? waiting = null;
            lock (gate)
            {
                if (isGone)
                {
                    break;
                }

                if (!frames.TryDequeue(out frame) && close is null)
                {
                    work ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    waiting = work.Task;
                }
            }

            if (waiting is not null)
            {
                await waiting;
            }
            else if (frame is null)
            {
                break;
            }
            else
            {
                var isSent = await link.SendAsync(frame);
                lock (gate)
                {
                    bytes -= frame.Length;
                    Signal(ref room);
                }

                if (!isSent)
                {
                    Abandon();
                }
            }
        }
    }

    private static void Signal(ref TaskCompletionSource? source)
    {
        source?.TrySetResult();
        source = null;
    }

    private bool Count(byte[] frame)
    {
        if (IsEnded)
        {
            return false;
        }

        if (!Fits(frame.Length))
        {
            EndLocked(Close.SlowReader, discard: true);
            return false;
        }

        bytes += frame.Length;
        return true;
    }

    private bool Fits(int length) => bytes == 0 || bytes + length <= bytesMax;

    private void EndLocked(Close why, bool discard)
    {
        close = why;
        if (discard)
        {
            frames.Clear();
        }

        Signal(ref work);
        Signal(ref room);
        ended.TrySetResult();
    }
}
