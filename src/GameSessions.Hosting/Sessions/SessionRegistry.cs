using GameSessions.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Hosting.Storage;
using GameSessions.Wire;

namespace GameSessions.Hosting.Sessions;

/// <summary>The sockets of this node: how many there may be, which one is a session's, and how they end. Thread-safe.</summary>
public sealed class SessionRegistry
{
    private readonly Lock gate = new();
    private readonly Dictionary<PlayerId, List<SessionConnection>> byPlayer = [];
    private readonly SessionNode node;
    private readonly WindowCounter<string> upgrades;
    private readonly WindowCounter<SessionKey> resumes;

    internal SessionRegistry(SessionNode node)
    {
        this.node = node;
        upgrades = new WindowCounter<string>(TimeSpan.FromMinutes(1), node.Options.UpgradesPerMinute, node.Time);
        resumes = new WindowCounter<SessionKey>(TimeSpan.FromSeconds(1), Limits.ResumesPerSecondMax, node.Time);
    }

    /// <summary>Ends every session of a player: resume tokens, and open sockets with 1008 <c>Unauthorized</c>, here at once and elsewhere soon.</summary>
    /// <exception cref="StorageUnavailableException">The tokens may live on: try again.</exception>
    public async Task RevokeAsync(PlayerId player)
    {
        foreach (var (session, generation) in await node.Sessions.RevokeAsync(player))
        {
            EndBefore(session, generation, Close.Unauthorized);
            node.Cache.Revoked(session);
        }

        // A handshake that is under way may have been opened before the revocation, and not know it yet.
        EndAll(player, socket => socket.Generation == 0, Close.Unauthorized);
    }

    /// <summary>Whether a session has an open socket on this node.</summary>
    public bool IsConnected(GameId game, PlayerId player)
    {
        lock (gate)
        {
            return byPlayer.TryGetValue(player, out var sockets)
                && sockets.Exists(socket => socket.Generation > 0 && socket.Key.Game == game && !socket.Outbox.IsEnded);
        }
    }

    internal bool MayUpgrade(string who)
    {
        lock (gate)
        {
            return upgrades.TryCount(who);
        }
    }

    internal bool TryEnter(SessionConnection connection, SessionKey key, bool isResume, bool isOwn)
    {
        lock (gate)
        {
            if (isResume && !resumes.TryCount(key))
            {
                return false;
            }

            if (!byPlayer.TryGetValue(key.Player, out var sockets))
            {
                byPlayer[key.Player] = sockets = [];
            }

            // Sockets of the same session do not count: this one takes their place.
            if (!isOwn && sockets.Count(socket => socket.EnteredAs != key) >= Limits.SocketsPerPlayerMax)
            {
                return false;
            }

            // The latest handshake wins: one that began before, and has not opened the session yet, must not do so after this one.
            connection.Earlier = [.. sockets.Where(socket => socket.EnteredAs == key && socket.Generation == 0)];
            foreach (var earlier in connection.Earlier)
            {
                earlier.End(Close.TakenOver);
            }

            connection.EnteredAs = key;
            sockets.Add(connection);
            return true;
        }
    }

    /// <summary>Makes this socket the session's, unless a later handshake has already made another.</summary>
    internal void Adopt(SessionConnection connection)
    {
        EndBefore(connection.Key, connection.Generation, Close.TakenOver);
        lock (gate)
        {
            var latest = byPlayer[connection.Key.Player].Where(other => other.Generation > 0 && other.Key == connection.Key && !other.Outbox.IsEnded).Select(other => other.Generation).DefaultIfEmpty().Max();
            if (latest > connection.Generation)
            {
                connection.End(Close.TakenOver);
            }
        }
    }

    internal void Remove(SessionConnection connection)
    {
        lock (gate)
        {
            if (connection.EnteredAs is { } key && byPlayer.TryGetValue(key.Player, out var sockets) && sockets.Remove(connection) && sockets.Count == 0)
            {
                byPlayer.Remove(key.Player);
            }
        }
    }

    /// <summary>Ends a session's sockets of handshakes before this one.</summary>
    internal void EndBefore(SessionKey session, long generation, Close why)
    {
        if (!node.Planted.TakeOverForgotten)
        {
            EndAll(session.Player, socket => socket.Generation > 0 && socket.Key == session && socket.Generation < generation, why);
        }
    }

    internal IReadOnlyList<SessionConnection> All()
    {
        lock (gate)
        {
            return [.. byPlayer.Values.SelectMany(sockets => sockets)];
        }
    }

    private void EndAll(PlayerId player, Predicate<SessionConnection> which, Close why)
    {
        List<SessionConnection> ended;
        lock (gate)
        {
            ended = byPlayer.TryGetValue(player, out var sockets) ? sockets.FindAll(which) : [];
        }

        foreach (var socket in ended)
        {
            socket.End(why);
        }
    }
}
