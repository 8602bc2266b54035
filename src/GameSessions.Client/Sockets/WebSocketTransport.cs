using System.Net.WebSockets;
using GameSessions.Wire;

namespace GameSessions.Client.Sockets;

/// <summary>Real sockets.</summary>
/// <param name="server">For example <c>https://host</c> or <c>ws://127.0.0.1:8000</c>; a path in it is kept as a prefix.</param>
public sealed class WebSocketTransport(Uri server, TimeProvider time) : IClientTransport
{
    public async Task<IClientSocket> ConnectAsync(ConnectRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.AddSubProtocol(Envelope.Protocol);
            // The protocol has a heartbeat of its own.
            socket.Options.KeepAliveInterval = TimeSpan.Zero;
            if (request.AccessToken is { } token)
            {
                socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
            }

            await socket.ConnectAsync(AddressOf(request), cancellationToken);
            return new WebSocketClientSocket(socket, time);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private Uri AddressOf(ConnectRequest request)
    {
        IEnumerable<(string Name, string? Value)> query =
        [
            ("gameId", request.GameId?.Value), ("resume", request.ResumeToken), ("from", request.From?.ToString()), ("epoch", request.Epoch),
        ];
        return new UriBuilder(server)
        {
            Scheme = server.Scheme is "https" or "wss" ? "wss" : "ws",
            Path = server.AbsolutePath.TrimEnd('/') + request.Path,
            Query = string.Join('&', query.Where(part => part.Value is not null).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}")),
        }.Uri;
    }
}
