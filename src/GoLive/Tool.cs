using System.ComponentModel;
using System.Diagnostics;

namespace GoLive;

/// <summary>What a program said.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Errors);

/// <summary>Runs the programs of others.</summary>
internal static class Tool
{
    /// <summary>As the runbook types it.</summary>
    public const string Compose = "docker-compose";

    /// <param name="variables">Beside those of this process; where secrets go, since everybody may read a command line.</param>
    /// <exception cref="IOException">There is no such program.</exception>
    public static async Task<ToolResult> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken, params IEnumerable<(string Name, string Value)> variables)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Start(start);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new ToolResult(process.ExitCode, await output, await errors);
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new IOException($"{start.FileName} cannot be run: {e.Message}", e);
        }
    }
}
