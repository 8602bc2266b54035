using System.Text;

namespace Gw2Optimizer.Server.Observability.Logs;

/// <summary>Where lines go: standard output, and the log file if there is one. Thread-safe; a line is written whole or not at all.</summary>
internal sealed class LogOutput : IDisposable
{
    private readonly Lock gate = new();
    private readonly TextWriter output;
    private readonly StreamWriter? file;

    public LogOutput(TextWriter output, string? path)
    {
        this.output = output;
        if (path is null)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
    }

    public void Write(string line)
    {
        lock (gate)
        {
            try
            {
                output.WriteLine(line);
                file?.WriteLine(line);
            }
            catch (IOException)
            {
                // A full disk or a closed pipe must not fail the request that is being logged.
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            file?.Dispose();
        }
    }
}
