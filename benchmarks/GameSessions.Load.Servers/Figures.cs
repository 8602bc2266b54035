using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace GameSessions.Load.Servers;

/// <summary>What a meter's counters have counted, and how often its histograms were told something. Thread-safe.</summary>
internal sealed class Figures : IDisposable
{
    private readonly ConcurrentDictionary<string, double> totals = new(StringComparer.Ordinal);
    private readonly MeterListener listener = new();

    public Figures(Meter meter)
    {
        listener.InstrumentPublished = (instrument, by) =>
        {
            if (instrument.Meter == meter)
            {
                by.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.Start();
    }

    /// <summary>One series a line, in Prometheus' form; of a histogram its count alone.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        foreach (var (series, total) in totals.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{series} {total}\n");
        }

        return text.ToString();
    }

    public void Dispose() => listener.Dispose();

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var isHistogram = instrument is Histogram<double> or Histogram<long> or Histogram<int>;
        var labels = string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}=\"{tag.Value}\""));
        var series = $"{instrument.Name}{(isHistogram ? "_count" : "")}{(labels.Length > 0 ? $"{{{labels}}}" : "")}";
        totals.AddOrUpdate(series, static (_, more) => more, static (_, total, more) => total + more, isHistogram ? 1 : value);
    }
}
