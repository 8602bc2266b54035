namespace Gw2Optimizer.Server.Limits;

/// <summary>An instant as the minute and the hour of the clock that it lies in.</summary>
internal readonly record struct ClockHands(long UnixSeconds)
{
    private const int SecondsAMinute = 60;
    private const int SecondsAnHour = 3_600;

    /// <summary>Minutes since 1970.</summary>
    public long Minute => UnixSeconds / SecondsAMinute;

    /// <summary>Hours since 1970.</summary>
    public long Hour => UnixSeconds / SecondsAnHour;

    /// <summary>1 to 60.</summary>
    public int SecondsLeftInMinute => SecondsAMinute - (int)(UnixSeconds % SecondsAMinute);

    /// <summary>1 to 3600.</summary>
    public int SecondsLeftInHour => SecondsAnHour - (int)(UnixSeconds % SecondsAnHour);

    public static ClockHands At(DateTimeOffset instant) => new(instant.ToUnixTimeSeconds());
}
