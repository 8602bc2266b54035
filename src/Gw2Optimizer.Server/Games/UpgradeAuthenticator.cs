using GameSessions.AspNetCore;
using GameSessions.Games;
using Gw2Optimizer.Server.Accounts.Tokens;
using Gw2Optimizer.Server.Configuration;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Games;

/// <summary>A socket's user is the account that its access token names.</summary>
internal sealed class UpgradeAuthenticator(AccessTokens tokens, Settings settings) : IUpgradeAuthenticator
{
    public async Task<PlayerId?> AuthenticateAsync(string accessToken) =>
        await tokens.AuthenticateAsync(accessToken) is { } signIn ? new PlayerId(signIn.UserId.ToString()) : null;

    public bool IsOriginAllowed(HttpRequest request) => CrossOrigin.IsTrusted(request, settings);
}
