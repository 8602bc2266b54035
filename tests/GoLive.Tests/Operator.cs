using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using GoLive.Commands;

namespace GoLive.Tests;

/// <summary>What a verb ended with.</summary>
/// <param name="Text">All that it wrote, for a test that fails.</param>
internal sealed record Ran(int ExitCode, JsonElement? Report, string Text)
{
    public string DetailOf(string step) => StepOf(step)?.GetProperty("detail").GetString() ?? $"there was no step {step}: {Text}";

    public string? OutcomeOf(string step) => StepOf(step)?.GetProperty("outcome").GetString();

    private JsonElement? StepOf(string step) => Report is { } report && report.GetProperty("steps").EnumerateArray().FirstOrDefault(one => one.GetProperty("name").GetString() == step) is { ValueKind: JsonValueKind.Object } found ? found : null;
}

/// <summary>Somebody with a folder, variables and golive.</summary>
internal sealed class Operator : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("golive-");
    private readonly Dictionary<string, string> variables = [];

    public Operator(params IEnumerable<(string Name, string Value)> said)
    {
        Set("BACKUP_DIR", Backups);
        foreach (var (name, value) in said)
        {
            Set(name, value);
        }
    }

    public string Folder => folder.FullName;

    public string Backups => Path.Combine(Folder, "backups");

    public IReadOnlyList<string> BackupFiles => Directory.Exists(Backups) ? [.. Directory.EnumerateFiles(Backups).Select(file => Path.GetFileName(file)).Where(name => !name.EndsWith(".lock", StringComparison.Ordinal)).Order(StringComparer.Ordinal)] : [];

    public void Set(string name, string value) => variables[name] = value;

    /// <summary>In this process.</summary>
    public async Task<Ran> RunAsync(params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var exitCode = await GoLiveCommand.RunAsync(Arguments(arguments), new InvocationConfiguration { Output = output, Error = errors }, TestContext.Current.CancellationToken);
        return Read(exitCode, $"{output}", $"{errors}");
    }

    /// <summary>The built program, as a process of its own.</summary>
    /// <param name="before">What runs it, such as nice and its arguments.</param>
    public Process Start(string[] before, params string[] arguments)
    {
        string[] line = [.. before, "dotnet", Path.Combine(AppContext.BaseDirectory, "golive.dll"), .. Arguments(arguments)];
        var start = new ProcessStartInfo(line[0], line[1..]) { WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        // Its mapping of code counts as a file, which a limit of the size of files would hit.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return Process.Start(start)!;
    }

    public static async Task<Ran> EndAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return Read(process.ExitCode, await output, await errors);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static Ran Read(int exitCode, string output, string errors) =>
        new(exitCode, output.StartsWith('{') ? JsonSerializer.Deserialize<JsonElement>(output) : null, $"exit {exitCode}\n{output}{errors}");

    private string[] Arguments(string[] arguments)
    {
        var file = Path.Combine(Folder, "variables");
        File.WriteAllLines(file, variables.Select(one => $"{one.Key}={one.Value}"));
        return [.. arguments, "--json", "--env-file", file, "--evidence", Path.Combine(Folder, "evidence")];
    }
}
