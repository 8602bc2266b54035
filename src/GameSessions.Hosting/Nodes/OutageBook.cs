using GameSessions.Games;
using GameSessions.Hosting.Storage;

namespace GameSessions.Hosting.Nodes;

/// <summary>
/// Proves that this node serves, and knows every time in which nobody did. A decision on a running clock reads the book first: what it
/// returns holds every outage that has ended by now.
/// </summary>
public sealed class OutageBook(INodeRows rows, NodeId node, TimeProvider time)
{
    private const int TriesMax = 3;

    private readonly Lock gate = new();
    private volatile Page? page;
    private Task? beating;
    private int incarnation;

    /// <summary>The store is another one than before, and has outages of its own.</summary>
    public void StartAgain()
    {
        lock (gate)
        {
            incarnation++;
            (page, beating) = (null, null);
        }
    }

    /// <summary>All outages so far, oldest first.</summary>
    /// <exception cref="StorageUnavailableException">The book may miss one, and the store does not tell.</exception>
    public async ValueTask<IReadOnlyList<Outage>> ReadAsync()
    {
        for (var tries = 0; tries < TriesMax; tries++)
        {
            // A gap of more than OutageMs that began after our last beat cannot have ended before this. Counted from when it was asked for: its
            // answer may have been under way for long.
            if (page is { } last && time.GetElapsedTime(last.AskedAt).TotalMilliseconds <= Limits.OutageMs)
            {
                return last.Outages;
            }

            await BeatAsync();
        }

        throw new StorageUnavailableException("The store answers too slowly to tell when nobody served.");
    }

    /// <summary>Writes this node's row where any clock runs. Callers at the same time share one beat.</summary>
    public Task BeatAsync()
    {
        lock (gate)
        {
            if (beating is null or { IsCompleted: true })
            {
                beating = BeatOnceAsync();
            }

            return beating;
        }
    }

    private async Task BeatOnceAsync()
    {
        var (asked, began) = (time.GetTimestamp(), incarnation);
        var known = page?.Outages ?? [];
        var beat = await rows.BeatAsync(node, known.Count > 0 ? known[^1].To : 0);
        lock (gate)
        {
            if (began == incarnation)
            {
                page = new Page(beat.Outages.Count > 0 ? [.. known, .. beat.Outages] : known, asked);
            }
        }
    }

    /// <param name="AskedAt">When the beat that told of them was sent, by the monotonic clock.</param>
    private sealed record Page(IReadOnlyList<Outage> Outages, long AskedAt);
}
