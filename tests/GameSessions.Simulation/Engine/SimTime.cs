namespace GameSessions.Simulation.Engine;

/// <summary>Virtual time as one process sees it: its wall clock may be off, its timers die with it.</summary>
internal sealed class SimTime(Scheduler scheduler, SimContext context, TimeSpan wallOffset) : TimeProvider
{
    /// <summary>Where every world begins.</summary>
    public static readonly DateTimeOffset Origin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => scheduler.Now;

    public override DateTimeOffset GetUtcNow() => Origin + new TimeSpan(scheduler.Now) + wallOffset;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimTimer(scheduler, context, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class SimTimer(Scheduler scheduler, SimContext context, Action fire) : ITimer
    {
        private long version;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var mine = ++version;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                Arm(dueTime, period, mine);
            }

            return true;
        }

        public void Dispose() => version++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Arm(TimeSpan delay, TimeSpan period, long mine) => scheduler.After(context, delay, () =>
        {
            if (version != mine)
            {
                return;
            }

            if (period != Timeout.InfiniteTimeSpan)
            {
                Arm(period, period, mine);
            }

            fire();
        });
    }
}
