using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Gw2Optimizer.RealServer;

namespace GoLive.Tests.Monitoring;

public sealed class TokenTests : IDisposable
{
    private const string Token = "drill-metrics-token";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("token-");

    /// <summary>A server asks no token of its own machine's loopback, so it must be called by another of its addresses.</summary>
    private static IPAddress? Outside => NetworkInterface.GetAllNetworkInterfaces()
        .Where(one => one.OperationalStatus is OperationalStatus.Up && one.NetworkInterfaceType is not NetworkInterfaceType.Loopback)
        .SelectMany(one => one.GetIPProperties().UnicastAddresses, (_, one) => one.Address)
        .FirstOrDefault(address => address.AddressFamily is AddressFamily.InterNetwork);

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Prometheus_as_it_is_deployed_gets_in_by_its_file_of_the_token_and_by_no_other()
    {
        Assert.SkipWhen(Outside is null, "This machine has no address but its loopback.");
        await using var server = new ServerProcess("token", ("METRICS_TOKEN", Token), ("BIND", "*"));
        await server.StartAsync(TestContext.Current.CancellationToken);
        var file = Path.Combine(folder.FullName, "metrics_token");
        await File.WriteAllTextAsync(file, "another", TestContext.Current.CancellationToken);
        await using var prometheus = await DrillPrometheus.StartDeployedAsync($"{Outside}:{server.Address.Port}", file);
        await ShouldComeToAsync(0);

        // As echo writes it. Prometheus reads the file anew each time.
        await File.WriteAllTextAsync(file, $"{Token}\n", TestContext.Current.CancellationToken);
        await ShouldComeToAsync(1);

        Task ShouldComeToAsync(double up) => DrillPrometheus.UntilAsync(async () => (await prometheus.QueryAsync("up{job=\"gw2optimizer\"}")).Any(sample => sample.Value == up), () => $"up is not {up}");
    }
}
