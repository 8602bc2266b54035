using GameSessions.Games;
using GameSessions.Hosting.Sessions;
using GameSessions.Log;
using GameSessions.Wire;

namespace GameSessions.Hosting.Games;

/// <summary>The sockets of one game on this node, and what each may hear. Used by the game's mailbox only.</summary>
internal sealed class Audience(GameId gameId, bool showsHidden)
{
    private readonly List<SessionConnection> connections = [];

    public bool IsEmpty => connections.Count == 0;

    public void Add(SessionConnection connection) => connections.Add(connection);

    public bool Remove(SessionConnection connection) => connections.Remove(connection);

    public bool Has(PlayerId player) => connections.Exists(connection => connection.Key.Player == player);

    /// <summary>The seated players with a socket, each once.</summary>
    public IReadOnlyList<PlayerId> Online(Game game) =>
        [.. game.Seats.Where(holder => holder.Player is { } player && Has(player)).Select(holder => holder.Player!.Value)];

    /// <summary>Tells each socket of stored events, as its seat may see them; a frame that is the same for many is written once.</summary>
    public void Tell(Game game, IReadOnlyList<RecordedEvent> events, long now)
    {
        foreach (var recorded in showsHidden ? events.Select(hidden => hidden with { Audience = null }) : events)
        {
            byte[]? shared = null;
            foreach (var connection in connections)
            {
                var player = connection.Key.Player;
                var isOwn = recorded.Player == player && recorded.CommandId is not null;
                var seat = game.SeatOf(player);
                connection.SendEvent(recorded.Sequence, isOwn || !recorded.IsVisibleTo(seat)
                    ? Envelope.Write(new ServerFrame.Event(WireEvent.For(gameId, recorded, seat, player)), now)
                    : shared ??= Envelope.Write(new ServerFrame.Event(WireEvent.For(gameId, recorded with { CommandId = null }, seat, player)), now));
            }
        }
    }

    public void Tell(ServerFrame frame, long now, PlayerId? except = null)
    {
        byte[]? bytes = null;
        foreach (var connection in connections)
        {
            if (connection.Key.Player != except)
            {
                connection.Send(bytes ??= Envelope.Write(frame, now));
            }
        }
    }

    /// <summary>Ends every socket; each comes back and resumes.</summary>
    public void End(Close why)
    {
        foreach (var connection in connections.ToArray())
        {
            connection.End(why);
        }

        connections.Clear();
    }
}
