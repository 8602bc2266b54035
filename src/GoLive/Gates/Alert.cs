namespace GoLive.Gates;

/// <summary>How soon somebody has to act.</summary>
internal enum Severity
{
    /// <summary>Within 5 minutes.</summary>
    Sev1 = 1,

    /// <summary>Within 30 minutes.</summary>
    Sev2,

    /// <summary>Within 4 hours.</summary>
    Sev3,

    /// <summary>The next day.</summary>
    Sev4,
}

/// <summary>Tells people of a breach.</summary>
/// <param name="Name">Such as <c>HighErrorRate</c>.</param>
/// <param name="Bound">What passes; one end only.</param>
/// <param name="Measure">What is looked at; that of its slo, or one of its own.</param>
/// <param name="Window">Over what time it is looked at.</param>
/// <param name="For">How long a breach lasts before it is told; zero: at once.</param>
/// <param name="Traffic">Below so many a second of what is looked at nothing is told; null: it is always told.</param>
/// <param name="Label">The label that says which of several is meant; null: there is one only.</param>
internal sealed record Alert(string Name, Severity Severity, Bound Bound, Measure Measure, TimeSpan Window, TimeSpan For, double? Traffic, string? Label);
