namespace Gw2Optimizer.Server.Tests.Servers;

/// <summary>The system's time, moved on at will.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long shiftTicks;

    public void Advance(TimeSpan by) => Interlocked.Add(ref shiftTicks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref shiftTicks));

    public override long GetTimestamp() => base.GetTimestamp() + (long)(TimeSpan.FromTicks(Interlocked.Read(ref shiftTicks)).TotalSeconds * TimestampFrequency);
}
