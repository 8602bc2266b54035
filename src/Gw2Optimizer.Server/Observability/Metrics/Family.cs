using System.Globalization;
using System.Text;

namespace Gw2Optimizer.Server.Observability.Metrics;

/// <summary>One metric with all its series: a counter, a gauge or a histogram. Thread-safe.</summary>
/// <param name="bounds">Upper bounds of a histogram's buckets, ascending, without +Inf; empty for the other kinds.</param>
internal sealed class Family(string name, string kind, string help, IReadOnlyList<double> bounds)
{
    /// <summary>Series one metric may have; what comes later is dropped, so that a bad label cannot eat the memory.</summary>
    public const int SeriesMax = 10_000;

    private readonly Lock gate = new();
    private readonly SortedDictionary<string, Series> series = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    private bool IsHistogram => bounds.Count > 0;

    public void Start(Labels labels)
    {
        lock (gate)
        {
            Find(labels);
        }
    }

    public void Add(Labels labels, double value)
    {
        lock (gate)
        {
            Find(labels)?.Value += value;
        }
    }

    public void Set(Labels labels, double value)
    {
        lock (gate)
        {
            Find(labels)?.Value = value;
        }
    }

    public void Observe(Labels labels, double value)
    {
        lock (gate)
        {
            if (Find(labels) is { } found)
            {
                found.Value += value;
                found.Count++;
                found.Buckets[BucketOf(value)]++;
            }
        }
    }

    public void Render(StringBuilder text)
    {
        text.Append("# HELP ").Append(Name).Append(' ').Append(help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
        text.Append("# TYPE ").Append(Name).Append(' ').Append(kind).Append('\n');
        lock (gate)
        {
            foreach (var (labels, one) in series)
            {
                if (IsHistogram)
                {
                    RenderHistogram(text, labels, one);
                }
                else
                {
                    RenderSample(text, Name, labels, one.Value);
                }
            }
        }
    }

    private static void RenderSample(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private void RenderHistogram(StringBuilder text, string labels, Series one)
    {
        var prefix = labels.Length > 0 ? labels + "," : "";
        long total = 0;
        for (var i = 0; i <= bounds.Count; i++)
        {
            total += one.Buckets[i];
            var bound = i < bounds.Count ? Number(bounds[i]) : "+Inf";
            RenderSample(text, $"{Name}_bucket", $"{prefix}le=\"{bound}\"", total);
        }

        RenderSample(text, $"{Name}_sum", labels, one.Value);
        RenderSample(text, $"{Name}_count", labels, one.Count);
    }

    private int BucketOf(double value)
    {
        var i = 0;
        while (i < bounds.Count && value > bounds[i])
        {
            i++;
        }

        return i;
    }

    private Series? Find(Labels labels)
    {
        if (series.TryGetValue(labels.Text, out var found))
        {
            return found;
        }

        if (series.Count >= SeriesMax)
        {
            return null;
        }

        return series[labels.Text] = new Series { Buckets = IsHistogram ? new long[bounds.Count + 1] : [] };
    }

    private sealed class Series
    {
        /// <summary>The value, or a histogram's sum.</summary>
        public double Value { get; set; }

        public long Count { get; set; }

        public required long[] Buckets { get; init; }
    }
}
