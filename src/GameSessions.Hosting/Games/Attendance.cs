using GameSessions.Games;

namespace GameSessions.Hosting.Games;

/// <summary>
/// Who of a game's players is there, on whichever node: what the sockets of this node show, and what other nodes tell. Handshakes of a session are counted, so that news may come
/// late and twice. Used by the game's mailbox only.
/// </summary>
internal sealed class Attendance
{
    private readonly Dictionary<PlayerId, (long Generation, bool IsThere)> known = [];

    public bool IsThere(PlayerId player) => known.GetValueOrDefault(player).IsThere;

    /// <summary>The seated players who are there.</summary>
    public IReadOnlyList<PlayerId> Online(Game game) => [.. game.Seats.Where(holder => holder.Player is { } player && IsThere(player)).Select(holder => holder.Player!.Value)];

    /// <param name="generation">Which handshake's socket came or went. That it went is the last word on it.</param>
    /// <returns>Whether that is news.</returns>
    public bool Note(PlayerId player, long generation, bool isThere)
    {
        var before = known.GetValueOrDefault(player);
        if (generation < before.Generation || (generation == before.Generation && isThere))
        {
            return false;
        }

        known[player] = (generation, isThere);
        return isThere != before.IsThere;
    }
}
