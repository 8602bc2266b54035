[assembly: AssemblyFixture(typeof(Gw2Optimizer.Scenarios.Tests.Servers.ScenarioServer))]

namespace Gw2Optimizer.Scenarios.Tests.Servers;

public partial class ScenarioServer : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await process.StartAsync();
}
