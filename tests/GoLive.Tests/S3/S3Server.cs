using System.Diagnostics;
using RealStores;

namespace GoLive.Tests.S3;

/// <summary>An S3 server on a free port of the loopback, with one bucket, that forgets everything when it ends.</summary>
public sealed class S3Server : IAsyncLifetime
{
    public const string Bucket = "gw2optimizer-backups";

    /// <summary>Both halves of the credentials that it knows.</summary>
    public const string Key = "S3RVER";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("golive-s3-");
    private readonly int port = Ports.Free();
    private Process? process;

    /// <summary>Why it cannot be; null where it can.</summary>
    public static string? Missing => Lacks("npm") ? "Node.js is not installed: nodejs.org, 20.19 or later" : Lacks("aws") ? "aws is not installed: apt-get install awscli" : null;

    public Uri Url => new($"http://127.0.0.1:{port}");

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null && !Stores.MustBeThere)
        {
            return;
        }

        var home = Path.Combine(Root(), "tests", "GoLive.Tests", "S3");
        await RunAsync("npm", "ci", "--prefix", home, "--no-audit", "--no-fund");
        process = Process.Start(new ProcessStartInfo("node", [Path.Combine(home, "node_modules", "s3rver", "bin", "s3rver.js"), "-d", folder.FullName, "-a", "127.0.0.1", "-p", $"{port}", "-s", "--no-vhost-buckets", "--configure-bucket", Bucket]))!;
        using var http = new HttpClient();
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(20))
        {
            try
            {
                using var answer = await http.GetAsync(Url);
                return;
            }
            catch (HttpRequestException) when (!process.HasExited && watch.Elapsed < Patience)
            {
                // Not yet.
            }
        }
    }

    /// <summary>What it keeps under a name; null: nothing.</summary>
    public byte[]? Find(string name) => Path.Combine(folder.FullName, Bucket, $"{name}._S3rver_object") is var path && File.Exists(path) ? File.ReadAllBytes(path) : null;

    public async ValueTask DisposeAsync()
    {
        if (process is { } running)
        {
            running.Kill();
            await running.WaitForExitAsync();
            running.Dispose();
        }

        folder.Delete(recursive: true);
    }

    private static bool Lacks(string program) => !(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var running = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;
        await running.WaitForExitAsync().WaitAsync(Patience);
        running.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}");
    }

    private static string Root()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Gw2Optimizer.slnx")))
        {
            root = root.Parent!;
        }

        return root.FullName;
    }
}
