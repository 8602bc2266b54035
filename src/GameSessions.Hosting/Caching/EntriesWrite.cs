using GameSessions.Log;

namespace GameSessions.Hosting.Caching;

/// <summary>What is to be done to a game's entries in the cache: events that were stored, and then the floor below which nobody needs any.</summary>
/// <param name="Floor">0: none.</param>
/// <param name="Trimmed">Called when the floor is written.</param>
internal sealed record EntriesWrite(string Epoch, IReadOnlyList<RecordedEvent> Events, long Floor = 0, Action? Trimmed = null)
{
    /// <summary>Both as one. Events that do not follow each other, or are of another log, are not of use any more: the cache begins anew with the later ones.</summary>
    public EntriesWrite Then(EntriesWrite later)
    {
        if (Epoch != later.Epoch)
        {
            return later;
        }

        var follows = later.Events.Count == 0 || Events.Count == 0 || later.Events[0].Sequence == Events[^1].Sequence + 1;
        return this with
        {
            Events = follows ? [.. Events, .. later.Events] : later.Events,
            Floor = Math.Max(Floor, later.Floor),
            Trimmed = later.Trimmed ?? Trimmed,
        };
    }
}
