using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Gw2Optimizer.Server.Observability.Metrics;

/// <summary>
/// Every metric that <c>/metrics</c> shows, gathered from the meters <see cref="MeterNames"/>. An instrument's name is the metric's name, its description the help.
/// </summary>
/// <remarks>
/// Counters must end in <c>_total</c>; histograms state their bounds in <see cref="InstrumentAdvice{T}"/>. Series of closed label sets are
/// declared with <see cref="Declare"/>, before or after the instrument is made, and exist at 0 from then on. An instrument of a meter with a scope is heard by
/// the application whose <see cref="IMeterFactory"/> made it, so that several applications can share a process.
/// </remarks>
internal sealed class MetricsRegistry : IDisposable
{
    public static readonly IReadOnlySet<string> MeterNames = new HashSet<string>(StringComparer.Ordinal) { "GameSessions", "Gw2Optimizer" };

    private static readonly IReadOnlyList<double> DefaultBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly ConcurrentDictionary<string, Family> families = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyList<Labels>> declared = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<Func<Task>> refreshes = [];
    private readonly MeterListener listener = new();
    private readonly IMeterFactory scope;
    private readonly Lock scrape = new();

    public MetricsRegistry(IMeterFactory scope)
    {
        this.scope = scope;
        listener.InstrumentPublished = Publish;
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, state) => Record(instrument, value, tags, state));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, state) => Record(instrument, value, tags, state));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, state) => Record(instrument, value, tags, state));
        listener.Start();
    }

    /// <summary>
    /// Starts at 0 the series of <paramref name="metric"/>: every combination of the closed label values, or the one without labels.
    /// </summary>
    /// <example><c>Declare("ws_connections", ("channel", ["game", "notifications", "matchmaking"]))</c></example>
    public void Declare(string metric, params IReadOnlyList<(string Name, IReadOnlyList<string> Values)> closed)
    {
        var sets = LabelSets.Combine(closed);
        declared[metric] = sets;
        if (families.TryGetValue(metric, out var family))
        {
            Start(family, sets);
        }
    }

    /// <summary>Has <paramref name="refresh"/> run before each scrape: for gauges whose value has to be asked for, since an instrument cannot wait.</summary>
    /// <param name="refresh">Ends soon, and does not throw.</param>
    public void BeforeScrape(Func<Task> refresh) => refreshes.Add(refresh);

    /// <summary>The text exposition, version 0.0.4, of values as they are now.</summary>
    public async Task<string> ScrapeAsync()
    {
        await Task.WhenAll(refreshes.Select(refresh => refresh()));
        return Render();
    }

    /// <summary>The text exposition of values as they were last asked for.</summary>
    public string Render()
    {
        lock (scrape)
        {
            listener.RecordObservableInstruments();
        }

        var text = new StringBuilder(16_384);
        foreach (var family in families.Values.OrderBy(family => family.Name, StringComparer.Ordinal))
        {
            family.Render(text);
        }

        return text.ToString();
    }

    public void Dispose() => listener.Dispose();

    private static void Start(Family family, IReadOnlyList<Labels> sets)
    {
        foreach (var labels in sets)
        {
            family.Start(labels);
        }
    }

    private static void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var family = (Family)state!;
        var labels = Labels.From(tags);
        switch (KindOf(instrument))
        {
            case InstrumentKind.Histogram:
                family.Observe(labels, value);
                break;
            case InstrumentKind.Counter or InstrumentKind.UpDownCounter:
                family.Add(labels, value);
                break;
            default:
                family.Set(labels, value);
                break;
        }
    }

    private void Publish(Instrument instrument, MeterListener by)
    {
        if (!MeterNames.Contains(instrument.Meter.Name) || (instrument.Meter.Scope is { } other && !ReferenceEquals(other, scope)))
        {
            return;
        }

        var kind = KindOf(instrument);
        var family = families.GetOrAdd(instrument.Name, static (name, made) => new Family(name, TypeOf(made.Kind), made.Instrument.Description ?? name, BoundsOf(made.Instrument, made.Kind)), (Kind: kind, Instrument: instrument));
        if (declared.TryGetValue(instrument.Name, out var sets))
        {
            Start(family, sets);
        }

        by.EnableMeasurementEvents(instrument, family);
    }

    private static InstrumentKind KindOf(Instrument instrument)
    {
        var definition = instrument.GetType().GetGenericTypeDefinition();
        return definition == typeof(Counter<>) ? InstrumentKind.Counter
            : definition == typeof(UpDownCounter<>) ? InstrumentKind.UpDownCounter
            : definition == typeof(Histogram<>) ? InstrumentKind.Histogram
            : definition == typeof(ObservableCounter<>) ? InstrumentKind.ObservableCounter
            : InstrumentKind.Gauge;
    }

    private static string TypeOf(InstrumentKind kind) => kind switch
    {
        InstrumentKind.Counter or InstrumentKind.ObservableCounter => "counter",
        InstrumentKind.Histogram => "histogram",
        _ => "gauge",
    };

    private static IReadOnlyList<double> BoundsOf(Instrument instrument, InstrumentKind kind) =>
        kind is not InstrumentKind.Histogram ? []
        : instrument is Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } ? bounds
        : instrument is Histogram<long> { Advice.HistogramBucketBoundaries: { } steps } ? [.. steps.Select(step => (double)step)]
        : DefaultBounds;

    private enum InstrumentKind
    {
        Counter,
        UpDownCounter,
        Histogram,
        ObservableCounter,
        Gauge,
    }
}
