namespace GoLive.Reports;

/// <summary>What a step found.</summary>
/// <param name="Hint">What to do about it.</param>
internal sealed record Finding(Outcome Outcome, string Detail, string Hint = "")
{
    public static Finding Pass(string detail) => new(Outcome.Pass, detail);

    public static Finding Fail(string detail, string hint = "") => new(Outcome.Fail, detail, hint);

    public static Finding Unknown(string detail, string hint = "") => new(Outcome.Unknown, detail, hint);

    public static Finding Skip(string detail, string hint = "") => new(Outcome.Skipped, detail, hint);

    public static Finding Check(bool holds, string detail, string hint = "") => holds ? Pass(detail) : Fail(detail, hint);
}
