using GameSessions.Games;

namespace GameSessions.Hosting.Storage;

/// <summary>What other nodes did, in the order of the store; each notice comes at least once, to whoever asks within <see cref="Limits.FeedKeptMs"/>.</summary>
public interface ICommitFeed
{
    /// <summary>Where a node that starts now begins to read.</summary>
    Task<FeedCursor> ReadHeadAsync();

    /// <remarks>Of a place in another incarnation of the store everything that this one keeps is told: what is told again does no harm.</remarks>
    Task<FeedPage> ReadAsync(FeedCursor after);

    /// <summary>Completes when there may be something new to read. May be lost: the reader polls as well.</summary>
    Task WaitAsync(CancellationToken cancellation);
}

/// <summary>A place in the feed; only the feed that made it can read it.</summary>
public readonly record struct FeedCursor(string Value);

public sealed record FeedPage(IReadOnlyList<FeedNotice> Notices, FeedCursor Next);

public abstract record FeedNotice
{
    private FeedNotice() { }

    public sealed record Committed(GameId Game, long Head) : FeedNotice;

    /// <summary>A session was opened: sockets of an earlier generation end.</summary>
    public sealed record Opened(SessionKey Session, long Generation) : FeedNotice;

    /// <summary>The socket of a session's last handshake is closed.</summary>
    public sealed record Closed(SessionKey Session, long Generation) : FeedNotice;

    /// <summary>A session was revoked: sockets of an earlier generation end.</summary>
    public sealed record Revoked(SessionKey Session, long Generation) : FeedNotice;
}

/// <summary>The feed of a store that only this process uses.</summary>
public sealed class NoCommitFeed : ICommitFeed
{
    private static readonly FeedCursor Start = new("");

    public Task<FeedCursor> ReadHeadAsync() => Task.FromResult(Start);

    public Task<FeedPage> ReadAsync(FeedCursor after) => Task.FromResult(new FeedPage([], Start));

    public Task WaitAsync(CancellationToken cancellation) => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously).Task.WaitAsync(cancellation);
}
