using System.Diagnostics;

namespace GameSessions.Load;

/// <summary>The checkout that this program was built in.</summary>
internal static class Checkout
{
    private const string ServersName = "GameSessions.Load.Servers";

    public static string Root { get; } = FindRoot();

    public static string PathTo(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>The servers as they were built beside this program.</summary>
    /// <exception cref="FileNotFoundException">They were not built.</exception>
    public static string ServersAssembly()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var path = PathTo("artifacts", "bin", ServersName, configuration, $"{ServersName}.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"Build benchmarks/{ServersName} first.", path);
    }

    /// <summary>The commit that is checked out, with a plus where files differ from it.</summary>
    public static string Commit()
    {
        var commit = Git("rev-parse", "--short", "HEAD");
        return Git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!benchmarks/results.md").Length == 0 ? commit : $"{commit}+";
    }

    private static string Git(params IEnumerable<string> arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = Root, UseShellExecute = false, RedirectStandardOutput = true })!;
        return git.StandardOutput.ReadToEnd().Trim();
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Gw2Optimizer.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("This program runs inside its checkout.");
    }
}
