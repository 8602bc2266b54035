using GameSessions.Games;

namespace GameSessions.Client.Sessions;

/// <summary>The server's clock as far as it is known here: local monotonic time plus the offset of the tightest recent round trip.</summary>
internal sealed class ServerClock
{
    private const long SampleAgeMsMax = 60_000;
    private readonly TimeProvider time;
    private readonly long startTimestamp;
    private readonly long startMs;
    private long offsetMs;
    private (long RoundTripMs, long At)? best;

    public ServerClock(TimeProvider time)
    {
        this.time = time;
        startTimestamp = time.GetTimestamp();
        startMs = time.GetUtcNow().ToUnixTimeMilliseconds();
    }

    public TimeSpan Monotonic => time.GetElapsedTime(startTimestamp);

    /// <summary>This machine's clock, in ms since the epoch; a corrected wall clock does not move it.</summary>
    public long LocalNow => startMs + (long)Monotonic.TotalMilliseconds;

    public long ServerNow => LocalNow + offsetMs;

    public Wire.GameTimer? Timer { get; set; }

    /// <summary>What was measured on an earlier socket may be from before a sleep of this machine.</summary>
    public void OpenSocket() => best = null;

    /// <summary>The server read its clock somewhere within the round trip that ends now.</summary>
    public void Sample(long serverNow, long roundTripMs)
    {
        var local = LocalNow;
        if (roundTripMs >= 0 && (best is not { } known || roundTripMs <= known.RoundTripMs || local - known.At > SampleAgeMsMax))
        {
            best = (roundTripMs, local);
            offsetMs = serverNow + (roundTripMs / 2) - local;
        }
    }

    /// <summary>Null where the game has no clock or the seat is none of its seats.</summary>
    public long? RemainingMs(Seat seat) => Timer is { } timer && timer.RemainingMs.TryGetValue(seat.Name, out var remaining)
        ? Math.Max(0, timer.Running && timer.Active == seat ? remaining - Math.Max(0, ServerNow - timer.AsOf - timer.DelayLeftMs) : remaining)
        : null;
}
