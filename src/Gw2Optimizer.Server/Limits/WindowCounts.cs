namespace Gw2Optimizer.Server.Limits;

/// <summary>Calls that passed in the clock minute and in the clock hour.</summary>
internal readonly record struct WindowCounts(int Minute, int Hour)
{
    public WindowCounts Next => new(Minute + 1, Hour + 1);

    public WindowCounts AtLeast(WindowCounts other) => new(Math.Max(Minute, other.Minute), Math.Max(Hour, other.Hour));
}
