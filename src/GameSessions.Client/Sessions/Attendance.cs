using GameSessions.Games;

namespace GameSessions.Client.Sessions;

/// <summary>Who is online, told as changes only.</summary>
internal sealed class Attendance
{
    private readonly SortedSet<string> online = new(StringComparer.Ordinal);

    public IReadOnlyList<ClientNews> Meet(IReadOnlyList<PlayerId> present)
    {
        var gone = online.Except(present.Select(player => player.Value)).Select(name => new PlayerId(name)).ToList();
        return [.. gone.SelectMany(player => Change(player, isOnline: false)), .. present.SelectMany(player => Change(player, isOnline: true))];
    }

    public IReadOnlyList<ClientNews> Change(PlayerId player, bool isOnline) =>
        (isOnline ? online.Add(player.Value) : online.Remove(player.Value)) ? [new ClientNews.Presence(player, isOnline)] : [];
}
