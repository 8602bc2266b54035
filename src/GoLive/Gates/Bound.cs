namespace GoLive.Gates;

/// <summary>The values that pass, both ends included.</summary>
/// <param name="Min">In the unit of what is measured; null where only the other end counts.</param>
internal sealed record Bound(double? Min, double? Max)
{
    public bool Holds(double value) => !double.IsNaN(value) && (Min is null || value >= Min) && (Max is null || value <= Max);

    /// <summary>For people: <c>at most 0.3</c>.</summary>
    public override string ToString() => (Min, Max) switch
    {
        ({ } min, { } max) => $"{min} to {max}",
        ({ } min, null) => $"at least {min}",
        (null, { } max) => $"at most {max}",
        _ => "anything",
    };
}
