namespace GoLive.Gates;

/// <summary>Which bounds count.</summary>
internal enum Phase
{
    Staging,

    /// <summary>The canary, and the rollout after it.</summary>
    Canary,
}

/// <summary>What a measurement says of a bound. Who cannot tell does not let pass.</summary>
internal enum Verdict
{
    Pass,
    Fail,
    Unknown,
}

/// <summary>A measurement, or why there is none.</summary>
/// <param name="Value">Finite; null where nothing could be measured.</param>
internal sealed record Reading(double? Value, string Missing = "")
{
    public static Reading Of(double value) => double.IsFinite(value) ? new Reading(value) : None("there was nothing to measure in the window");

    public static Reading None(string why) => new(null, why);
}

/// <summary>A bound of a phase. Pure: the same reading gives the same verdict.</summary>
internal sealed record Gate(Slo Slo, Bound Bound)
{
    public Judgement Judge(Reading reading) => reading.Value switch
    {
        null => new Judgement(this, reading, Verdict.Unknown),
        { } value when Bound.Holds(value) => new Judgement(this, reading, Verdict.Pass),
        _ => new Judgement(this, reading, Verdict.Fail),
    };
}

internal sealed record Judgement(Gate Gate, Reading Reading, Verdict Verdict)
{
    /// <summary>For people, in one line.</summary>
    public override string ToString() => $"{Gate.Slo.Name} ({Gate.Slo.What}): {(Reading.Value is { } value ? $"{value:0.####} {Gate.Slo.Unit}" : Reading.Missing)}, wanted {Gate.Bound}";
}
