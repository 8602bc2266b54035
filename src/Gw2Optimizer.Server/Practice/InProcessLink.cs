using System.Threading.Channels;
using GameSessions.Client.Sockets;
using GameSessions.Hosting.Sessions;
using GameSessions.Wire;

namespace Gw2Optimizer.Server.Practice;

/// <summary>Both ends of a socket that never leaves the process.</summary>
internal sealed class InProcessLink : IFrameLink, IClientSocket
{
    private readonly Channel<ReadOnlyMemory<byte>> toServer = System.Threading.Channels.Channel.CreateUnbounded<ReadOnlyMemory<byte>>();
    private readonly Channel<ReadOnlyMemory<byte>> toClient = System.Threading.Channels.Channel.CreateUnbounded<ReadOnlyMemory<byte>>();
    private Close end = IClientSocket.Broken;

    async Task<Received> IFrameLink.ReceiveAsync() =>
        await ReadAsync(toServer) is { } frame ? new Received(ReceivedKind.Text, frame) : new Received(ReceivedKind.Closed);

    Task<bool> IFrameLink.SendAsync(ReadOnlyMemory<byte> frame) => Task.FromResult(toClient.Writer.TryWrite(frame.ToArray()));

    Task IFrameLink.CloseAsync(Close close)
    {
        // The first word stands: whoever comes later finds the writers complete.
        if (toServer.Writer.TryComplete())
        {
            end = close;
        }

        toClient.Writer.TryComplete();
        return Task.CompletedTask;
    }

    async Task<ClientReceived> IClientSocket.ReceiveAsync() => await ReadAsync(toClient) is { } frame ? new ClientReceived(frame) : ClientReceived.End(end);

    Task<bool> IClientSocket.SendAsync(ReadOnlyMemory<byte> frame) => Task.FromResult(toServer.Writer.TryWrite(frame.ToArray()));

    Task IClientSocket.CloseAsync()
    {
        Abort();
        return Task.CompletedTask;
    }

    public void Abort()
    {
        toServer.Writer.TryComplete();
        toClient.Writer.TryComplete();
    }

    /// <returns>Null at the end.</returns>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(Channel<ReadOnlyMemory<byte>> frames)
    {
        while (await frames.Reader.WaitToReadAsync())
        {
            if (frames.Reader.TryRead(out var frame))
            {
                return frame;
            }
        }

        return null;
    }
}
