using System.Diagnostics;
using System.Text;

namespace GoLive.Tests.Monitoring;

/// <summary>A program of the system that runs until it is disposed of.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Process process;
    private readonly StringBuilder said = new();

    public RunningProgram(SystemProgram program, params IEnumerable<string> arguments)
    {
        program.SkipWithout();
        process = Process.Start(new ProcessStartInfo(program.Name, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <param name="isUp">May throw what a connection throws that nobody accepts.</param>
    public async Task UntilAsync(Func<CancellationToken, Task<bool>> isUp)
    {
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(20, TestContext.Current.CancellationToken))
        {
            try
            {
                if (await isUp(TestContext.Current.CancellationToken))
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }

            (process.HasExited || watch.Elapsed > Patience).ShouldBeFalse($"{process.StartInfo.FileName} does not start: {Said}");
        }
    }

    private string Said
    {
        get
        {
            lock (said)
            {
                return $"{said}";
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void Hear(string? line)
    {
        lock (said)
        {
            said.AppendLine(line);
        }
    }
}
