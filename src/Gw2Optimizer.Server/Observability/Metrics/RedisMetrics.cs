using System.Diagnostics.Metrics;

namespace Gw2Optimizer.Server.Observability.Metrics;

/// <summary>Look-ups in Redis by what they found: those of the limits, and those of the engine's cache, which counts them by operation too.</summary>
internal sealed class RedisMetrics : IDisposable
{
    private const string EngineMeter = "GameSessions";
    private const string EngineHits = "game_session_cache_hits_total";
    private const string EngineMisses = "game_session_cache_misses_total";
    private const string ReasonTag = "reason";

    /// <summary>The engine's reason for a miss that is none: nothing was looked up.</summary>
    private const string Failed = "error";

    private readonly Counter<long> hits;
    private readonly Counter<long> misses;
    private readonly MeterListener listener = new();

    public RedisMetrics(ServerMetrics metrics, MetricsRegistry registry, IMeterFactory scope)
    {
        hits = metrics.Meter.CreateCounter<long>("redis_hits_total", description: "Look-ups in Redis that found their key.");
        misses = metrics.Meter.CreateCounter<long>("redis_misses_total", description: "Look-ups in Redis that did not find their key, or found it outdated.");
        registry.Declare("redis_hits_total");
        registry.Declare("redis_misses_total");
        listener.InstrumentPublished = (instrument, by) =>
        {
            if (instrument is { Meter.Name: EngineMeter, Name: EngineHits or EngineMisses } && ReferenceEquals(instrument.Meter.Scope, scope))
            {
                by.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) => Hear(instrument.Name, count, tags));
        listener.Start();
    }

    public void LookedUp(long found, long missed)
    {
        hits.Add(found);
        misses.Add(missed);
    }

    public void Dispose() => listener.Dispose();

    private void Hear(string name, long count, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (name is EngineHits)
        {
            hits.Add(count);
            return;
        }

        foreach (var (tag, value) in tags)
        {
            if (tag is ReasonTag && value is Failed)
            {
                return;
            }
        }

        misses.Add(count);
    }
}
