using RealStores;

namespace GoLive.Tests.Monitoring;

/// <summary>A program of the system that reads what is deployed. Where it is not installed a test is skipped, and fails in CI.</summary>
internal sealed record SystemProgram(string Name, string Package)
{
    public static SystemProgram Promtool { get; } = new("promtool", "prometheus");

    public static SystemProgram Prometheus { get; } = new("prometheus", "prometheus");

    public static SystemProgram Amtool { get; } = new("amtool", "prometheus-alertmanager");

    public static SystemProgram Nginx { get; } = new("nginx", "nginx");

    public static SystemProgram Compose { get; } = new("docker-compose", "docker-compose");

    private bool IsInstalled => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Any(folder => File.Exists(Path.Combine(folder, Name)));

    public void SkipWithout() => Assert.SkipUnless(IsInstalled || Stores.MustBeThere, $"{Name} is not installed: apt-get install {Package}");

    public async Task<ToolResult> TryAsync(IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> variables)
    {
        SkipWithout();
        return await Tool.RunAsync(Name, arguments, TestContext.Current.CancellationToken, variables);
    }

    /// <returns>What it said.</returns>
    public async Task<string> RunAsync(IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> variables)
    {
        var result = await TryAsync(arguments, variables);
        result.ExitCode.ShouldBe(0, $"{Name}: {result.Output}{result.Errors}");
        return result.Output;
    }
}
