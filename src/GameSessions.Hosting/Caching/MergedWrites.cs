namespace GameSessions.Hosting.Caching;

/// <summary>
/// One write a key at a time; what comes meanwhile becomes one write after it. So a cache that takes its time has no more to do than there are keys, and
/// what is written of a key keeps its order. Thread-safe.
/// </summary>
/// <param name="merge">What two writes come to, the second being the later one.</param>
internal sealed class MergedWrites<TKey, TValue>(Func<TKey, TValue, Task> write, Func<TValue, TValue, TValue> merge)
    where TKey : notnull
    where TValue : class
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, TValue?> next = [];

    /// <summary>Completes when this is written, or at once where it becomes a part of the next write.</summary>
    public Task WriteAsync(TKey key, TValue value)
    {
        lock (gate)
        {
            if (next.TryGetValue(key, out var earlier))
            {
                next[key] = earlier is null ? value : merge(earlier, value);
                return Task.CompletedTask;
            }

            next[key] = null;
        }

        return RunAsync(key, value);
    }

    private async Task RunAsync(TKey key, TValue first)
    {
        for (var value = first; value is not null; value = Next(key))
        {
            try
            {
                await write(key, value);
            }
            catch
            {
                Forget(key);
                throw;
            }
        }
    }

    /// <summary>With what has come meanwhile: whoever reads finds it missing, and the key must not wait for a write that nobody makes.</summary>
    private void Forget(TKey key)
    {
        lock (gate)
        {
            next.Remove(key);
        }
    }

    /// <summary>Null where nothing has come meanwhile: then the key is forgotten.</summary>
    private TValue? Next(TKey key)
    {
        lock (gate)
        {
            var value = next[key];
            if (value is null)
            {
                next.Remove(key);
            }
            else
            {
                next[key] = null;
            }

            return value;
        }
    }
}
