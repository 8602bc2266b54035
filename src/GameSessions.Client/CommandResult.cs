namespace GameSessions.Client;

/// <summary>What became of a command. Closed.</summary>
public abstract record CommandResult
{
    private CommandResult() { }

    /// <param name="Sequence">The first event that the command caused.</param>
    public sealed record Accepted(long Sequence, int Count) : CommandResult;

    /// <summary>Nothing happened. Refusals that a retry can help are never seen here, since the client retries them; but its own <c>OUTBOX_FULL</c> is.</summary>
    public sealed record Refused(string Code, string Message) : CommandResult;

    /// <summary>The client ended before an answer came: the command may have been stored or not. Its id can be sent again.</summary>
    public sealed record Unanswered : CommandResult;
}
