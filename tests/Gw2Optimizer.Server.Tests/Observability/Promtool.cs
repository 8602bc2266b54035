using System.ComponentModel;
using System.Diagnostics;

namespace Gw2Optimizer.Server.Tests.Observability;

/// <summary>Prometheus' own program for looking at metrics.</summary>
internal static class Promtool
{
    /// <summary>Skips the test where it is not installed, which CI does not forgive.</summary>
    public static async Task<(int Code, string Said)> CheckAsync(string exposition)
    {
        using var process = Start();
        await process.StandardInput.WriteAsync(exposition);
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    private static Process Start()
    {
        try
        {
            return Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception e) when (Missing.IsForgiven)
        {
            Assert.Skip($"promtool is not installed: {e.Message}");
            throw;
        }
    }
}
