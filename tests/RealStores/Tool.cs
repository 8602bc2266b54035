using System.Diagnostics;

namespace RealStores;

/// <summary>Programs of the system, run to their end.</summary>
internal static class Tool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>PostgreSQL refuses to run as root; then all that belongs to it is run as this user.</summary>
    private const string PostgreSqlUser = "postgres";

    public static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <exception cref="StoreFailedException">It is not there, or did not end with 0.</exception>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
            return process.ExitCode == 0 ? await output : throw new StoreFailedException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await output}{await errors}");
        }
        catch (TimeoutException e)
        {
            process.Kill(entireProcessTree: true);
            throw new StoreFailedException($"{program} {string.Join(' ', arguments)} does not end.", e);
        }
    }

    /// <summary>As <see cref="RunAsync"/>, but as the user that PostgreSQL accepts.</summary>
    public static Task<string> RunForPostgreSqlAsync(string program, params string[] arguments) =>
        Environment.UserName == "root" ? RunAsync("setpriv", [$"--reuid={PostgreSqlUser}", $"--regid={PostgreSqlUser}", "--clear-groups", program, .. arguments]) : RunAsync(program, arguments);

    /// <summary>Gives a folder to the user that PostgreSQL runs as.</summary>
    public static Task GiveToPostgreSqlAsync(string folder) =>
        Environment.UserName == "root" ? RunAsync("chown", "-R", $"{PostgreSqlUser}:{PostgreSqlUser}", folder) : Task.CompletedTask;

    public static Process Start(string program, params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = "/", UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new StoreFailedException($"{program} is not installed: {e.Message}", e);
        }
    }
}
