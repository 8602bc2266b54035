namespace GameSessions.Resume;

/// <summary>How a session that comes back is brought to the head: exactly one of these.</summary>
public abstract record ResumePlan
{
    private ResumePlan() { }

    /// <summary>Nothing was missed.</summary>
    public sealed record Current : ResumePlan;

    /// <summary>Every event after <paramref name="After"/> is sent again.</summary>
    public sealed record Replay(long After) : ResumePlan;

    /// <summary>A snapshot of the state at the head, because the events cannot be sent.</summary>
    /// <param name="Reason"><c>pruned</c> or <c>forked</c>.</param>
    public sealed record Resync(string Reason) : ResumePlan;

    public const string Pruned = "pruned";
    public const string Forked = "forked";

    /// <param name="position">Where the client stands: its own word, else its last ack.</param>
    /// <param name="clientEpoch">The epoch of the log that the client knows; null where it does not say.</param>
    /// <param name="head">The log's head.</param>
    /// <param name="oldestKept">The first sequence that can still be read.</param>
    /// <param name="epoch">The log's epoch.</param>
    public static ResumePlan For(long position, string? clientEpoch, long head, long oldestKept, string epoch) =>
        (clientEpoch is not null && clientEpoch != epoch) || position > head ? new Resync(Forked)
        : position == head ? new Current()
        : position + 1 < oldestKept ? new Resync(Pruned)
        : new Replay(position);
}
