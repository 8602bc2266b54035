using Gw2Optimizer.RealServer.Deployments;
using RealStores;

namespace Gw2Optimizer.Scenarios.Tests.Servers;

/// <summary>Real servers for one test or all, without limits on their callers: one node, or several between which callers are spread.</summary>
public sealed partial class ScenarioServer : IAsyncDisposable
{
    public const string SecretKey = "4f1c7d0a9be2483c95d6a7e0f3b18c2d6e5a4f3b2c1d0e9f";
    private const string NoLimit = "1000000";
    private readonly (string Name, string Value)[] changed;
    private readonly Stores? stores;
    private Deployment? deployment;
    private int turn;
    private bool isTerminated;

    public ScenarioServer()
        : this([], stores: null)
    {
    }

    private ScenarioServer((string Name, string Value)[] changed, Stores? stores)
    {
        this.changed = changed;
        this.stores = stores;
    }

    public IReadOnlyList<ScenarioNode> Nodes { get; private set; } = [];

    /// <summary>Each in its turn.</summary>
    public ScenarioNode NextNode => Nodes[(int)((uint)Interlocked.Increment(ref turn) % Nodes.Count)];

    public Deployment Deployment => deployment!;

    public bool IsAlive => Nodes.All(node => node.Process.IsAlive);

    public string Log => string.Concat(Nodes.Select(node => node.Process.Log));

    public static Task<ScenarioServer> StartAsync(params (string Name, string Value)[] changed) => StartAsync(changed, stores: null);

    private static async Task<ScenarioServer> StartAsync((string Name, string Value)[] changed, Stores? stores)
    {
        var server = new ScenarioServer(changed, stores);
        try
        {
            await server.BeginAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        var ends = Nodes.Where(node => node.Process.ExitedWith is not null && !isTerminated).Select(node => $"The server ended by itself with {node.Process.ExitedWith}:\n{string.Join('\n', node.Process.Log.Split('\n').TakeLast(40))}").ToList();
        foreach (var node in Nodes)
        {
            node.Dispose();
        }

        if (deployment is not null)
        {
            await deployment.DisposeAsync();
        }

        ends.ShouldBeEmpty();
    }

    /// <summary>At the next node.</summary>
    public Upgrade Upgrade(string path = "/ws/game") => NextNode.Upgrade(path);

    /// <summary>SIGKILL to every node: nothing is flushed, nothing is closed.</summary>
    public Task KillAsync() => ForEachAsync(node => node.KillAsync());

    /// <summary>The same nodes again: same ports, same data.</summary>
    public Task RestartAsync() => ForEachAsync(async node =>
    {
        await node.KillAsync();
        await node.StartAsync();
    });

    /// <summary>SIGTERM.</summary>
    public Task TerminateAsync()
    {
        isTerminated = true;
        return ForEachAsync(node => node.Process.TerminateAsync());
    }

    public Task SuspendAsync() => ForEachAsync(node => node.Process.SuspendAsync());

    public Task ContinueAsync() => ForEachAsync(node => node.Process.ContinueAsync());

    /// <summary>The first exit code of a node that is not 0, or 0.</summary>
    public async Task<int> ExitCodeAsync(TimeSpan within) => (await Task.WhenAll(Nodes.Select(node => node.Process.ExitCodeAsync(within)))).FirstOrDefault(code => code != 0);

    /// <summary>Over all nodes, the sum of a metric's series whose text starts with this.</summary>
    public async Task<double> MetricAsync(string series) => (await Task.WhenAll(Nodes.Select(node => node.MetricAsync(series)))).Sum();

    /// <summary>One of the server's verbs on the same data, such as create-admin.</summary>
    public Task RunVerbAsync(string[] arguments, params (string Name, string Value)[] extra) => Nodes[0].Process.RunVerbAsync(arguments, extra);

    private async Task BeginAsync()
    {
        deployment = await DeployAsync([
            ("SECRET_KEY", SecretKey),
            ("RATE_LIMIT_PER_MINUTE", NoLimit),
            ("RATE_LIMIT_PER_HOUR", NoLimit),
            ("AUTH_RATE_LIMIT_PER_MINUTE", NoLimit),
            ("AUTH_RATE_LIMIT_PER_HOUR", NoLimit),
            ("UPGRADE_RATE_LIMIT_PER_MINUTE", NoLimit),
            .. changed], stores);
        Nodes = [.. deployment.Nodes.Select(process => new ScenarioNode(process))];
        await deployment.StartAsync();
    }

    private Task ForEachAsync(Func<ScenarioNode, Task> action) => Task.WhenAll(Nodes.Select(action));
}
