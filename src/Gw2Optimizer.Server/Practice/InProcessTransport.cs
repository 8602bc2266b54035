using System.Globalization;
using GameSessions.Client.Sockets;
using GameSessions.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Hosting.Sessions;

namespace Gw2Optimizer.Server.Practice;

/// <summary>Opens a player's sockets to this very server, without a network between.</summary>
internal sealed class InProcessTransport(SessionNode node, PlayerId player) : IClientTransport
{
    public Task<IClientSocket> ConnectAsync(ConnectRequest request, CancellationToken cancellationToken)
    {
        var link = new InProcessLink();
        var upgrade = new UpgradeRequest(
            Channel.Game,
            request.ResumeToken,
            request.AccessToken is null ? null : player,
            request.GameId?.Value,
            request.From?.ToString(CultureInfo.InvariantCulture),
            request.Epoch,
            IsOwn: true);
        _ = node.ServeAsync(link, upgrade);
        return Task.FromResult<IClientSocket>(link);
    }
}
