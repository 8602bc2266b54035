using System.Diagnostics;

namespace RealStores;

/// <summary>A Redis server on a free port of the loopback, that forgets everything when it ends. For one user at a time.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string[] settings;
    private Process? process;

    private RedisServer(string[] settings) => this.settings = settings;

    /// <summary>Whether the program is installed here.</summary>
    public static bool IsInstalled => Tool.IsInstalled("redis-server");

    public int Port { get; } = Ports.Free();

    /// <summary>For <c>SESSION_REDIS_URL</c>.</summary>
    public Uri Url => new($"redis://127.0.0.1:{Port}");

    /// <param name="settings">Arguments beside the usual ones, such as <c>--maxmemory 2mb</c>.</param>
    /// <exception cref="StoreFailedException">It is not installed, or does not start.</exception>
    public static async Task<RedisServer> StartAsync(params string[] settings)
    {
        var server = new RedisServer(settings);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Starts it empty, on the same port.</summary>
    public async Task StartAgainAsync()
    {
        var started = Tool.Start("redis-server", ["--port", $"{Port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", .. settings]);
        // Nobody reads what it writes; a pipe that is full would stop it.
        started.OutputDataReceived += (_, _) => { };
        started.ErrorDataReceived += (_, _) => { };
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        process = started;
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience; await Task.Delay(5))
        {
            if (started.HasExited)
            {
                throw new StoreFailedException($"redis-server ended with {started.ExitCode}.");
            }

            try
            {
                await CliAsync("ping");
                return;
            }
            catch (StoreFailedException)
            {
                // Not yet.
            }
        }

        throw new StoreFailedException("redis-server does not answer.");
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (process is { } running)
        {
            process = null;
            running.Kill();
            await running.WaitForExitAsync();
            running.Dispose();
        }
    }

    /// <summary>SIGSTOP: connections stay open, and nothing answers.</summary>
    public Task FreezeAsync() => Tool.RunAsync("kill", "-STOP", $"{process!.Id}");

    public Task ThawAsync() => Tool.RunAsync("kill", "-CONT", $"{process!.Id}");

    /// <summary>One command of redis-cli, and what it answers.</summary>
    /// <exception cref="StoreFailedException">The server did not answer it.</exception>
    public async Task<string> CliAsync(params string[] command)
    {
        var answer = (await Tool.RunAsync("redis-cli", ["-p", $"{Port}", "--raw", .. command])).Trim();
        return answer.StartsWith("Could not connect", StringComparison.Ordinal) || answer.StartsWith("LOADING", StringComparison.Ordinal) ? throw new StoreFailedException(answer) : answer;
    }

    public async ValueTask DisposeAsync() => await KillAsync();
}
