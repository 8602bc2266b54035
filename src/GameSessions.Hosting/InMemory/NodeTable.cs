using GameSessions.Games;
using GameSessions.Hosting.Storage;

namespace GameSessions.Hosting.InMemory;

/// <summary>When each node last proved that it served, and the outages between.</summary>
internal sealed class NodeTable
{
    private Dictionary<NodeId, long> rows = [];
    private List<Outage> outages = [];

    public NodeTable Copy() => new() { rows = new(rows), outages = [.. outages] };

    /// <param name="anyClockRuns">Only then is silence an outage: an idle server writes nothing.</param>
    public void Beat(NodeId node, long now, bool anyClockRuns)
    {
        if (anyClockRuns && rows.Count > 0 && rows.Values.Max() is var newest && now - newest > Limits.OutageMs)
        {
            outages.Add(new Outage(newest, now));
        }

        rows[node] = now;
    }

    public IReadOnlyList<Outage> FindOutages(long endedAfter) => outages.Count == 0 ? [] : [.. outages.Where(outage => outage.To > endedAfter)];
}
