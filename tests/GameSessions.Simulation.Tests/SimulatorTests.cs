using System.Diagnostics;

namespace GameSessions.Simulation.Tests;

/// <summary>
/// The simulator in processes of its own, since it counts the work of its thread pool. More histories:
/// <c>dotnet run -c Release --project tests/GameSessions.Simulation -- --histories 100000</c>.
/// </summary>
public sealed class SimulatorTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Two_thousand_histories_hold_every_invariant()
    {
        var (exitCode, output) = await RunAsync("--histories", "2000");
        exitCode.ShouldBe(0, output);
        output.ShouldContain("2000 histories from seed 1");
        output.ShouldContain(" 0 failed");
    }

    [Fact]
    public async Task The_same_seeds_tell_the_same_story_in_two_processes()
    {
        var (_, first) = await RunAsync("--histories", "300", "--from", "50000");
        var (_, second) = await RunAsync("--histories", "300", "--from", "50000");
        DigestIn(first).ShouldBe(DigestIn(second));
    }

    [Fact]
    public async Task Every_planted_bug_is_found_by_its_recorded_seed_which_is_sound_without_it()
    {
        var (exitCode, output) = await RunAsync("--replay-bugs");
        exitCode.ShouldBe(0, output);
        output.Split('\n').Count(line => line.Contains(": found: ", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(8, output);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "GameSessions.Simulation.dll"), .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await errors);
    }

    private static string DigestIn(string output)
    {
        const string before = "digest ";
        output.ShouldContain(before);
        return output[(output.IndexOf(before, StringComparison.Ordinal) + before.Length)..][..16];
    }
}
