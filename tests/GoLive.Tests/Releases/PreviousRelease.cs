using System.Diagnostics;
using System.Globalization;
using GoLive.Tests.Monitoring;

namespace GoLive.Tests.Releases;

/// <summary>The server as it was before the newest migration, built from the history of the checkout in a folder of its own.</summary>
internal sealed class PreviousRelease : IDisposable
{
    /// <summary>A line of source that numbers a migration.</summary>
    private const string Numbered = """new\("[a-z]+", [0-9]+, """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("previous-release-");

    private PreviousRelease(string commit) => Commit = commit;

    public string Commit { get; }

    public string Server => Path.Combine(folder.FullName, "artifacts", "bin", "Gw2Optimizer.Server", "debug", "Gw2Optimizer.Server.dll");

    /// <summary>Skips the test where the history does not reach so far back.</summary>
    public static async Task<PreviousRelease> BuildAsync()
    {
        var previous = new PreviousRelease(await FindAsync());
        try
        {
            // Not a worktree, of which the repository would have to be told again when it is gone.
            var archive = Path.Combine(previous.folder.FullName, "source.tar");
            await RunAsync("git", Checkout.Root, "archive", "--output", archive, previous.Commit);
            await RunAsync("tar", previous.folder.FullName, "-xf", archive);
            await RunAsync("dotnet", previous.folder.FullName, "build", "src/Gw2Optimizer.Server", "-p:SkipWeb=true", "-v", "q", "--disable-build-servers");
            return previous;
        }
        catch
        {
            previous.Dispose();
            throw;
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>The parent of the last commit that numbered a migration or added a file of one.</summary>
    private static async Task<string> FindAsync()
    {
        var (exit, inside) = await TryAsync("git", Checkout.Root, "rev-parse", "--is-shallow-repository");
        Assert.SkipUnless(exit == 0 && inside.Trim() == "false", "This checkout has no history, or only its end: git fetch --unshallow");
        string[] log = ["log", "-1", "--no-merges", "--format=%ct %P"];
        var newest = new[]
        {
            await RunAsync("git", Checkout.Root, [.. log, $"-G{Numbered}", "--", "src"]),
            await RunAsync("git", Checkout.Root, [.. log, "--diff-filter=A", "--", "src/**/Migrations/*.sql"]),
        }.Select(line => line.Trim().Split(' ')).Where(parts => parts.Length == 2).MaxBy(parts => long.Parse(parts[0], CultureInfo.InvariantCulture));
        Assert.SkipWhen(newest is null, "No commit here has another one before it and a new migration.");
        return newest![1];
    }

    private static async Task<string> RunAsync(string program, string folder, params string[] arguments)
    {
        var (exit, output) = await TryAsync(program, folder, arguments);
        exit.ShouldBe(0, $"{program} {string.Join(' ', arguments)}: {output}");
        return output;
    }

    private static async Task<(int ExitCode, string Output)> TryAsync(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        // What the build that runs these tests told itself.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        return (process.ExitCode, process.ExitCode == 0 ? await output : await output + await errors);
    }
}
