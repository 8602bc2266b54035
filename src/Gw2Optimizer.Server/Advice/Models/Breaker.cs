namespace Gw2Optimizer.Server.Advice.Models;

internal enum BreakerState
{
    Closed,
    Open,

    /// <summary>The rest is over: the next call goes through as a probe, and decides.</summary>
    HalfOpen,
}

/// <summary>
/// Keeps calls from a provider that fails: open after <see cref="FailuresMax"/> failures in a row, or at once where the provider says that more calls are
/// of no use; after a rest one call probes. Thread-safe.
/// </summary>
internal sealed class Breaker(TimeSpan rest, TimeProvider time)
{
    public const int FailuresMax = 5;

    private readonly Lock gate = new();
    private int failures;
    private DateTimeOffset? openedAt;
    private bool isProbing;

    public BreakerState State
    {
        get
        {
            lock (gate)
            {
                return openedAt is null ? BreakerState.Closed : Left() > TimeSpan.Zero ? BreakerState.Open : BreakerState.HalfOpen;
            }
        }
    }

    /// <summary>How long no call goes through; 0 where one does.</summary>
    public TimeSpan RestLeft
    {
        get
        {
            lock (gate)
            {
                return openedAt is null ? TimeSpan.Zero : Left();
            }
        }
    }

    /// <summary>Whether a call may go out. One that may must end in <see cref="Succeed"/>, <see cref="Fail"/> or <see cref="Abandon"/>.</summary>
    public bool TryEnter()
    {
        lock (gate)
        {
            if (openedAt is null)
            {
                return true;
            }

            if (isProbing || Left() > TimeSpan.Zero)
            {
                return false;
            }

            isProbing = true;
            return true;
        }
    }

    public void Succeed()
    {
        lock (gate)
        {
            (failures, openedAt, isProbing) = (0, null, false);
        }
    }

    /// <param name="atOnce">The provider will refuse others as well, such as for a bad key.</param>
    public void Fail(bool atOnce)
    {
        lock (gate)
        {
            failures++;
            if (atOnce || isProbing || (openedAt is null && failures >= FailuresMax))
            {
                (openedAt, failures) = (time.GetUtcNow(), 0);
            }

            isProbing = false;
        }
    }

    /// <summary>Whoever asked has left: nothing is known of the provider.</summary>
    public void Abandon()
    {
        lock (gate)
        {
            isProbing = false;
        }
    }

    private TimeSpan Left() => TimeSpan.FromTicks(Math.Max(0, (openedAt!.Value + rest - time.GetUtcNow()).Ticks));
}
