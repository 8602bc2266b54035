namespace GoLive.Monitoring;

/// <summary>How fast time passes for alerts: as it does, or shortened for a drill.</summary>
/// <param name="Windows">By how much windows are shorter.</param>
/// <param name="Waits">By how much breaches are told sooner.</param>
internal sealed record Pace(double Windows, double Waits)
{
    /// <summary>A rate needs two scrapes, also of a drill.</summary>
    private static readonly TimeSpan WindowMin = TimeSpan.FromSeconds(5);

    public static Pace Real { get; } = new(1, 1);

    public TimeSpan Window(TimeSpan window) => Windows == 1 ? window : Whole(window / Windows) is var shorter && shorter > WindowMin ? shorter : WindowMin;

    public TimeSpan Wait(TimeSpan wait) => Waits == 1 ? wait : Whole(wait / Waits);

    private static TimeSpan Whole(TimeSpan duration) => TimeSpan.FromSeconds(Math.Ceiling(duration.TotalSeconds));
}
