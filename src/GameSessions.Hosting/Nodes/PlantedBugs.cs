namespace GameSessions.Hosting.Nodes;

/// <summary>Faults that the simulator plants to prove that it would find them. Never set outside of it.</summary>
internal sealed record PlantedBugs
{
    /// <summary>Events are shown before they are stored.</summary>
    public bool SendBeforeCommit { get; init; }

    /// <summary>Live events are not held back during the replay.</summary>
    public bool LiveBeforeReplay { get; init; }

    /// <summary>Acks are not checked against the head.</summary>
    public bool AckBeyondHead { get; init; }

    /// <summary>A wake-up makes the flag fall, whether or not its deadline still stands.</summary>
    public bool FlagByStaleDeadline { get; init; }

    /// <summary>Commits of other nodes are not read.</summary>
    public bool FeedIgnored { get; init; }

    /// <summary>An earlier socket of the same session stays open, and a revoked one too.</summary>
    public bool TakeOverForgotten { get; init; }

    /// <summary>That nothing is to be done for a command is decided by what this node knows, though another may know more.</summary>
    public bool StaleRulings { get; init; }

    /// <summary>A turn's time runs from when the game was loaded, where that was later than its start.</summary>
    public bool Countdown { get; init; }

    /// <summary>What storage has not confirmed is answered as done.</summary>
    public bool OutcomeGuessed { get; init; }

    /// <summary>Live events during a hand-over are dropped instead of held.</summary>
    public bool HeldEventsLost { get; init; }

    /// <summary>The replay begins one event too late.</summary>
    public bool ReplaySkipsFirst { get; init; }

    /// <summary>Every seat is shown every event.</summary>
    public bool HiddenShown { get; init; }

    /// <summary>Any frame counts as proof that the client holds its newest token.</summary>
    public bool AnyFrameProves { get; init; }

    /// <summary>Outages are not credited.</summary>
    public bool OutagesForgotten { get; init; }

    /// <summary>Frames that a client sends during the hand-over vanish.</summary>
    public bool EarlyFramesLost { get; init; }

    /// <summary>What the cache has is sent, though it does not reach the head, or is of another incarnation of the log.</summary>
    public bool CacheBelieved { get; init; }
}
