namespace Gw2Optimizer.Scenarios.Tests.Servers;

/// <summary>As the fixture of all tests.</summary>
public sealed partial class ScenarioServer : IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        if (IsPossible)
        {
            await BeginAsync();
        }
    }
}
