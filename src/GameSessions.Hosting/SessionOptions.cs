namespace GameSessions.Hosting;

/// <summary>The figures that a node runs by. A deployment sets those that its clients meet; the others exist for tests and simulations.</summary>
public sealed record SessionOptions
{
    public int FramesPerSecond { get; init; } = Limits.FramesPerSecond;

    public int FrameBurst { get; init; } = Limits.FrameBurst;

    public int SendQueueBytesMax { get; init; } = Limits.SendQueueBytesMax;

    public int UpgradesPerMinute { get; init; } = Limits.UpgradesPerMinute;

    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromMilliseconds(Limits.HeartbeatMs);

    public TimeSpan SessionTtl { get; init; } = TimeSpan.FromSeconds(Limits.SessionTtlSeconds);

    /// <summary>How long a command, an ack or a handshake may wait for storage before it is refused.</summary>
    /// <remarks>Longer than the store's own waits, or a node gives up on what the store still tries.</remarks>
    public TimeSpan StorageWait { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a game stays in memory that nobody talks to.</summary>
    public TimeSpan IdleGame { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often overdue games are sought that no host woke for.</summary>
    public TimeSpan DeadlineSweep { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How often events are sought whose effects on other games nobody has finished.</summary>
    public TimeSpan ReactionSweep { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a node proves that it serves; at most half of <see cref="Limits.OutageMs"/>, or it would record outages while it serves.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long acks are gathered before they are stored together; an ack is to be answered within 100 ms.</summary>
    public TimeSpan AckPause { get; init; } = TimeSpan.FromMilliseconds(15);

    /// <summary>The newest events of a game that the cache keeps.</summary>
    public int ReplayRetention { get; init; } = Limits.ReplayRetention;

    /// <summary>How long events are kept that everybody has.</summary>
    public TimeSpan History { get; init; } = TimeSpan.FromDays(Limits.HistoryDays);

    /// <summary>How often what is older is sought.</summary>
    public TimeSpan RetentionSweep { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often flags are read again; a change is to reach every node within 5 s.</summary>
    public TimeSpan FlagPoll { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan FeedPoll { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan ClockSync { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How soon the store's clock is asked again while it is not known well enough.</summary>
    public TimeSpan ClockResync { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often a running clock is told to everybody.</summary>
    public TimeSpan TimeUpdate { get; init; } = TimeSpan.FromSeconds(5);
}
