using System.Collections.Concurrent;
using Gw2Optimizer.Server.Configuration;

namespace Gw2Optimizer.Server.Limits;

/// <summary>Counts calls by key in the current clock minute and clock hour at once; a refused call counts in neither. Thread-safe.</summary>
internal sealed class ClockWindows(TimeProvider time)
{
    /// <summary>Keys remembered; beyond that those of past hours are forgotten first.</summary>
    public const int KeysMax = 100_000;

    private const int SecondsAMinute = 60;
    private const int SecondsAnHour = 3_600;

    private readonly ConcurrentDictionary<(RateClass Class, string Key), Counts> counts = new();

    public RateVerdict Take(RateClass rateClass, string key, WindowLimits limits)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (counts.Count >= KeysMax)
        {
            Forget(now);
        }

        var entry = counts.GetOrAdd((rateClass, key), _ => new Counts());
        lock (entry)
        {
            entry.Turn(now / SecondsAMinute, now / SecondsAnHour);
            var allowed = entry.Minute < limits.PerMinute && entry.Hour < limits.PerHour;
            if (allowed)
            {
                entry.Minute++;
                entry.Hour++;
            }

            var minute = new RateVerdict(allowed, limits.PerMinute, limits.PerMinute - entry.Minute, SecondsAMinute - (int)(now % SecondsAMinute));
            var hour = new RateVerdict(allowed, limits.PerHour, limits.PerHour - entry.Hour, SecondsAnHour - (int)(now % SecondsAnHour));

            // With as much left in both, the hour holds longer.
            return minute.Remaining < hour.Remaining ? minute : hour;
        }
    }

    private void Forget(long now)
    {
        foreach (var (key, entry) in counts)
        {
            if (entry.HourNumber < now / SecondsAnHour)
            {
                counts.TryRemove(key, out _);
            }
        }

        if (counts.Count >= KeysMax)
        {
            // That many callers in one hour: a count lost is better than memory without end.
            counts.Clear();
        }
    }

    private sealed class Counts
    {
        private long minuteNumber;

        public long HourNumber { get; private set; }

        public int Minute { get; set; }

        public int Hour { get; set; }

        public void Turn(long minute, long hour)
        {
            if (minute != minuteNumber)
            {
                (minuteNumber, Minute) = (minute, 0);
            }

            if (hour != HourNumber)
            {
                (HourNumber, Hour) = (hour, 0);
            }
        }
    }
}
