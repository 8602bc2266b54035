namespace GameSessions.Testing;

/// <summary>Time that passes only by <see cref="Advance"/>; timers fire inside it, in the order in which they are due.</summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <param name="afterEach">Called after each timer, so that what it woke can run at its own time.</param>
    public void Advance(TimeSpan duration, Action? afterEach = null)
    {
        var end = now + duration;
        while (NextUntil(end) is { } timer)
        {
            now = timer.DueAt > now ? timer.DueAt : now;
            timer.Fire();
            afterEach?.Invoke();
        }

        now = end;
    }

    private ManualTimer? NextUntil(DateTimeOffset end)
    {
        lock (gate)
        {
            return timers.Where(timer => timer.DueAt <= end).MinBy(timer => timer.DueAt);
        }
    }

    private sealed class ManualTimer(ManualTimeProvider time, Action fire) : ITimer
    {
        private TimeSpan period;

        public DateTimeOffset DueAt { get; private set; }

        public void Fire()
        {
            Change(period, period);
            fire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                this.period = period > TimeSpan.Zero ? period : Timeout.InfiniteTimeSpan;
                time.timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    DueAt = time.now + dueTime;
                    time.timers.Add(this);
                }

                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
