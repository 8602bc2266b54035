namespace GameSessions.Client.Sessions;

/// <summary>When to acknowledge what the owner has taken. A lost ack costs a repeat and nothing else.</summary>
/// <param name="rule">Null: only what <see cref="Acknowledge"/> names, and at once.</param>
internal sealed class AckPacer(AckRule? rule)
{
    private long taken;
    private long sent;
    private bool atOnce;
    private TimeSpan? lastSentAt;

    /// <summary>The session's ack as the server stored it.</summary>
    public long Stored { get; private set; }

    /// <summary>The stored ack may be lower than before: a restored log has forgotten acks too.</summary>
    public void OpenSocket(long stored)
    {
        Stored = stored;
        sent = stored;
        lastSentAt = null;
    }

    public void HandedOver(long through)
    {
        atOnce = true;
        taken = Math.Min(taken, through);
    }

    /// <summary>The owner has taken every event up to here.</summary>
    public void Take(long sequence) => taken = rule is null ? taken : sequence;

    public void Acknowledge(long sequence) => taken = Math.Max(taken, sequence);

    public void StoredAt(long sequence) => Stored = sequence;

    /// <summary>The server dropped a frame, which may have been an ack.</summary>
    public void PutBack() => sent = Stored;

    /// <summary>The ack to send now, or how long to wait for the next; neither where there is none.</summary>
    /// <param name="now">On any monotonic clock.</param>
    public (long? Send, TimeSpan? Wait) Next(TimeSpan now)
    {
        if (taken <= sent)
        {
            atOnce = false;
            return (null, null);
        }

        var wait = rule is not null && lastSentAt is { } last ? last + rule.Interval - now : TimeSpan.Zero;
        if (!atOnce && taken - sent < rule?.Events && wait > TimeSpan.Zero)
        {
            return (null, wait);
        }

        atOnce = false;
        sent = taken;
        lastSentAt = now;
        return (taken, null);
    }
}
