using GameSessions.Games;

namespace GameSessions.Kills.Faults;

/// <summary>Which nodes could not serve, and when. Thread-safe.</summary>
/// <param name="nodes">How many there are.</param>
internal sealed class ServiceBook(int nodes)
{
    private readonly Lock gate = new();
    private readonly List<Outage>[] absences = [.. Enumerable.Range(0, nodes).Select(_ => new List<Outage>())];

    public static long Now => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    /// <summary>The times in which no node served, oldest first and apart from each other.</summary>
    public IReadOnlyList<Outage> Downs
    {
        get
        {
            lock (gate)
            {
                return Merge(absences.Aggregate(Overlaps));
            }
        }
    }

    /// <param name="node">Null: all of them.</param>
    public void WasAway(int? node, long from)
    {
        lock (gate)
        {
            foreach (var absence in node is { } one ? [absences[one]] : absences)
            {
                absence.Add(new Outage(from, Now));
            }
        }
    }

    private static List<Outage> Overlaps(List<Outage> some, List<Outage> others) =>
        [.. some.SelectMany(one => others.Select(other => new Outage(Math.Max(one.From, other.From), Math.Min(one.To, other.To)))).Where(both => both.From < both.To)];

    private static List<Outage> Merge(List<Outage> times)
    {
        var merged = new List<Outage>();
        foreach (var time in times.OrderBy(time => time.From))
        {
            if (merged.Count > 0 && merged[^1].To >= time.From)
            {
                merged[^1] = new Outage(merged[^1].From, Math.Max(merged[^1].To, time.To));
            }
            else
            {
                merged.Add(time);
            }
        }

        return merged;
    }
}
