using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using GameSessions.Load.Clients;
using GameSessions.Load.Results;
using RealStores;

namespace GameSessions.Load;

/// <param name="HeapBytes">Managed, after a full collection.</param>
/// <param name="ProcessBytes">Resident.</param>
/// <param name="Games">In memory.</param>
internal sealed record ServerMemory(long HeapBytes, long ProcessBytes, int Games);

/// <summary>A server under test, on a free port and a data folder of its own, that can be killed at any time.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan ReadyMax = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo data;
    private readonly IReadOnlyList<string> options;
    private readonly ConcurrentQueue<string> said = [];
    private Process process;

    private ServerProcess(Peer peer, DirectoryInfo data, IReadOnlyList<string> options)
    {
        (Peer, this.data, this.options) = (peer, data, options);
        Address = new IPEndPoint(IPAddress.Loopback, Ports.Free());
        process = Start();
        AppDomain.CurrentDomain.ProcessExit += KillAtExit;
    }

    public Peer Peer { get; }

    public IPEndPoint Address { get; }

    /// <summary>False from the moment when it is asked to end until it is ready again: as whoever sends clients to nodes sees it.</summary>
    public bool IsServing { get; private set; } = true;

    /// <param name="prepare">Fills the data folder before the server starts.</param>
    public static async Task<ServerProcess> StartAsync(Peer peer, Action<string>? prepare = null, params IReadOnlyList<string> options)
    {
        // Beside the build, on a real disk: a temporary folder may be memory.
        var folder = Directory.CreateDirectory(Checkout.PathTo("artifacts", "load", Guid.NewGuid().ToString("N")));
        prepare?.Invoke(folder.FullName);
        var server = new ServerProcess(peer, folder, options);
        await server.WaitUntilReadyAsync();
        return server;
    }

    /// <summary>SIGKILL, and then the same again on the same folder.</summary>
    public async Task KillAndRestartAsync()
    {
        await KillAsync();
        process = Start();
        await WaitUntilReadyAsync();
    }

    /// <summary>SIGTERM, and its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        IsServing = false;
        using var term = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>After <see cref="StopAsync"/>: the same again.</summary>
    public async Task StartAgainAsync()
    {
        process.Dispose();
        process = Start();
        await WaitUntilReadyAsync();
        IsServing = true;
    }

    /// <summary>Makes the rooms <c>name-0</c>... where a room must be made before it is entered.</summary>
    public async Task MakeRoomsAsync(string name, int count)
    {
        if (Peer == Peer.Ours)
        {
            await Http.PostAsync(Address, $"/games/{name}/{count}", "");
        }
    }

    public async Task<ServerMemory> ReadMemoryAsync()
    {
        var words = (await Http.GetAsync(Address, "/memory")).Split(' ');
        return new ServerMemory(Number(words[0]), Number(words[1]), (int)Number(words[2]));
    }

    /// <summary>When the newest events of the engine were on disk, by game and sequence; empty for peers. Told once.</summary>
    public async Task<IReadOnlyDictionary<(string Game, long Sequence), long>> TakeCommitsAsync()
    {
        var lines = Peer == Peer.Ours ? await Http.GetAsync(Address, "/commits") : "";
        return lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToDictionary(words => (words[0], Number(words[1])), words => Number(words[2]));
    }

    /// <summary>What the engine has counted since it started; empty for peers.</summary>
    public async Task<Tally> ReadTallyAsync() => Tally.Parse(Peer == Peer.Ours ? await Http.GetAsync(Address, "/metrics") : "");

    /// <summary>Time that its threads have had so far.</summary>
    public TimeSpan ReadProcessorTime()
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= KillAtExit;
        await KillAsync();
        data.Delete(recursive: true);
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private Process Start()
    {
        var command = Peer.Command(Address.Port, data.FullName);
        return Process.Start(new ProcessStartInfo(command[0], [.. command.Skip(1), .. options]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    private async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Whoever stops the load stops its servers, too.</summary>
    private void KillAtExit(object? sender, EventArgs e) => process.Kill();

    private async Task WaitUntilReadyAsync()
    {
        process.OutputDataReceived += (_, line) => Show(line.Data);
        process.ErrorDataReceived += (_, line) => Show(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < ReadyMax; await Task.Delay(20))
        {
            if (process.HasExited)
            {
                await process.WaitForExitAsync();
                throw new InvalidOperationException($"{Peer.Name} ended by itself with {process.ExitCode}; it said: {string.Join('\n', said)}");
            }

            try
            {
                await ReadMemoryAsync();
                return;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }
        }

        throw new TimeoutException($"{Peer.Name} is not ready after {ReadyMax.TotalSeconds} s.");
    }

    /// <summary>What the engine complains of is a finding; peers complain of every socket that is cut.</summary>
    private void Show(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        said.Enqueue(line);
        if (Peer == Peer.Ours)
        {
            Console.Error.WriteLine(line);
        }
    }
}
