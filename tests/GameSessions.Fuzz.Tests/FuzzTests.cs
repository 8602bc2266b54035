using System.Diagnostics;

namespace GameSessions.Fuzz.Tests;

/// <summary>A short run in a process of its own. A long one: <c>dotnet run -c Release --project tests/GameSessions.Fuzz -- --frames 1000000</c>.</summary>
public sealed class FuzzTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Twenty_thousand_frames_leave_the_server_as_it_was()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "GameSessions.Fuzz.dll"), "--frames", "20000"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, output + await errors);
        output.ShouldContain("nothing was found");
    }
}
