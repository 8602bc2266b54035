using GameSessions.Wire;

namespace GameSessions.Client;

/// <summary>How a client stands with its game, told after every hand-over and every loss. Closed.</summary>
public abstract record SessionOutcome
{
    private SessionOutcome() { }

    /// <summary>The server knew no session of this user in this game.</summary>
    public sealed record Fresh : SessionOutcome;

    /// <summary>Nothing was missed.</summary>
    public sealed record Current : SessionOutcome;

    /// <param name="Events">How many events were delivered in this hand-over.</param>
    public sealed record Replayed(int Events) : SessionOutcome;

    /// <summary>A snapshot took the place of what was delivered before.</summary>
    /// <param name="Reason"><c>pruned</c> or <c>forked</c>.</param>
    public sealed record Resynced(string Reason) : SessionOutcome;

    /// <summary>The same session was opened elsewhere. The client has ended.</summary>
    public sealed record TakenOver : SessionOutcome;

    /// <summary>The server does not let this client in, or not any more. The client has ended.</summary>
    public sealed record Revoked(string Reason) : SessionOutcome;

    /// <summary>The game is over. The client stays connected, since an answer may still be on its way; its owner disposes it.</summary>
    /// <param name="Result">The data of <c>finished</c>, or where only a snapshot tells of it, the <c>result</c> of the state.</param>
    public sealed record Ended(RawJson Result) : SessionOutcome;

    /// <summary>The connection is lost; the client connects again by itself.</summary>
    public sealed record Retrying(TimeSpan After) : SessionOutcome;
}
