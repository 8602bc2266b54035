using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Gw2Optimizer.Api.Bench;

/// <param name="P99Ms">Milliseconds that 99 of 100 answers took at most.</param>
internal readonly record struct Load(double RequestsPerSecond, double P99Ms);

/// <summary>wrk, which asks again on each connection as soon as it has its answer.</summary>
internal static partial class Wrk
{
    private const string Connections = "16";
    private const int PatienceMs = 1_000;

    /// <param name="script">In wrk's Lua; null: plain reads.</param>
    /// <exception cref="InvalidOperationException">wrk is missing, or something was answered that is no success.</exception>
    public static async Task<Load> RunAsync(Uri url, int seconds, string? token, string? script)
    {
        List<string> arguments = ["-t1", $"-c{Connections}", string.Create(CultureInfo.InvariantCulture, $"-d{seconds}s"), "--latency"];
        arguments.AddRange(token is null ? [] : ["-H", $"Authorization: Bearer {token}"]);
        arguments.AddRange(script is null ? [] : ["-s", script]);
        using var wrk = Start([.. arguments, $"{url}"]);
        var said = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        if (wrk.ExitCode != 0 || said.Contains("Non-2xx", StringComparison.Ordinal) || said.Contains("Socket errors", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"Not everything was answered with success: {said}");
        }

        var p99 = P99().Match(said);
        var unit = p99.Groups["unit"].Value switch { "us" => 0.001, "ms" => 1, _ => 1_000 };
        return new Load(Number(Rate().Match(said)), Number(p99) * unit);
    }

    private static Process Start(IEnumerable<string> arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("wrk", arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("wrk makes the load, and is not installed: apt-get install wrk", e);
        }
    }

    private static double Number(Match match) => double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:\s+(?<number>[0-9.]+)", RegexOptions.ExplicitCapture, PatienceMs)]
    private static partial Regex Rate();

    [GeneratedRegex(@"99%\s+(?<number>[0-9.]+)(?<unit>us|ms|s)", RegexOptions.ExplicitCapture, PatienceMs)]
    private static partial Regex P99();
}
