using System.Text;
using GameSessions.Games;
using GameSessions.Hosting.Sessions;
using GameSessions.Simulation.Checks;
using GameSessions.Simulation.Engine;

namespace GameSessions.Simulation.World;

/// <summary>A spectator without manners: speaks before it reads, acks what never was, sends what is no frame.</summary>
internal sealed class RudeClient(GameId game, Scheduler scheduler, SimContext world, SimRandom random, IReadOnlyList<SimServer> servers, Auditor auditor)
{
    private static readonly PlayerId Id = new("rude");

    private static readonly string[] Frames =
    [
        """{"type":"GAME_ACK","payload":{"sequence":999}}""",
        """{"type":"GAME_ACK","payload":{"sequence":1}}""",
        """{"type":"GAME_ACK","payload":{"sequence":0.5}}""",
        """{"type":"GAME_COMMAND","payload":{"commandId":"rude-1","name":"step","data":{}}}""",
        """{"type":"GAME_COMMAND","payload":{"commandId":7}}""",
        """{"type":"PONG","payload":{"t":1}}""",
        "{",
        "[]",
    ];

    private int sockets;

    public void Start() => scheduler.After(world, TimeSpan.FromMilliseconds(random.Next(2_000)), Visit);

    private void Visit()
    {
        if (++sockets > 5)
        {
            return;
        }

        var server = servers[random.Next(servers.Count)];
        if (server.Accept(new UpgradeRequest(Channel.Game, Player: Id, GameId: game.Value, ClientAddress: Id.Value), Id.Value) is { } link)
        {
            var pings = 0;
            for (var i = 1; i < random.Next(12); i++)
            {
                var frame = i % 3 == 0 ? Frames[random.Next(Frames.Length)] : $"{{\"type\":\"PING\",\"payload\":{{\"t\":\"{++pings}\"}}}}";
                auditor.Trace.Note(Id.Value, $"sends {frame}");
                _ = link.Client.SendAsync(Encoding.UTF8.GetBytes(frame));
            }

            scheduler.After(world, TimeSpan.FromMilliseconds(random.Next(1_500)), () => link.Cut(TimeSpan.FromMilliseconds(random.Next(500))));
        }

        scheduler.After(world, TimeSpan.FromMilliseconds(random.Next(2_000)), Visit);
    }
}
