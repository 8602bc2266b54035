using RealStores;

namespace Gw2Optimizer.Scenarios.Tests.Servers;

/// <summary>Two nodes on a PostgreSQL and a Redis that the tests of one class may kill, freeze and fill; each test leaves them whole.</summary>
public sealed class OwnStores : IAsyncLifetime
{
    public Stores Stores { get; private set; } = null!;

    public ScenarioServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (Stores.Missing is null || Stores.MustBeThere)
        {
            Stores = await Stores.StartAsync();
            Server = await ScenarioServer.StartAsync(
                Stores,
                ("SESSION_REDIS_READTHROUGH_ENABLED", "true"),
                ("SOCKET_FRAMES_PER_SECOND", "100000"),
                ("SOCKET_FRAME_BURST", "100000"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Server is not null)
        {
            await Server.DisposeAsync();
            await Stores.DisposeAsync();
        }
    }
}
