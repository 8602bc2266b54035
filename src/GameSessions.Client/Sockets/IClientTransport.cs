using GameSessions.Wire;

namespace GameSessions.Client.Sockets;

/// <summary>Opens sockets to a server.</summary>
public interface IClientTransport
{
    /// <exception cref="Exception">The server could not be reached; any exception means that and no more.</exception>
    Task<IClientSocket> ConnectAsync(ConnectRequest request, CancellationToken cancellationToken);
}

/// <summary>One socket, as whole text frames. One reader and one writer at a time; closing and aborting may come at any time.</summary>
public interface IClientSocket
{
    /// <summary>The next frame, or why there are no more. A broken connection is <see cref="Broken"/>, never an exception.</summary>
    Task<ClientReceived> ReceiveAsync();

    /// <summary>Completes when the transport has taken the frame. False where the connection is gone.</summary>
    Task<bool> SendAsync(ReadOnlyMemory<byte> frame);

    /// <summary>Says goodbye and ends the connection; returns soon, whatever the peer does, and never throws.</summary>
    Task CloseAsync();

    /// <summary>Ends the connection without a word; a pending or later receive then says that it is closed. May come twice, and after the end.</summary>
    void Abort();

    /// <summary>The end of a connection that nobody closed.</summary>
    static Close Broken { get; } = new(1006, "Connection lost");
}

/// <param name="Closed">Set where the connection has ended; there is no text then.</param>
public readonly record struct ClientReceived(ReadOnlyMemory<byte> Text, Close? Closed = null)
{
    public static ClientReceived End(Close close) => new(default, close);
}
