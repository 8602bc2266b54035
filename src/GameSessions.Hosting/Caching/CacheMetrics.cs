using System.Diagnostics.Metrics;

namespace GameSessions.Hosting.Caching;

/// <summary>What the cache did, by the names on the metrics page. Thread-safe.</summary>
internal sealed class CacheMetrics
{
    private readonly Counter<long> hits;
    private readonly Counter<long> misses;
    private readonly Counter<long> writes;
    private readonly Counter<long> errors;
    private readonly Counter<long> warnings;

    public CacheMetrics(Meter meter)
    {
        hits = meter.CreateCounter<long>("game_session_cache_hits_total", description: "Look-ups that the cache answered.");
        misses = meter.CreateCounter<long>("game_session_cache_misses_total", description: "Look-ups that the database answered, and why.");
        writes = meter.CreateCounter<long>("game_session_cache_writes_total", description: "Writes that the cache took.");
        errors = meter.CreateCounter<long>("game_session_cache_errors_total", description: "Look-ups and writes at which the cache failed.");
        warnings = meter.CreateCounter<long>("game_session_cache_log_warnings_total", description: "Warnings and errors logged in the cache's context.");
    }

    public void Hit(CacheOperation operation) => hits.Add(1, Label(operation));

    public void Missed(CacheOperation operation, CacheMiss reason) => misses.Add(1, Label(operation), new("reason", WordOf(reason)));

    public void Wrote(CacheOperation operation) => writes.Add(1, Label(operation));

    public void Failed(CacheOperation operation) => errors.Add(1, Label(operation));

    public void Warned() => warnings.Add(1);

    private static KeyValuePair<string, object?> Label(CacheOperation operation) => new("operation", operation.Word());

    private static string WordOf(CacheMiss reason) => reason switch
    {
        CacheMiss.NotFound => "not_found",
        CacheMiss.Stale => "stale",
        CacheMiss.Error => "error",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}
