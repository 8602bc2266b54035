using GameSessions.Games;

namespace GameSessions.Hosting.Storage;

/// <summary>One run of one server process.</summary>
public readonly record struct NodeId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>The store's clock, and the rows by which nodes prove that somebody served.</summary>
public interface INodeRows
{
    /// <summary>The store's clock, in ms since the epoch.</summary>
    Task<long> ReadClockAsync();

    /// <summary>
    /// While any game's clock runs, writes this node's row; first, if the newest row of all nodes is older than
    /// <see cref="Limits.OutageMs"/>, stores the gap as an outage, once. Writes nothing where no clock runs.
    /// </summary>
    /// <returns>The store's clock at the beat, and the outages that ended after <paramref name="endedAfter"/>, oldest first.</returns>
    Task<Beat> BeatAsync(NodeId node, long endedAfter);
}

public sealed record Beat(long At, IReadOnlyList<Outage> Outages);
