using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gw2Optimizer.Scenarios.Tests.Servers;

/// <summary>The built server as a process of its own, on free ports and a data folder of its own, that can be killed at any time.</summary>
public partial class ScenarioServer : IAsyncDisposable
{
    public const string SecretKey = "4f1c7d0a9be2483c95d6a7e0f3b18c2d6e5a4f3b2c1d0e9f";
    private static readonly TimeSpan ReadyMax = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("scenario-");
    private readonly StringBuilder log = new();
    private readonly Dictionary<string, string> variables;
    private Process? process;
    private bool isTerminated;

    public ScenarioServer()
        : this([])
    {
    }

    private ScenarioServer(params (string Name, string Value)[] changed)
    {
        var port = FreePort();
        Address = new Uri($"http://127.0.0.1:{port}");
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };
        variables = new()
        {
            ["PORT"] = $"{port}",
            ["WEB_PORT"] = $"{FreePort()}",
            ["DATA_DIR"] = folder.FullName,
            ["SECRET_KEY"] = SecretKey,
            ["RATE_LIMIT_PER_MINUTE"] = "1000000",
            ["RATE_LIMIT_PER_HOUR"] = "1000000",
            ["AUTH_RATE_LIMIT_PER_MINUTE"] = "1000000",
            ["AUTH_RATE_LIMIT_PER_HOUR"] = "1000000",
            ["UPGRADE_RATE_LIMIT_PER_MINUTE"] = "1000000",
        };
        foreach (var (name, value) in changed)
        {
            variables[name] = value;
        }
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public string DatabasePath => Path.Combine(folder.FullName, "gw2optimizer.db");

    public bool IsAlive => process is { HasExited: false };

    public int ProcessId => process!.Id;

    public string Log
    {
        get
        {
            lock (log)
            {
                return log.ToString();
            }
        }
    }

    public static async Task<ScenarioServer> StartAsync(params (string Name, string Value)[] changed)
    {
        var server = new ScenarioServer(changed);
        try
        {
            await server.StartProcessAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        var end = process is { HasExited: true } && !isTerminated ? $"The server ended by itself with {process.ExitCode}:\n{string.Join('\n', Log.Split('\n').TakeLast(40))}" : null;
        await KillAsync();
        Http.Dispose();
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
        end.ShouldBeNull();
    }

    public Upgrade Upgrade(string path = "/ws/game") => new(this, path);

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

    /// <summary>The same server again: same ports, same data.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        await StartProcessAsync();
    }

    /// <summary>SIGTERM.</summary>
    public Task TerminateAsync()
    {
        isTerminated = true;
        return SignalAsync("-TERM");
    }

    public Task SuspendAsync() => SignalAsync("-STOP");

    public Task ContinueAsync() => SignalAsync("-CONT");

    public async Task<int> ExitCodeAsync(TimeSpan within)
    {
        await process!.WaitForExitAsync().WaitAsync(within);
        return process.ExitCode;
    }

    /// <summary>The sum of a metric's series whose text starts with this, 0 where there is none.</summary>
    public async Task<double> MetricAsync(string series)
    {
        var text = await Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        var lines = text.Split('\n').Where(line => line.StartsWith(series, StringComparison.Ordinal)).ToList();
        lines.ShouldNotBeEmpty(series);
        return lines.Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..]));
    }

    /// <summary>One of the server's verbs on the same data, such as create-admin.</summary>
    public async Task RunVerbAsync(string[] arguments, params (string Name, string Value)[] extra)
    {
        using var verb = Process.Start(StartInfo(arguments, extra))!;
        var output = verb.StandardOutput.ReadToEndAsync();
        var errors = verb.StandardError.ReadToEndAsync();
        await verb.WaitForExitAsync().WaitAsync(ReadyMax);
        verb.ExitCode.ShouldBe(0, await output + await errors);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string FindAssembly()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var root = here;
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Gw2Optimizer.slnx")))
        {
            root = root.Parent;
        }

        return Path.Combine(root?.FullName ?? "", "artifacts", "bin", "Gw2Optimizer.Server", here.Name, "Gw2Optimizer.Server.dll");
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{process!.Id}"]);
        await kill.WaitForExitAsync();
    }

    private ProcessStartInfo StartInfo(string[] arguments, (string Name, string Value)[] extra)
    {
        var start = new ProcessStartInfo("dotnet", [FindAssembly(), .. arguments])
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

        foreach (var (name, value) in extra)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private async Task StartProcessAsync()
    {
        process = Process.Start(StartInfo([], []))!;
        process.OutputDataReceived += (_, line) => Write(line.Data);
        process.ErrorDataReceived += (_, line) => Write(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        for (var watch = Stopwatch.StartNew(); ;)
        {
            process.HasExited.ShouldBeFalse(Log);
            watch.Elapsed.ShouldBeLessThan(ReadyMax, Log);
            try
            {
                using var answer = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }

            await Task.Delay(10);
        }
    }

    private void Write(string? line)
    {
        lock (log)
        {
            log.AppendLine(line);
        }
    }
}
