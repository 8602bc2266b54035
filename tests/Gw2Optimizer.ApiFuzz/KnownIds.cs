using System.Collections.Concurrent;

namespace Gw2Optimizer.ApiFuzz;

/// <summary>Ids that answers told, so that calls meet things that exist. Thread-safe.</summary>
internal sealed class KnownIds
{
    private const int Max = 500;

    private readonly ConcurrentDictionary<int, string> ids = new();
    private int count;

    public string Any(SimRandom random) =>
        count > 0 && random.Chance(0.8) && ids.TryGetValue(random.Next(Math.Min(count, Max)), out var id) ? id : $"{Guid.NewGuid()}";

    public void Learn(JsonElement answer)
    {
        // A superuser that is banned could call nothing any more.
        if (answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && !answer.TryGetProperty("is_superuser", out _))
        {
            ids[(Interlocked.Increment(ref count) - 1) % Max] = id.GetString()!;
        }
    }
}
