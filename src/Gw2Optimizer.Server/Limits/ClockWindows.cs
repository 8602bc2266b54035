using System.Collections.Concurrent;
using Gw2Optimizer.Server.Configuration;

namespace Gw2Optimizer.Server.Limits;

/// <summary>Counts calls by key in the current clock minute and clock hour at once, in this process; a refused call counts in neither. Thread-safe.</summary>
internal sealed class ClockWindows
{
    /// <summary>Keys remembered; beyond that those of past hours are forgotten first.</summary>
    public const int KeysMax = 100_000;

    private readonly ConcurrentDictionary<(RateClass Class, string Key), Entry> entries = new();

    public RateVerdict Take(RateClass rateClass, string key, WindowLimits limits, ClockHands now)
    {
        var entry = Find(rateClass, key, now);
        lock (entry)
        {
            var counts = entry.At(now);
            var allowed = counts.Minute < limits.PerMinute && counts.Hour < limits.PerHour;
            entry.Counts = allowed ? counts.Next : counts;
            return RateVerdict.Of(allowed, entry.Counts, limits, now);
        }
    }

    /// <summary>What has passed as far as this process knows.</summary>
    public WindowCounts CountsOf(RateClass rateClass, string key, ClockHands now)
    {
        var entry = Find(rateClass, key, now);
        lock (entry)
        {
            return entry.At(now);
        }
    }

    /// <summary>Takes over what somebody else has counted, where it is more.</summary>
    public void Learn(RateClass rateClass, string key, WindowCounts counts, ClockHands now)
    {
        var entry = Find(rateClass, key, now);
        lock (entry)
        {
            entry.Counts = entry.At(now).AtLeast(counts);
        }
    }

    private Entry Find(RateClass rateClass, string key, ClockHands now)
    {
        if (entries.Count >= KeysMax)
        {
            Forget(now);
        }

        return entries.GetOrAdd((rateClass, key), _ => new Entry());
    }

    private void Forget(ClockHands now)
    {
        foreach (var (key, entry) in entries)
        {
            if (entry.Hour < now.Hour)
            {
                entries.TryRemove(key, out _);
            }
        }

        if (entries.Count >= KeysMax)
        {
            // That many callers in one hour: a count lost is better than memory without end.
            entries.Clear();
        }
    }

    private sealed class Entry
    {
        private long minute;

        public long Hour { get; private set; }

        public WindowCounts Counts { get; set; }

        /// <summary>The counts, of which those of a past window are 0.</summary>
        public WindowCounts At(ClockHands now)
        {
            Counts = new WindowCounts(minute == now.Minute ? Counts.Minute : 0, Hour == now.Hour ? Counts.Hour : 0);
            (minute, Hour) = (now.Minute, now.Hour);
            return Counts;
        }
    }
}
