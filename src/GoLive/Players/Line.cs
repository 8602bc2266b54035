using GameSessions.Client.Sockets;

namespace GoLive.Players;

/// <summary>A player's line to the servers: each new connection goes to the next node, and the open one can be cut.</summary>
internal sealed class Line : IClientTransport
{
    private readonly IReadOnlyList<WebSocketTransport> nodes;
    private int next;
    private volatile bool isOut;
    private volatile IClientSocket? open;

    /// <param name="first">The index of the node that is called first.</param>
    public Line(IReadOnlyList<Uri> servers, int first, TimeProvider time)
    {
        nodes = [.. servers.Select(server => new WebSocketTransport(server, time))];
        next = first;
    }

    /// <summary>No connection can be made.</summary>
    public bool IsOut
    {
        get => isOut;
        set => isOut = value;
    }

    public async Task<IClientSocket> ConnectAsync(ConnectRequest request, CancellationToken cancellationToken)
    {
        if (IsOut)
        {
            throw new IOException("The network is out.");
        }

        var socket = await nodes[next++ % nodes.Count].ConnectAsync(request, cancellationToken);
        open = socket;
        return socket;
    }

    /// <summary>As a network does that is gone: without a word.</summary>
    public void Cut() => open?.Abort();
}
