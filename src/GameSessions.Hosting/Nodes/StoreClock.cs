using GameSessions.Hosting.Storage;

namespace GameSessions.Hosting.Nodes;

/// <summary>
/// The store's clock as this node knows it: its own monotonic time plus the offset of the best recent round trip to the store. Nodes whose
/// wall clocks differ so agree on when a flag falls.
/// </summary>
public sealed class StoreClock(INodeRows rows, TimeProvider time)
{
    /// <summary>No clock runs on this node while it may be wrong by more than this, in ms.</summary>
    public const double UncertaintyMsMax = 25;

    /// <summary>How far two crystals may drift apart, in ms per ms.</summary>
    private const double Drift = 200e-6;

    private Sample? best;

    /// <summary>The best guess, certain or not, in ms since the epoch; for display.</summary>
    public long Estimate => best is { } sample ? sample.At(LocalMs) : time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The store's time, in ms since the epoch; false while it is not known well enough to judge anybody by.</summary>
    public bool TryNow(out long now)
    {
        now = Estimate;
        return best is { } sample && sample.UncertaintyMs(LocalMs) <= UncertaintyMsMax;
    }

    /// <exception cref="StorageUnavailableException">The store does not tell.</exception>
    public async Task SyncAsync()
    {
        var sent = LocalMs;
        var store = await rows.ReadClockAsync();
        var received = LocalMs;
        var sample = new Sample(store - ((sent + received) / 2), (received - sent) / 2, received);
        if (best is not { } old || sample.RoundTripHalfMs <= old.UncertaintyMs(received))
        {
            best = sample;
        }
    }

    private double LocalMs => time.GetTimestamp() * 1000.0 / time.TimestampFrequency;

    private sealed record Sample(double OffsetMs, double RoundTripHalfMs, double TakenAt)
    {
        public long At(double localMs) => (long)Math.Floor(localMs + OffsetMs);

        public double UncertaintyMs(double localMs) => RoundTripHalfMs + ((localMs - TakenAt) * Drift);
    }
}
