using GameSessions.Client;
using GameSessions.Games;
using GameSessions.Simulation.Engine;

namespace GameSessions.Simulation.World;

/// <summary>A player's real client, which another may take the place of; only the newest is listened to.</summary>
internal sealed class SimClient
{
    private readonly PlayerId id;
    private readonly GameId? game;
    private readonly SimTransport transport;
    private readonly SimTime time;
    private readonly SimRandom random;
    private readonly Action<ClientNews> hear;

    /// <param name="game">Null where the channel names it.</param>
    public SimClient(PlayerId id, GameId? game, SimTransport transport, SimTime time, SimRandom random, Action<ClientNews> hear)
    {
        this.id = id;
        this.game = game;
        this.transport = transport;
        this.time = time;
        this.random = random;
        this.hear = hear;
        Newest = Make(from: null);
    }

    public GameClient Newest { get; private set; }

    /// <summary>Opens the same session once more, from where the player stands.</summary>
    /// <returns>The client before.</returns>
    public GameClient Reopen(long position)
    {
        var before = Newest;
        Newest = Make(new LogPosition(position, before.Position?.Epoch));
        Newest.Start();
        return before;
    }

    private GameClient Make(LogPosition? from)
    {
        GameClient? made = null;
        made = new GameClient(
            transport,
            new GameClientOptions { GameId = game, Start = from },
            _ => Task.FromResult<string?>($"access:{id}"),
            news =>
            {
                if (made == Newest)
                {
                    hear(news);
                }
            },
            time,
            new SimEntropy(random.Fork()).Fill);
        return made;
    }
}
