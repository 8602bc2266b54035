using Gw2Optimizer.Server.Configuration;

namespace Gw2Optimizer.Server.Limits;

/// <summary>Whether a call may pass, and how the tighter window stands after it.</summary>
/// <param name="Reset">Seconds until that window ends, at least 1.</param>
internal readonly record struct RateVerdict(bool Allowed, int Limit, int Remaining, int Reset)
{
    /// <param name="counts">With the call itself, where it may pass.</param>
    public static RateVerdict Of(bool allowed, WindowCounts counts, WindowLimits limits, ClockHands now)
    {
        // Counts of another node, with other limits, can be beyond ours.
        var minute = new RateVerdict(allowed, limits.PerMinute, Math.Max(limits.PerMinute - counts.Minute, 0), now.SecondsLeftInMinute);
        var hour = new RateVerdict(allowed, limits.PerHour, Math.Max(limits.PerHour - counts.Hour, 0), now.SecondsLeftInHour);

        // With as much left in both, the hour holds longer.
        return minute.Remaining < hour.Remaining ? minute : hour;
    }
}
