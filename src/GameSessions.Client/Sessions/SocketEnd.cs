using GameSessions.Wire;

namespace GameSessions.Client.Sessions;

/// <summary>How the use of one socket ended, and what that means for the next.</summary>
/// <param name="Healthy">The hand-over was complete, and nothing was wrong with what came after it.</param>
/// <param name="TokenRefused">The resume token was bad; the access token may be good.</param>
internal sealed record SocketEnd(Close Close, bool Healthy = false, bool TokenRefused = false)
{
    /// <summary>Null where a next socket may do better.</summary>
    public SessionOutcome? Final => Close.Code switch
    {
        4001 => new SessionOutcome.TakenOver(),
        1008 when !TokenRefused => new SessionOutcome.Revoked(Close.Reason),
        _ => null,
    };

    /// <param name="attempt">Sockets in a row that were not healthy.</param>
    public TimeSpan DelayBeforeNext(int attempt, Backoff backoff, Action<Span<byte>> entropy) =>
        TokenRefused ? TimeSpan.Zero
        : Close.Code == 1012 && RetryDelay.In(Close.Reason) is { } asked ? asked
        : backoff.Delay(attempt, entropy);
}
