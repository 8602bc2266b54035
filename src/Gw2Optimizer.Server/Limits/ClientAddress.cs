using System.Net;
using System.Net.Sockets;
using Gw2Optimizer.Server.Configuration;

namespace Gw2Optimizer.Server.Limits;

/// <summary>Who is at the other end: the peer, or whom trusted proxies forward for.</summary>
internal static class ClientAddress
{
    private const string ForwardedFor = "X-Forwarded-For";
    private const string ForwardedProto = "X-Forwarded-Proto";
    private const string ForwardedHost = "X-Forwarded-Host";

    /// <summary>One household or server has at least a /64 of IPv6, so single addresses there mean nothing.</summary>
    private const int Ipv6ClientBytes = 8;

    private static readonly object PeerKey = new();

    /// <summary>Replaces address, scheme and host of the request by what a trusted proxy says of them.</summary>
    public static void UseTrustedProxies(this WebApplication app, Settings settings) => app.Use((http, next) =>
    {
        var peer = Plain(http.Connection.RemoteIpAddress);
        http.Items[PeerKey] = peer;
        if (peer is not null && IsTrusted(peer, settings))
        {
            Forward(http, peer, settings);
        }

        return next(http);
    });

    /// <summary>The key that limits count by.</summary>
    public static string KeyOf(HttpContext http)
    {
        var address = Plain(http.Connection.RemoteIpAddress);
        return address switch
        {
            null => "unknown",
            { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, Ipv6ClientBytes)),
            _ => address.ToString(),
        };
    }

    /// <summary>A peer on this machine that speaks for itself: no proxy's header came with it.</summary>
    public static bool IsLocalPeer(HttpContext http)
    {
        var headers = http.Request.Headers;
        return http.Items[PeerKey] is IPAddress peer && IPAddress.IsLoopback(peer)
            && !headers.ContainsKey(ForwardedFor) && !headers.ContainsKey(ForwardedHost) && !headers.ContainsKey(ForwardedProto) && !headers.ContainsKey("Forwarded") && !headers.ContainsKey("X-Real-IP");
    }

    private static void Forward(HttpContext http, IPAddress peer, Settings settings)
    {
        var headers = http.Request.Headers;
        var client = peer;
        var hops = headers[ForwardedFor].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        // From the right: each trusted hop vouches for the one before it; what stands left of the first stranger anybody may have written.
        for (var i = hops.Length - 1; i >= 0 && IsTrusted(client, settings) && IPAddress.TryParse(hops[i], out var hop); i--)
        {
            client = Plain(hop)!;
        }

        http.Connection.RemoteIpAddress = client;
        var scheme = Last(headers[ForwardedProto].ToString());
        if (scheme is "https" or "http")
        {
            http.Request.Scheme = scheme;
        }

        if (Last(headers[ForwardedHost].ToString()) is { Length: > 0 } host)
        {
            http.Request.Host = new HostString(host);
        }
    }

    private static string Last(string list) => list[(list.LastIndexOf(',') + 1)..].Trim();

    private static bool IsTrusted(IPAddress address, Settings settings) => settings.TrustedProxies.Any(network => network.Contains(address));

    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
