using System.Diagnostics;
using RealStores;

namespace Gw2Optimizer.Web.Tests;

/// <summary>What the page and its client check by themselves belongs to the one command that runs all tests.</summary>
public sealed class NpmTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData("web", "check")]
    [InlineData("web", "lint")]
    [InlineData("web", "test")]
    [InlineData("web/client", "check")]
    [InlineData("web/client", "test")]
    public async Task The_scripts_of_the_page_and_of_its_client_find_nothing(string folder, string script)
    {
        Assert.SkipUnless(IsInstalled || Stores.MustBeThere, "Node.js is not installed: nodejs.org, 20.19 or later");
        var start = new ProcessStartInfo("npm", ["run", "--silent", script])
        {
            WorkingDirectory = Repository.PathOf(folder.Split('/')),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Colours are for people.
        start.Environment["NO_COLOR"] = "1";
        using var npm = Process.Start(start).ShouldNotBeNull();
        var output = npm.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = npm.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await npm.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        npm.ExitCode.ShouldBe(0, $"{await output}{await errors}");
    }

    private static bool IsInstalled => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "npm")));
}
