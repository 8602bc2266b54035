using System.Diagnostics;

namespace Gw2Optimizer.ApiFuzz.Tests;

/// <summary>A short run in a process of its own. A long one: <c>dotnet run -c Release --project tests/Gw2Optimizer.ApiFuzz -- --requests 200000</c>.</summary>
public sealed class ApiFuzzTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Five_thousand_requests_find_nothing()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Gw2Optimizer.ApiFuzz.dll"), "--requests", "5000"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, output + await errors);
        output.ShouldContain("nothing was found");
    }
}
