using GameSessions.Games;
using GameSessions.Hosting.Sessions;

namespace GameSessions.Hosting.Games;

/// <summary>What a game's mailbox takes. Closed.</summary>
internal abstract record GameMessage
{
    private GameMessage() { }

    /// <summary>When it was posted, by the monotonic clock: from then on it may wait for storage only so long.</summary>
    public long PostedAt { get; init; }

    /// <summary>A player's command, to be answered on its socket.</summary>
    /// <param name="ArrivedAt">By the store's clock, in ms; null while that is not known well enough.</param>
    public sealed record Submit(SessionConnection From, PlayerCommand Command, long? ArrivedAt) : GameMessage;

    /// <summary>A command of the server's own, with the row of the game where it is to be made first.</summary>
    /// <param name="Epoch">The incarnation of the log that it follows from; null: any.</param>
    public sealed record Call(ServerCommand Command, Log.GameCreation? Creation, string? Epoch, TaskCompletionSource<CommandResult> Result) : GameMessage;

    /// <summary>The game as it is; null where there is none.</summary>
    /// <param name="Fresh">What other nodes stored is read first.</param>
    public sealed record Look(bool Fresh, TaskCompletionSource<Game?> Result) : GameMessage;

    /// <summary>From now on this socket hears what happens; null where there is no such game, or none that its player may see.</summary>
    /// <param name="HeadMin">The head that the client or its session knows of.</param>
    /// <param name="Online">Who has a socket on any node, with its handshake.</param>
    public sealed record Attach(
        SessionConnection Connection, long HeadMin, IReadOnlyList<(PlayerId Player, long Generation)> Online, TaskCompletionSource<Attachment?> Result) : GameMessage;

    public sealed record Detach(SessionConnection Connection) : GameMessage;

    /// <summary>On some node a player's socket was opened, or the last one closed.</summary>
    public sealed record Attended(PlayerId Player, long Generation, bool IsThere) : GameMessage;

    /// <summary>Nothing but to be reached.</summary>
    public sealed record Flush(TaskCompletionSource<bool> Result) : GameMessage;

    public sealed record RoundTrip(PlayerId Player, int Ms) : GameMessage;

    /// <summary>Another node stored events up to this head.</summary>
    public sealed record Advanced(long Head) : GameMessage;

    /// <summary>The log is another one than before.</summary>
    public sealed record Forked : GameMessage;

    /// <summary>A deadline may have passed, or the clock is to be told, or nobody may need the game any more.</summary>
    public sealed record Wake : GameMessage;
}

/// <summary>The game at the instant from which a socket hears live events.</summary>
/// <param name="Epoch">The incarnation of the log that it is of.</param>
internal sealed record Attachment(Game Game, long OldestKept, string Epoch, IReadOnlyList<PlayerId> Online);
