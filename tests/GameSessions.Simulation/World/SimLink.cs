using GameSessions.Client.Sockets;
using GameSessions.Hosting.Sessions;
using GameSessions.Simulation.Checks;
using GameSessions.Simulation.Engine;
using GameSessions.Wire;

namespace GameSessions.Simulation.World;

/// <summary>One socket between a client and a node: two streams of frames that take their time, and that can be cut at any instant.</summary>
internal sealed class SimLink
{
    private const int LatencyMsMax = 30;

    private readonly Stream<Received> toServer;
    private readonly Stream<ClientReceived> toClient;

    public SimLink(Scheduler scheduler, SimContext world, SimRandom random, SimContext server, SocketAudit audit)
    {
        ServerContext = server;
        toServer = new Stream<Received>(scheduler, world, random, new Received(ReceivedKind.Closed));
        toClient = new Stream<ClientReceived>(scheduler, world, random, ClientReceived.End(IClientSocket.Broken));
        Server = new ServerEnd(this, audit);
        Client = new ClientEnd(this, audit);
        audit.IsOpen = () => !toServer.IsClosed && !toClient.IsClosed;
    }

    public SimContext ServerContext { get; }

    public IFrameLink Server { get; }

    public IClientSocket Client { get; }

    public bool IsOver => toServer.IsClosed && toClient.IsClosed;

    /// <summary>Cuts both streams; what is under way is lost. Each side learns of it in its own time, the server perhaps much later.</summary>
    public void Cut(TimeSpan serverLearnsAfter)
    {
        toClient.Break(TimeSpan.Zero);
        toServer.Break(serverLearnsAfter);
    }

    private sealed class ServerEnd(SimLink link, SocketAudit audit) : IFrameLink
    {
        public Task<Received> ReceiveAsync() => link.toServer.TakeAsync();

        public Task<bool> SendAsync(ReadOnlyMemory<byte> frame)
        {
            if (link.toClient.IsClosed)
            {
                return Task.FromResult(false);
            }

            audit.Sent(frame);
            link.toClient.Put(new ClientReceived(frame));
            return Task.FromResult(true);
        }

        public Task CloseAsync(Close close)
        {
            audit.Closed(close);
            link.toClient.PutLast(ClientReceived.End(close));
            link.toServer.Break(TimeSpan.Zero);
            return Task.CompletedTask;
        }
    }

    private sealed class ClientEnd(SimLink link, SocketAudit audit) : IClientSocket
    {
        public Task<ClientReceived> ReceiveAsync() => link.toClient.TakeAsync();

        public Task<bool> SendAsync(ReadOnlyMemory<byte> frame)
        {
            if (link.toServer.IsClosed)
            {
                return Task.FromResult(false);
            }

            audit.Received(frame);
            link.toServer.Put(frame.Length > Limits.InboundFrameBytesMax ? new Received(ReceivedKind.TooBig) : new Received(ReceivedKind.Text, frame.ToArray()));
            return Task.FromResult(true);
        }

        public Task CloseAsync()
        {
            Abort();
            return Task.CompletedTask;
        }

        public void Abort()
        {
            link.toServer.PutLast(new Received(ReceivedKind.Closed));
            link.toClient.Break(TimeSpan.Zero);
        }
    }

    /// <summary>Items arrive in order, each after a delay; the last word is repeated for ever.</summary>
    private sealed class Stream<T>(Scheduler scheduler, SimContext world, SimRandom random, T broken)
    {
        private readonly Queue<T> arrived = new();
        private TaskCompletionSource<T>? waiting;
        private long lastArrival;
        private long version;
        private bool isOver;
        private T? last;

        /// <summary>Nothing more can be put in.</summary>
        public bool IsClosed { get; private set; }

        public void Put(T item)
        {
            if (!IsClosed)
            {
                Deliver(() => Arrive(item));
            }
        }

        public void PutLast(T item)
        {
            if (!IsClosed)
            {
                IsClosed = true;
                Deliver(() => End(item));
            }
        }

        public void Break(TimeSpan after)
        {
            IsClosed = true;
            version++;
            var mine = version;
            scheduler.After(world, after, () =>
            {
                if (mine == version)
                {
                    End(broken);
                }
            });
        }

        public Task<T> TakeAsync()
        {
            if (arrived.TryDequeue(out var item))
            {
                return Task.FromResult(item);
            }

            if (isOver)
            {
                return Task.FromResult(last!);
            }

            waiting = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            return waiting.Task;
        }

        private void Deliver(Action arrive)
        {
            lastArrival = Math.Max(lastArrival, scheduler.Now + (TimeSpan.TicksPerMillisecond * random.Next(LatencyMsMax * 100) / 100));
            var mine = version;
            scheduler.At(world, lastArrival, () =>
            {
                if (mine == version)
                {
                    arrive();
                }
            });
        }

        private void Arrive(T item)
        {
            if (isOver)
            {
                return;
            }

            if (waiting is { } taker)
            {
                waiting = null;
                taker.TrySetResult(item);
            }
            else
            {
                arrived.Enqueue(item);
            }
        }

        private void End(T item)
        {
            if (!isOver)
            {
                isOver = true;
                last = item;
                waiting?.TrySetResult(item);
                waiting = null;
            }
        }
    }
}
