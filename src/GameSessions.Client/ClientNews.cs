using GameSessions.Games;
using GameSessions.Wire;

namespace GameSessions.Client;

/// <summary>What a client tells its owner, in order and one at a time. Closed.</summary>
public abstract record ClientNews
{
    private ClientNews() { }

    /// <summary>A socket is open and the hand-over begins.</summary>
    /// <param name="Seat">Null for a spectator.</param>
    /// <param name="Summary">The state at the head; events told from here up to its <c>asOf</c> are history for display.</param>
    public sealed record Opened(PlayerId UserId, Seat? Seat, Summary Summary) : ClientNews;

    /// <summary>The next event: each exactly once, without a hole.</summary>
    public sealed record Happened(WireEvent Event) : ClientNews;

    /// <summary>Takes the place of every event told so far; the next event is <paramref name="AsOf"/> + 1.</summary>
    /// <param name="Reason"><c>pruned</c> or <c>forked</c>.</param>
    public sealed record Snapshot(long AsOf, RawJson State, string Reason) : ClientNews;

    public sealed record Presence(PlayerId UserId, bool Online) : ClientNews;

    public sealed record ClockChanged(Wire.GameTimer Timer) : ClientNews;

    public sealed record OutcomeKnown(SessionOutcome Outcome) : ClientNews;

    /// <summary>The server found fault with a frame; the socket stays open.</summary>
    public sealed record Faulted(string Code, string Message) : ClientNews;
}
