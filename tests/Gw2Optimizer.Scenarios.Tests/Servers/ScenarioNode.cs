using Gw2Optimizer.RealServer;

namespace Gw2Optimizer.Scenarios.Tests.Servers;

/// <summary>One server process, as its callers reach it.</summary>
public sealed class ScenarioNode(ServerProcess process) : IDisposable
{
    public ServerProcess Process => process;

    public Uri Address => process.Address;

    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = process.Address, Timeout = TimeSpan.FromSeconds(30) };

    public Upgrade Upgrade(string path = "/ws/game") => new(this, path);

    public Task KillAsync() => process.KillAsync();

    public Task StartAsync() => process.StartAsync();

    /// <summary>The sum of a metric's series whose text starts with this.</summary>
    public async Task<double> MetricAsync(string series)
    {
        var text = await Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        var lines = text.Split('\n').Where(line => line.StartsWith(series, StringComparison.Ordinal)).ToList();
        lines.ShouldNotBeEmpty(series);
        return lines.Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..]));
    }

    public void Dispose() => Http.Dispose();
}
