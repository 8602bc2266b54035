using Gw2Optimizer.RealServer.Deployments;
using RealStores;

namespace Gw2Optimizer.Scenarios.Tests.Servers;

public sealed partial class ScenarioServer
{
    private static bool IsPossible => true;

    private static Task<Deployment> DeployAsync(IEnumerable<(string Name, string Value)> variables, Stores? _) => Task.FromResult<Deployment>(new SingleNode("scenario", variables));
}
