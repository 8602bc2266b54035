namespace GoLive.Logs;

/// <summary>Where the servers' log lines are.</summary>
internal interface ILogSource
{
    /// <summary>For people.</summary>
    string Name { get; }

    /// <summary>Remembers where the log ends now.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    Task MarkAsync(CancellationToken cancellationToken);

    /// <summary>What was written since the mark.</summary>
    Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellationToken);
}
