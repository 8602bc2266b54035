namespace GameSessions.Storage.Redis;

/// <summary>How a cache in Redis is kept, and how long it is waited for.</summary>
public sealed record RedisCacheOptions(RedisAddress Address)
{
    /// <summary>What every key begins with: <c>A-Z a-z 0-9 - _ . :</c>.</summary>
    public string Namespace { get; init; } = "gsr";

    /// <summary>The life of a key after its last write. A session that is older cannot be resumed, so nobody would read it.</summary>
    public TimeSpan Ttl { get; init; } = TimeSpan.FromSeconds(Limits.SessionTtlSeconds);

    /// <summary>Newest entries kept of a game.</summary>
    public int Retention { get; init; } = 256;

    /// <summary>A command that takes longer is given up, and its connection with it.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Commands on their way to the server; the others stand in line.</summary>
    public int InFlightMax { get; init; } = 256;

    /// <summary>Commands in line; one more fails at once. Whoever was on a node that ended comes back at the same moment, and each asks twice.</summary>
    public int WaitingMax { get; init; } = 16_384;

    /// <summary>Before the first try to connect again; each next pause is twice as long.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest pause between two tries.</summary>
    public TimeSpan ProbeIntervalMax { get; init; } = TimeSpan.FromSeconds(4);
}
