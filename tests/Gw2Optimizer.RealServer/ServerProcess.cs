using System.Diagnostics;
using RealStores;

namespace Gw2Optimizer.RealServer;

/// <summary>The built server as a process of its own, on free ports and a data folder of its own, that can be killed at any time. For one user at a time.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan ReadyMax = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo folder;
    private readonly Dictionary<string, string> variables;
    private readonly ServerLog log;
    private readonly HttpClient http;
    private Process? process;

    /// <param name="name">What its folder below the temporary one begins with.</param>
    /// <param name="changed">The server's variables, beside its ports and its folder.</param>
    public ServerProcess(string name, params IEnumerable<(string Name, string Value)> changed)
    {
        folder = Directory.CreateTempSubdirectory($"{name}-");
        log = new ServerLog(Path.Combine(folder.FullName, "server.log"));
        var port = Ports.Free();
        Address = new Uri($"http://127.0.0.1:{port}");
        http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        var webPort = Ports.Free();
        Pages = new Uri($"http://127.0.0.1:{webPort}");
        variables = new() { ["PORT"] = $"{port}", ["WEB_PORT"] = $"{webPort}", ["DATA_DIR"] = folder.FullName };
        foreach (var (variable, value) in changed)
        {
            variables[variable] = value;
        }
    }

    public Uri Address { get; }

    /// <summary>Where it serves its pages alone.</summary>
    public Uri Pages { get; }

    public string Folder => folder.FullName;

    public string DatabasePath => Path.Combine(folder.FullName, "gw2optimizer.db");

    public string LogPath => log.Path;

    /// <summary>What it wrote so far, over all of its lives.</summary>
    public string Log => log.Read();

    /// <summary>The process that was started last.</summary>
    public int Id => process!.Id;

    public bool IsAlive => process is { HasExited: false };

    /// <summary>The exit code of a process that has ended and was not killed by <see cref="KillAsync"/>; null: none did.</summary>
    public int? ExitedWith => process is { HasExited: true } ended ? ended.ExitCode : null;

    /// <summary>How far the machine's clock is ahead, as far as this process knows, from its next start on; only where <see cref="FakeTime.IsInstalled"/>.</summary>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>Another server than the one that was built beside this program.</summary>
    public string? Assembly { get; init; }

    /// <summary>Set to leave the folder, its database and its log for whoever looks for a fault.</summary>
    public bool KeepFolder { get; set; }

    /// <summary>Changes a variable, from its next start on.</summary>
    public void Change(string variable, string value) => variables[variable] = value;

    /// <summary>Starts it, on the data that there is, and waits until it is ready.</summary>
    /// <exception cref="ServerFailedException">It ended, or is not ready within a minute.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        process?.Dispose();
        process = Process.Start(StartInfo([], [])) ?? throw new ServerFailedException("dotnet does not start");
        process.OutputDataReceived += (_, line) => log.Write(line.Data);
        process.ErrorDataReceived += (_, line) => log.Write(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await WaitUntilReadyAsync(process, cancellationToken);
    }

    /// <summary>SIGKILL: nothing is flushed, nothing is closed.</summary>
    public async Task KillAsync()
    {
        if (process is null)
        {
            return;
        }

        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>SIGTERM.</summary>
    public Task TerminateAsync() => RunToolAsync("kill", "-TERM", $"{process!.Id}");

    public Task SuspendAsync() => RunToolAsync("kill", "-STOP", $"{process!.Id}");

    public Task ContinueAsync() => RunToolAsync("kill", "-CONT", $"{process!.Id}");

    /// <summary>From now on no file can be written at or beyond this many bytes, as on a full disk; null: the disk has room again.</summary>
    /// <remarks>A limit of the process (RLIMIT_FSIZE), so that it needs no rights and no mount. Linux only.</remarks>
    public Task LimitFilesAsync(long? bytes) => RunToolAsync("prlimit", "--pid", $"{process!.Id}", $"--fsize={(bytes is null ? "unlimited" : $"{bytes}")}:");

    public async Task<int> ExitCodeAsync(TimeSpan within)
    {
        await process!.WaitForExitAsync().WaitAsync(within);
        return process.ExitCode;
    }

    /// <summary>Runs one of the server's verbs on the same data, such as create-admin.</summary>
    /// <exception cref="ServerFailedException">It did not end with 0.</exception>
    public async Task RunVerbAsync(string[] arguments, params (string Name, string Value)[] extra)
    {
        using var verb = Process.Start(StartInfo(arguments, extra))!;
        var output = verb.StandardOutput.ReadToEndAsync();
        var errors = verb.StandardError.ReadToEndAsync();
        await verb.WaitForExitAsync().WaitAsync(ReadyMax);
        if (verb.ExitCode != 0)
        {
            throw new ServerFailedException($"{arguments[0]} ended with {verb.ExitCode}: {await output}{await errors}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        http.Dispose();
        log.Dispose();
        if (!KeepFolder)
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunToolAsync(string tool, params string[] arguments)
    {
        using var running = Process.Start(tool, arguments);
        await running.WaitForExitAsync();
        if (running.ExitCode != 0)
        {
            throw new ServerFailedException($"{tool} {string.Join(' ', arguments)} ended with {running.ExitCode}");
        }
    }

    /// <summary>The server as it was built beside this program.</summary>
    private static string FindAssembly()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var root = here;
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Gw2Optimizer.slnx")))
        {
            root = root.Parent;
        }

        var found = new[] { here.Name, "debug", "release" }
            .Select(configuration => Path.Combine(root?.FullName ?? "", "artifacts", "bin", "Gw2Optimizer.Server", configuration, "Gw2Optimizer.Server.dll"))
            .FirstOrDefault(File.Exists);
        return found ?? throw new ServerFailedException("there is no server here; build it first: dotnet build src/Gw2Optimizer.Server");
    }

    private ProcessStartInfo StartInfo(string[] arguments, (string Name, string Value)[] extra)
    {
        // A write beyond the limit of LimitFilesAsync shall fail and not end the process: the signal is ignored, which dotnet inherits.
        var start = new ProcessStartInfo("sh", ["-c", "trap '' XFSZ; exec \"$0\" \"$@\"", "dotnet", Assembly ?? FindAssembly(), .. arguments])
        {
            WorkingDirectory = folder.FullName,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        foreach (var (name, value) in extra.Concat(FakeTime.Variables(ClockOffset)))
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private async Task WaitUntilReadyAsync(Process started, CancellationToken cancellationToken)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < ReadyMax;)
        {
            if (started.HasExited)
            {
                throw new ServerFailedException($"the server ended by itself with {started.ExitCode}; its log is {LogPath}");
            }

            try
            {
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
            {
                // Not yet.
            }

            await Task.Delay(10, cancellationToken);
        }

        throw new ServerFailedException($"the server is not ready after {ReadyMax.TotalSeconds} s; its log is {LogPath}");
    }
}
