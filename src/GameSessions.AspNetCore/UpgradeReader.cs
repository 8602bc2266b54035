using System.Net.Sockets;
using GameSessions.Hosting.Sessions;
using GameSessions.Wire;
using Microsoft.AspNetCore.Http;

namespace GameSessions.AspNetCore;

/// <summary>An upgrade as it stands in an HTTP request.</summary>
internal sealed class UpgradeReader(HttpContext context)
{
    private const string AccessTokenName = "access_token";
    private const string Bearer = "Bearer ";
    private const int NetworkBytes = 8;

    private HttpRequest Request => context.Request;

    private IList<string> Entries => context.WebSockets.WebSocketRequestedProtocols;

    /// <summary>Null where the client offered none that is spoken here; an entry that holds a token is never the answer.</summary>
    public string? SubProtocol => Entries.Contains(Envelope.Protocol, StringComparer.Ordinal) ? Envelope.Protocol : null;

    public async Task<UpgradeRequest> ReadAsync(string? path, IUpgradeAuthenticator authenticator)
    {
        var resumeToken = FromQuery("resume") ?? FromEntries("resume.");
        // A resume token decides alone, so that an access token beside it is not even looked at.
        var accessToken = resumeToken is null ? AccessToken(authenticator) : null;
        return new UpgradeRequest(
            ChannelOf(path),
            resumeToken,
            accessToken is null ? null : await authenticator.AuthenticateAsync(accessToken),
            FromQuery("gameId"),
            FromQuery("from"),
            FromQuery("epoch"),
            AddressOf(context.Connection),
            accessToken is null ? null : async () => await authenticator.AuthenticateAsync(accessToken) is not null);
    }

    private static Channel? ChannelOf(string? path) => path switch
    {
        "game" => Channel.Game,
        "notifications" => Channel.Notifications,
        "matchmaking" => Channel.Matchmaking,
        _ => null,
    };

    /// <summary>The first that is present, good or bad.</summary>
    private string? AccessToken(IUpgradeAuthenticator authenticator)
    {
        if (Request.Headers.Authorization.ToString() is var header && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return header[Bearer.Length..].Trim();
        }

        if (FromEntries($"{AccessTokenName}.") is { } entry)
        {
            return entry;
        }

        return Request.Cookies[AccessTokenName] is { } cookie && authenticator.IsOriginAllowed(Request) ? cookie : null;
    }

    private string? FromQuery(string name) => Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    private string? FromEntries(string prefix) => Entries.FirstOrDefault(entry => entry.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..];

    /// <summary>Of IPv6 the network: whoever has one address has all of its /64.</summary>
    private static string AddressOf(ConnectionInfo connection) => connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } address => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, NetworkBytes)),
        var address => address.ToString(),
    };
}
