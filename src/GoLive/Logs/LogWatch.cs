namespace GoLive.Logs;

/// <summary>All logs that the operator named, from the beginning of a run on.</summary>
internal sealed class LogWatch(IReadOnlyList<ILogSource> sources)
{
    public string Name => string.Join(", ", sources.Select(source => source.Name));

    /// <exception cref="IOException">One of them cannot be read.</exception>
    public Task MarkAsync(CancellationToken cancellationToken) => Task.WhenAll(sources.Select(source => source.MarkAsync(cancellationToken)));

    /// <exception cref="IOException">One of them cannot be read.</exception>
    public async Task<IReadOnlyList<LogLine>> ReadAsync(CancellationToken cancellationToken) =>
        [.. (await Task.WhenAll(sources.Select(source => source.ReadAsync(cancellationToken)))).SelectMany(lines => lines).Select(LogLine.Parse)];

    /// <summary>What the cache had to say.</summary>
    public async Task<IReadOnlyList<LogLine>> ReadCacheAsync(CancellationToken cancellationToken) => [.. (await ReadAsync(cancellationToken)).Where(line => line.Context == LogLine.CacheContext)];
}
