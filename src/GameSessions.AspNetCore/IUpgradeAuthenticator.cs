using GameSessions.Games;
using Microsoft.AspNetCore.Http;

namespace GameSessions.AspNetCore;

/// <summary>Who a client is, as the server that hosts the sockets knows it.</summary>
public interface IUpgradeAuthenticator
{
    /// <returns>Null where the token is not valid now.</returns>
    /// <exception cref="Hosting.Storage.StorageUnavailableException">It cannot be told now; the client is asked to try again.</exception>
    Task<PlayerId?> AuthenticateAsync(string accessToken);

    /// <summary>Asked only where a cookie names the client, since a browser sends it along with any site's socket.</summary>
    bool IsOriginAllowed(HttpRequest request);
}
