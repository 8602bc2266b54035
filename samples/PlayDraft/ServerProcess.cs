using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PlayDraft;

/// <summary>A server of our own, on free ports and a data folder of its own, that can be killed at any time.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan ReadyMax = TimeSpan.FromSeconds(60);
    private readonly string assembly;
    private readonly int port = FreePort();
    private readonly int webPort = FreePort();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("play-draft-");
    private readonly StreamWriter log;
    private Process? process;

    private ServerProcess(string assembly)
    {
        this.assembly = assembly;
        log = new StreamWriter(LogPath) { AutoFlush = true };
    }

    public Uri Address => new($"http://127.0.0.1:{port}");

    public string LogPath => Path.Combine(folder.FullName, "server.log");

    /// <summary>Set to leave the data folder and its log for whoever looks for a fault.</summary>
    public bool KeepFolder { get; set; }

    public static async Task<ServerProcess> StartAsync(CancellationToken cancellationToken)
    {
        var server = new ServerProcess(FindAssembly());
        try
        {
            await server.StartProcessAsync(cancellationToken);
            return server;
        }
        catch
        {
            server.KeepFolder = true;
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGKILL: nothing is flushed, nothing is closed. Then the same again on the same folder.</summary>
    public async Task KillAndRestartAsync(TimeSpan down, CancellationToken cancellationToken)
    {
        await KillAsync();
        await Task.Delay(down, cancellationToken);
        await StartProcessAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await log.DisposeAsync();
        if (!KeepFolder)
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task KillAsync()
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

    private async Task StartProcessAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [assembly]) 
        {
            WorkingDirectory = folder.FullName,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PORT"] = $"{port}";
        start.Environment["WEB_PORT"] = $"{webPort}";
        start.Environment["DATA_DIR"] = folder.FullName;
        process = Process.Start(start) ?? throw new DraftFailedException("dotnet does not start");
        process.OutputDataReceived += (_, line) => Write(line.Data);
        process.ErrorDataReceived += (_, line) => Write(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await WaitUntilReadyAsync(process, cancellationToken);
    }

    private async Task WaitUntilReadyAsync(Process started, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < ReadyMax;)
        {
            if (started.HasExited)
            {
                throw new DraftFailedException($"the server ended by itself with {started.ExitCode}; its log is {LogPath}");
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

            await Task.Delay(20, cancellationToken);
        }

        throw new DraftFailedException($"the server is not ready after {ReadyMax.TotalSeconds} s; its log is {LogPath}");
    }

    private void Write(string? line)
    {
        lock (log)
        {
            if (line is not null)
            {
                log.WriteLine(line);
            }
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
        return found ?? throw new DraftFailedException("there is no server here; build it first: dotnet build src/Gw2Optimizer.Server");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
