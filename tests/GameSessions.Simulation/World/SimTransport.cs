using System.Globalization;
using GameSessions.Client.Sockets;
using GameSessions.Games;
using GameSessions.Hosting.Sessions;
using GameSessions.Simulation.Engine;

namespace GameSessions.Simulation.World;

/// <summary>Opens a client's sockets, each to a node picked by chance.</summary>
internal sealed class SimTransport(PlayerId id, Channel channel, SimRandom random, SimTime time, IReadOnlyList<SimServer> servers) : IClientTransport
{
    private SimLink? link;

    public async Task<IClientSocket> ConnectAsync(ConnectRequest request, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(1 + random.Next(20)), time, cancellationToken);
        var server = servers[random.Next(servers.Count)];
        var upgrade = new UpgradeRequest(
            channel,
            request.ResumeToken,
            request.AccessToken is null ? null : id,
            request.GameId?.Value,
            request.From?.ToString(CultureInfo.InvariantCulture),
            request.Epoch,
            id.Value);
        link = server.Accept(upgrade, id.Value) ?? throw new IOException("Connection refused");
        return link.Client;
    }

    /// <summary>The newest line breaks; the server may learn of it late.</summary>
    public void Cut() => link?.Cut(random.Chance(0.5) ? TimeSpan.Zero : TimeSpan.FromMilliseconds(random.Next(3_000)));
}
