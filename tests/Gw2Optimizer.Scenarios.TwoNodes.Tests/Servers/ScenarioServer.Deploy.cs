using Gw2Optimizer.RealServer.Deployments;
using RealStores;

namespace Gw2Optimizer.Scenarios.Tests.Servers;

public sealed partial class ScenarioServer
{
    private const int NodeCount = 2;

    public Cluster Cluster => (Cluster)Deployment;

    private static bool IsPossible => Stores.Missing is null || Stores.MustBeThere;

    /// <summary>On stores of the caller's own, that nobody else is hurt when they are.</summary>
    public static Task<ScenarioServer> StartAsync(Stores stores, params (string Name, string Value)[] changed) => StartAsync(changed, stores);

    private static async Task<Deployment> DeployAsync(IEnumerable<(string Name, string Value)> variables, Stores? stores)
    {
        NeedsStoresAttribute.SkipWithoutThem();
        return new Cluster(stores ?? await SharedStores.UseAsync(), "scenario", NodeCount, variables);
    }
}
