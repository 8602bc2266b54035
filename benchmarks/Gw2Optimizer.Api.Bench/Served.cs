using System.Diagnostics;
using System.Globalization;

namespace Gw2Optimizer.Api.Bench;

/// <summary>A server as a process of its own, whose output goes into a file: whoever reads it would take from what is measured.</summary>
internal sealed class Served : IAsyncDisposable
{
    private static readonly TimeSpan ReadyMax = TimeSpan.FromSeconds(60);

    private readonly Process process;

    private Served(Process process, Uri address)
    {
        this.process = process;
        Http = new HttpClient { BaseAddress = address };
    }

    public HttpClient Http { get; }

    public Uri Address => Http.BaseAddress!;

    /// <param name="folder">Where it works and leaves its output.</param>
    public static async Task<Served> StartAsync(DirectoryInfo folder, int port, IEnumerable<string> command, params IEnumerable<(string Name, string Value)> variables)
    {
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" > output.log 2>&1", "sh", .. command]) { WorkingDirectory = folder.FullName, UseShellExecute = false };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        var served = new Served(Process.Start(start)!, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")));
        var watch = Stopwatch.StartNew();
        while (!await served.IsReadyAsync())
        {
            if (served.process.HasExited || watch.Elapsed > ReadyMax)
            {
                throw new InvalidOperationException($"A server does not get ready; it said: {await File.ReadAllTextAsync(Path.Combine(folder.FullName, "output.log"))}");
            }

            await Task.Delay(100);
        }

        return served;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Http.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
