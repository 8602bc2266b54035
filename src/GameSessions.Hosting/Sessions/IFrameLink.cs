using GameSessions.Wire;

namespace GameSessions.Hosting.Sessions;

/// <summary>One socket, as whole frames. One reader and one writer at a time.</summary>
public interface IFrameLink
{
    /// <summary>The next frame; a broken connection is <see cref="ReceivedKind.Closed"/>, never an exception.</summary>
    Task<Received> ReceiveAsync();

    /// <summary>Sends one text frame; completes when the transport has taken it. False where the connection is gone.</summary>
    Task<bool> SendAsync(ReadOnlyMemory<byte> frame);

    /// <summary>Says why and ends the connection; returns soon, whatever the peer does.</summary>
    Task CloseAsync(Close close);
}

public enum ReceivedKind
{
    Text,
    Binary,

    /// <summary>The peer sent more than <see cref="Limits.InboundFrameBytesMax"/> in one frame.</summary>
    TooBig,
    Closed,
}

public readonly record struct Received(ReceivedKind Kind, ReadOnlyMemory<byte> Bytes = default);
