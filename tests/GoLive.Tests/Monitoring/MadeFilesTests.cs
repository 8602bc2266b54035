using GoLive.Commands;
using GoLive.Monitoring;

namespace GoLive.Tests.Monitoring;

public sealed class MadeFilesTests
{
    [Fact]
    public void What_is_made_of_the_thresholds_is_up_to_date()
    {
        foreach (var (path, text) in MonitoringFiles.Render(Checkout.Slo))
        {
            Checkout.Read(path).ShouldBe(text, $"{path} is out of date: golive monitoring");
        }
    }

    [Fact]
    public async Task The_command_tells_what_differs_makes_it_and_then_is_content()
    {
        var folder = Directory.CreateTempSubdirectory("monitoring-");
        try
        {
            (await RunAsync(folder, "--check")).ShouldBe(ExitCodes.Fail);
            Directory.EnumerateFileSystemEntries(folder.FullName).ShouldBeEmpty();
            (await RunAsync(folder)).ShouldBe(ExitCodes.Pass);
            (await RunAsync(folder, "--check")).ShouldBe(ExitCodes.Pass);
            await File.AppendAllTextAsync(Path.Combine(folder.FullName, MonitoringFiles.Alerts), "# changed by hand", TestContext.Current.CancellationToken);
            (await RunAsync(folder, "--check")).ShouldBe(ExitCodes.Fail);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<int> RunAsync(DirectoryInfo folder, params string[] arguments) => GoLiveCommand.Create()
        .Parse(["monitoring", "--root", folder.FullName, "--slo", Checkout.PathOf("deploy/slo.yaml"), .. arguments])
        .InvokeAsync(new() { Output = TextWriter.Null, Error = TextWriter.Null }, TestContext.Current.CancellationToken);
}
