namespace GameSessions.Clocks;

/// <summary>How much time each seat has: a bank, an increment after each completed move, and a delay before the bank runs.</summary>
/// <param name="Preset"><c>blitz</c>, <c>normal</c>, <c>long</c> or <c>custom</c>.</param>
/// <param name="TotalMs">1 000 to 10 800 000 ms.</param>
/// <param name="IncrementMs">0 to 60 000 ms (Fischer).</param>
/// <param name="DelayMs">0 to 60 000 ms (simple delay).</param>
public sealed record TimeControl(string Preset, int TotalMs, int IncrementMs, int DelayMs)
{
    public const int TotalMsMin = 1_000;
    public const int TotalMsMax = 10_800_000;
    public const int StepMsMax = 60_000;

    public static TimeControl Blitz { get; } = new("blitz", 180_000, 0, 0);

    public static TimeControl Normal { get; } = new("normal", 600_000, 1_000, 0);

    public static TimeControl Long { get; } = new("long", 1_200_000, 2_000, 0);

    public static TimeControl? FromPreset(string preset) => preset switch
    {
        "blitz" => Blitz,
        "normal" => Normal,
        "long" => Long,
        _ => null,
    };

    /// <summary>Null where a number is outside its range.</summary>
    public static TimeControl? Custom(int totalMs, int incrementMs, int delayMs) =>
        totalMs is >= TotalMsMin and <= TotalMsMax && incrementMs is >= 0 and <= StepMsMax && delayMs is >= 0 and <= StepMsMax
            ? new TimeControl("custom", totalMs, incrementMs, delayMs)
            : null;
}
