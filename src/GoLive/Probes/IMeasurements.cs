using GoLive.Gates;

namespace GoLive.Probes;

/// <summary>Where gates get their readings from.</summary>
internal interface IMeasurements
{
    /// <summary>For the evidence: what was asked.</summary>
    string Source { get; }

    /// <summary>Takes a look; to be called regularly, since what lies between two looks is what can be measured.</summary>
    Task LookAsync(CancellationToken cancellationToken);

    /// <summary>Over the window that ends with the last look. What cannot be had is a reading without a value, never an exception.</summary>
    Task<Reading> ReadAsync(Measure measure, TimeSpan window, CancellationToken cancellationToken);
}
