namespace Gw2Optimizer.RealServer;

/// <summary>A file of what a process says. Thread-safe.</summary>
internal sealed class ServerLog(string path) : IDisposable
{
    private readonly Lock gate = new();
    private readonly StreamWriter writer = new(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
    private bool isClosed;

    public string Path => path;

    public string Read()
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    /// <summary>A line, or null where the process has no more; what comes after the end is lost.</summary>
    public void Write(string? line)
    {
        lock (gate)
        {
            if (line is not null && !isClosed)
            {
                writer.WriteLine(line);
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
            writer.Dispose();
        }
    }
}
