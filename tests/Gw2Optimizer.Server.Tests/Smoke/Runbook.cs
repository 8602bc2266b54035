using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Gw2Optimizer.Server.Tests.Smoke;

/// <summary>
/// Runs what operators run, word for word: the lines of the runbook's shell blocks in one shell, with the real curl and jq. A curl before the real one on
/// the path only sends ports 8000 and 5173 to where the server under test listens, and notes what was called and answered.
/// </summary>
internal static partial class Runbook
{
    /// <summary>What tells a note of a call from what curl itself says.</summary>
    private const string Mark = "CALLED ";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Skips the test where a program is not installed, which CI does not forgive.</summary>
    /// <param name="page">A file beside this one.</param>
    public static async Task<IReadOnlyList<SmokeCall>> RunAsync(TestServer server, string page)
    {
        var folder = Directory.CreateTempSubdirectory("runbook-");
        try
        {
            var calls = Path.Combine(folder.FullName, "calls");
            await WriteCurlAsync(Path.Combine(folder.FullName, "curl"), calls, server);
            var script = Path.Combine(folder.FullName, "script.sh");
            await File.WriteAllTextAsync(script, Shell(page));
            var said = await RunShellAsync(script, folder.FullName);
            File.Exists(calls).ShouldBeTrue(said);
            return [.. (await File.ReadAllLinesAsync(calls)).Where(line => line.StartsWith(Mark, StringComparison.Ordinal)).Select(line => SmokeCall.Read(line[Mark.Length..]))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The shell blocks of the page, as they stand there.</summary>
    public static string Shell(string page, [CallerFilePath] string here = "") =>
        string.Join('\n', Block().Matches(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, page))).Select(block => block.Groups["text"].Value));

    private static async Task WriteCurlAsync(string path, string calls, TestServer server)
    {
        // The last of its arguments that begins with http is the address; -X names the method, -d and -I change it.
        await File.WriteAllTextAsync(
            path,
            $$"""
            #!/bin/bash
            method=GET; address=
            for argument in "$@"; do
              [ "$previous" = -X ] && method=$argument
              [ "$argument" = -I ] && method=HEAD
              [ "$previous" = -d ] && [ "$method" = GET ] && method=POST
              [[ "$argument" = http* ]] && address=$argument
              previous=$argument
            done
            exec "$REAL_CURL" -sS --connect-to localhost:8000:127.0.0.1:{{server.Http.BaseAddress!.Port}} --connect-to localhost:5173:127.0.0.1:{{server.WebAddress.Port}} \
              -w "%{stderr}{{Mark}}$method $address %{http_code}\n" "$@" 2>> {{calls}}
            """.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static async Task<string> RunShellAsync(string script, string folder)
    {
        var curl = Find("curl");
        Assert.SkipWhen(Missing.IsForgiven && (curl is null || Find("jq") is null), "curl or jq is not installed.");
        var start = new ProcessStartInfo("bash", [script]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment["PATH"] = $"{folder}:{start.Environment["PATH"]}";
        start.Environment["REAL_CURL"] = curl;
        using var shell = Process.Start(start)!;
        var (output, errors) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        await shell.WaitForExitAsync().WaitAsync(Patience);
        return await output + await errors;
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    [GeneratedRegex("```bash\\n(?<text>.*?)```", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1_000)]
    private static partial Regex Block();
}
