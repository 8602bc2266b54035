using GameSessions.Games;
using GameSessions.Hosting.Nodes;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Accounts.SignIns;

namespace Gw2Optimizer.Server.Games;

/// <summary>Whoever loses every sign-in loses the sockets too.</summary>
internal sealed class SocketRevoker(SessionNode node) : ISessionRevoker
{
    public Task RevokeAsync(UserId user) => node.Registry.RevokeAsync(new PlayerId(user.ToString()));

    public async Task ShutOutAsync(UserId user)
    {
        await RevokeAsync(user);
        await node.Lobby.LeaveAsync(new PlayerId(user.ToString()));
    }
}
