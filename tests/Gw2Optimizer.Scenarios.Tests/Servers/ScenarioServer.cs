using Gw2Optimizer.RealServer;

namespace Gw2Optimizer.Scenarios.Tests.Servers;

/// <summary>A real server for one test or all, without limits on its callers.</summary>
public partial class ScenarioServer : IAsyncDisposable
{
    public const string SecretKey = "4f1c7d0a9be2483c95d6a7e0f3b18c2d6e5a4f3b2c1d0e9f";
    private const string NoLimit = "1000000";
    private readonly ServerProcess process;
    private bool isTerminated;

    public ScenarioServer()
        : this([])
    {
    }

    private ScenarioServer(params IEnumerable<(string Name, string Value)> changed)
    {
        process = new ServerProcess("scenario", [
            ("SECRET_KEY", SecretKey),
            ("RATE_LIMIT_PER_MINUTE", NoLimit),
            ("RATE_LIMIT_PER_HOUR", NoLimit),
            ("AUTH_RATE_LIMIT_PER_MINUTE", NoLimit),
            ("AUTH_RATE_LIMIT_PER_HOUR", NoLimit),
            ("UPGRADE_RATE_LIMIT_PER_MINUTE", NoLimit),
            .. changed]);
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };
    }

    public Uri Address => process.Address;

    public HttpClient Http { get; }

    public string DatabasePath => process.DatabasePath;

    public bool IsAlive => process.IsAlive;

    public int ProcessId => process.Id;

    public string Log => process.Log;

    public static async Task<ScenarioServer> StartAsync(params (string Name, string Value)[] changed)
    {
        var server = new ScenarioServer(changed);
        try
        {
            await server.process.StartAsync();
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
        var end = process.ExitedWith is { } code && !isTerminated ? $"The server ended by itself with {code}:\n{string.Join('\n', Log.Split('\n').TakeLast(40))}" : null;
        Http.Dispose();
        await process.DisposeAsync();
        GC.SuppressFinalize(this);
        end.ShouldBeNull();
    }

    public Upgrade Upgrade(string path = "/ws/game") => new(this, path);

    /// <summary>SIGKILL: nothing is flushed, nothing is closed.</summary>
    public Task KillAsync() => process.KillAsync();

    /// <summary>The same server again: same ports, same data.</summary>
    public async Task RestartAsync()
    {
        await process.KillAsync();
        await process.StartAsync();
    }

    /// <summary>SIGTERM.</summary>
    public Task TerminateAsync()
    {
        isTerminated = true;
        return process.TerminateAsync();
    }

    public Task SuspendAsync() => process.SuspendAsync();

    public Task ContinueAsync() => process.ContinueAsync();

    public Task<int> ExitCodeAsync(TimeSpan within) => process.ExitCodeAsync(within);

    /// <summary>The sum of a metric's series whose text starts with this, 0 where there is none.</summary>
    public async Task<double> MetricAsync(string series)
    {
        var text = await Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        var lines = text.Split('\n').Where(line => line.StartsWith(series, StringComparison.Ordinal)).ToList();
        lines.ShouldNotBeEmpty(series);
        return lines.Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..]));
    }

    /// <summary>One of the server's verbs on the same data, such as create-admin.</summary>
    public Task RunVerbAsync(string[] arguments, params (string Name, string Value)[] extra) => process.RunVerbAsync(arguments, extra);
}
