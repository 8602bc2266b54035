namespace GameSessions.Client;

/// <summary>Exponential backoff with full jitter: anything from nothing up to a bound that doubles.</summary>
public sealed record Backoff(TimeSpan Base, TimeSpan Cap)
{
    private const int DoublingsMax = 30;

    /// <param name="attempt">Failures before this one, from 0.</param>
    /// <param name="entropy">Fills a span with random bytes.</param>
    public TimeSpan Delay(int attempt, Action<Span<byte>> entropy)
    {
        ArgumentNullException.ThrowIfNull(entropy);
        var boundMs = Math.Min(Cap.TotalMilliseconds, Base.TotalMilliseconds * Math.Pow(2, Math.Min(attempt, DoublingsMax)));
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        entropy(bytes);
        return TimeSpan.FromMilliseconds((long)(boundMs * BitConverter.ToUInt32(bytes) / uint.MaxValue));
    }
}
