using GameSessions.Games;

namespace GameSessions.Client;

public sealed record GameClientOptions
{
    /// <summary>Null on the channels that have no game to name.</summary>
    public GameId? GameId { get; init; }

    public string Path { get; init; } = "/ws/game";

    /// <summary>Where the owner already stands, from an earlier life; null: where the session's stored ack is.</summary>
    public LogPosition? Start { get; init; }

    /// <summary>A resume token of an earlier life; null: begin with the access token.</summary>
    public string? ResumeToken { get; init; }

    /// <summary>Null: the owner acknowledges by <see cref="GameClient.Acknowledge"/>.</summary>
    public AckRule? Acks { get; init; } = AckRule.Default;

    /// <summary>Delays before connecting again.</summary>
    public Backoff Reconnect { get; init; } = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5));

    /// <summary>Delays before sending again what the server could not store.</summary>
    public Backoff Resend { get; init; } = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2));

    /// <summary>From the start of a connect to its <c>GAME_RESUME</c>.</summary>
    public TimeSpan HandshakeMax { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Commands on the wire without an answer; the others wait. Below the server's 20 refused frames a second, so that a client that
    /// meets the rate limit is slowed down and not shut out.
    /// </summary>
    public int CommandsInFlightMax { get; init; } = 16;

    /// <summary>Commands without an answer, on the wire or not; one more is refused with <c>OUTBOX_FULL</c>.</summary>
    public int CommandsWaitingMax { get; init; } = 1_024;

    /// <summary>How long commands rest after the server found them too many.</summary>
    public TimeSpan RateLimitRest { get; init; } = TimeSpan.FromSeconds(1);
}

/// <summary>Acks go out at most once an <paramref name="Interval"/>, and at once when <paramref name="Events"/> wait or a replay ends.</summary>
public sealed record AckRule(int Events, TimeSpan Interval)
{
    public static AckRule Default { get; } = new(32, TimeSpan.FromMilliseconds(200));
}
