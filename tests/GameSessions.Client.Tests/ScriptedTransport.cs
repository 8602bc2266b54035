using System.Threading.Channels;
using GameSessions.Client.Sockets;
using GameSessions.Wire;

namespace GameSessions.Client.Tests;

internal sealed class ScriptedTransport(Func<long> now) : IClientTransport
{
    public List<ConnectRequest> Requests { get; } = [];

    public List<ScriptedSocket> Sockets { get; } = [];

    public bool Unreachable { get; set; }

    public bool Silent { get; set; }

    public async Task<IClientSocket> ConnectAsync(ConnectRequest request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        if (Unreachable)
        {
            throw new IOException("Nobody there.");
        }

        if (Silent)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        Sockets.Add(new ScriptedSocket(now));
        return Sockets[^1];
    }
}

internal sealed class ScriptedSocket(Func<long> now) : IClientSocket
{
    private readonly Channel<ClientReceived> incoming = Channel.CreateUnbounded<ClientReceived>();

    public List<ClientFrame> Sent { get; } = [];

    public bool Gone { get; private set; }

    public bool SaidGoodbye { get; private set; }

    public IEnumerable<long> Acks => Sent.OfType<ClientFrame.Ack>().Select(ack => ack.Sequence);

    public IEnumerable<string> Commands => Sent.OfType<ClientFrame.Command>().Select(command => command.Id.Value);

    public async Task<ClientReceived> ReceiveAsync() =>
        await incoming.Reader.WaitToReadAsync() && incoming.Reader.TryRead(out var received) ? received : ClientReceived.End(IClientSocket.Broken);

    public Task<bool> SendAsync(ReadOnlyMemory<byte> frame)
    {
        if (!Gone)
        {
            Sent.Add(ClientFrame.Read(frame));
        }

        return Task.FromResult(!Gone);
    }

    public Task CloseAsync()
    {
        SaidGoodbye = true;
        Abort();
        return Task.CompletedTask;
    }

    public void Abort()
    {
        Gone = true;
        incoming.Writer.TryComplete();
    }

    public void Say(ServerFrame frame) => incoming.Writer.TryWrite(new ClientReceived(Envelope.Write(frame, now())));

    public void SayText(string text) => incoming.Writer.TryWrite(new ClientReceived(System.Text.Encoding.UTF8.GetBytes(text)));

    public void Close(Close close)
    {
        incoming.Writer.TryWrite(ClientReceived.End(close));
        Abort();
    }
}
