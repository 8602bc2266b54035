using GameSessions.Client.Sockets;
using GameSessions.Kills.Checks;
using GameSessions.Kills.Faults;

namespace GameSessions.Kills.Players;

/// <summary>Real sockets, of which every frame is read along.</summary>
internal sealed class ObservedTransport(Uri address, Journal journal, Moments moments, Findings findings, Tally tally) : IClientTransport
{
    private readonly WebSocketTransport sockets = new(address, TimeProvider.System);

    public async Task<IClientSocket> ConnectAsync(ConnectRequest request, CancellationToken cancellationToken)
    {
        var audit = new SocketAudit(journal, request, moments, findings, tally);
        moments.Note(Moment.UpgradeBegun);
        var socket = new ObservedSocket(await sockets.ConnectAsync(request, cancellationToken), audit, moments);
        journal.Socket = audit;
        tally.Count("sockets");
        return socket;
    }

    private sealed class ObservedSocket(IClientSocket socket, SocketAudit audit, Moments moments) : IClientSocket
    {
        public async Task<ClientReceived> ReceiveAsync()
        {
            var received = await socket.ReceiveAsync();
            if (received.Closed is { } close)
            {
                audit.Closed(close);
            }
            else
            {
                audit.Heard(received.Text);
            }

            return received;
        }

        public Task<bool> SendAsync(ReadOnlyMemory<byte> frame)
        {
            var sending = socket.SendAsync(frame);
            if (frame.Span.IndexOf("\"GAME_COMMAND\""u8) >= 0)
            {
                moments.Note(Moment.CommandSent);
            }
            else if (frame.Span.IndexOf("\"GAME_ACK\""u8) >= 0)
            {
                moments.Note(Moment.AckSent);
            }

            return sending;
        }

        public Task CloseAsync()
        {
            audit.Left();
            return socket.CloseAsync();
        }

        public void Abort()
        {
            audit.Left();
            socket.Abort();
        }
    }
}
