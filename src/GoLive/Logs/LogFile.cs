namespace GoLive.Logs;

/// <summary>A file that a server appends to. One that was replaced since, by rotation, is read from its beginning.</summary>
internal sealed class LogFile(string path) : ILogSource
{
    private long mark;

    public string Name => path;

    public Task MarkAsync(CancellationToken cancellationToken)
    {
        using var file = Open();
        mark = file.Length;
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var file = Open();
        file.Position = file.Length < mark ? 0 : mark;
        using var reader = new StreamReader(file);
        return (await reader.ReadToEndAsync(cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private FileStream Open() => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
