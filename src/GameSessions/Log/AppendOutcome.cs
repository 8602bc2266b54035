namespace GameSessions.Log;

/// <summary>What became of one append of a batch. An exception instead of outcomes means that nobody knows: read again.</summary>
public abstract record AppendOutcome
{
    private AppendOutcome() { }

    /// <summary>The events are on disk; the log's head is now <paramref name="Head"/>.</summary>
    public sealed record Stored(long Head) : AppendOutcome;

    /// <summary>Somebody was faster: the log's head is <paramref name="Head"/>, nothing was written.</summary>
    public sealed record Behind(long Head) : AppendOutcome;

    /// <summary>The log is another one than this was decided by: its database was restored. Nothing was written.</summary>
    public sealed record Forked : AppendOutcome;

    /// <summary>A later socket of the session has been opened, on which the command may be sent again. Nothing was written.</summary>
    public sealed record Superseded : AppendOutcome;

    /// <summary>The same command was stored before: <paramref name="Count"/> events from <paramref name="Sequence"/>. Nothing was written.</summary>
    public sealed record Repeated(long Sequence, int Count) : AppendOutcome;
}
