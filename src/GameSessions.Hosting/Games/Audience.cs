using GameSessions.Games;
using GameSessions.Hosting.Sessions;
using GameSessions.Log;
using GameSessions.Wire;

namespace GameSessions.Hosting.Games;

/// <summary>The sockets of one game on this node, and what each may hear. Used by the game's mailbox only.</summary>
internal sealed class Audience(GameId gameId)
{
    private readonly List<SessionConnection> connections = [];
    private readonly List<SessionConnection> dismissed = [];

    public bool IsEmpty => connections.Count == 0;

    public void Add(SessionConnection connection) => connections.Add(connection);

    public void Remove(SessionConnection connection) => connections.Remove(connection);

    /// <summary>Tells each socket of a stored event, as its seat may see it; a frame that is the same for many is written once.</summary>
    public void Tell(Game game, RecordedEvent recorded, long now)
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

    /// <summary>A player's sockets hear no more from here; they end with <see cref="EndDismissed"/>, once the command that did it is answered.</summary>
    public void Dismiss(PlayerId player)
    {
        dismissed.AddRange(connections.Where(connection => connection.Key.Player == player));
        connections.RemoveAll(connection => connection.Key.Player == player);
    }

    public void EndDismissed(Close why)
    {
        foreach (var connection in dismissed)
        {
            connection.End(why);
        }

        dismissed.Clear();
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
