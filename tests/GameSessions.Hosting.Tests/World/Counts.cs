using System.Diagnostics.Metrics;

namespace GameSessions.Hosting.Tests;

/// <summary>What the counters of a world have counted, by their name and the values of their labels.</summary>
internal sealed class Counts : IDisposable
{
    private readonly Dictionary<string, long> sums = [];
    private readonly MeterListener listener = new();

    public Counts(World world)
    {
        listener.InstrumentPublished = (instrument, to) =>
        {
            if (instrument.Meter == world.Meter)
            {
                to.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, change, tags, _) =>
        {
            var series = string.Join(' ', tags.ToArray().Select(tag => tag.Value).Prepend(instrument.Name));
            sums[series] = sums.GetValueOrDefault(series) + change;
        });
        listener.Start();
    }

    public long Of(string series) => sums.GetValueOrDefault(series);

    public void Dispose() => listener.Dispose();
}
