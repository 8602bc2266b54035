using System.Threading.Channels;
using GameSessions.Client.Sockets;
using GameSessions.Wire;

namespace GameSessions.Client.Sessions;

/// <summary>One socket in use: what is to be sent, in order, and when it was last heard.</summary>
internal sealed class Connection(IClientSocket socket, CancellationTokenSource scope, TimeProvider time)
{
    // Bounded by what feeds it: the commands in flight, an ack an interval, a ping a heartbeat, and an answer to each PING.
    private readonly Channel<ClientFrame> outgoing = Channel.CreateUnbounded<ClientFrame>(new UnboundedChannelOptions { SingleReader = true });
    private long heardAt = time.GetTimestamp();

    public IClientSocket Socket => socket;

    /// <summary>Cancelled when the socket is done with.</summary>
    public CancellationToken Ended { get; } = scope.Token;

    public bool AckScheduled { get; set; }

    public void Send(ClientFrame frame) => outgoing.Writer.TryWrite(frame);

    public void Hear() => Volatile.Write(ref heardAt, time.GetTimestamp());

    public async Task WriteAsync()
    {
        while (await outgoing.Reader.WaitToReadAsync())
        {
            while (outgoing.Reader.TryRead(out var frame))
            {
                if (!await socket.SendAsync(Envelope.Write(frame)))
                {
                    return;
                }
            }
        }
    }

    /// <summary>Sends a ping a heartbeat, and ends the socket after three heartbeats without any frame.</summary>
    public async Task WatchAsync(TimeSpan heartbeat, Func<ClientFrame> ping)
    {
        while (!Ended.IsCancellationRequested)
        {
            var left = (heartbeat * Limits.HeartbeatsMissedMax) - time.GetElapsedTime(Volatile.Read(ref heardAt));
            if (left <= TimeSpan.Zero)
            {
                scope.Cancel();
                return;
            }

            await time.PauseAsync(left < heartbeat ? left : heartbeat, Ended);
            Send(ping());
        }
    }

    public void End()
    {
        outgoing.Writer.TryComplete();
        scope.Cancel();
    }
}
