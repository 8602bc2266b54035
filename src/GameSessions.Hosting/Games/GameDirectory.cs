using GameSessions.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Hosting.Sessions;
using GameSessions.Log;

namespace GameSessions.Hosting.Games;

/// <summary>The games that this node has in memory, each with its host; a game that is asked for is loaded. Thread-safe.</summary>
public sealed class GameDirectory
{
    private readonly Lock gate = new();
    private readonly Dictionary<GameId, GameHost> hosts = [];
    private readonly SessionNode node;

    internal GameDirectory(SessionNode node) => this.node = node;

    /// <summary>Games in memory on this node.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return hosts.Count;
            }
        }
    }

    /// <summary>Makes a game whose creator takes a seat; it exists once its first event is stored. Never throws, as <see cref="JoinAsync"/>.</summary>
    public Task<CommandResult> CreateAsync(GameCreation creation, Join creator) => CreateAsync(new GameId(node.Entropy.NextGuid().ToString()), creation, creator);

    /// <summary>As above, under an id that the caller derives.</summary>
    public Task<CommandResult> CreateAsync(GameId id, GameCreation creation, Join creator) => SendAsync(id, creator, creation);

    /// <summary>Seats a player. Twice is once. Never throws: a failure, ours too, is refused as retryable.</summary>
    public Task<CommandResult> JoinAsync(GameId id, Join join) => SendAsync(id, join);

    /// <summary>Has a game decide a command of the server's. Never throws: a failure, ours too, is refused as retryable.</summary>
    /// <param name="creation">How the game is made where there is none yet.</param>
    /// <param name="epoch">The incarnation of the log that the command follows from; on another one it is refused as retryable. Null: any.</param>
    public Task<CommandResult> SendAsync(GameId id, ServerCommand command, GameCreation? creation = null, string? epoch = null)
    {
        var result = new TaskCompletionSource<CommandResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(id, new GameMessage.Call(command, creation, epoch, result));
        return result.Task;
    }

    /// <summary>The game as this node knows it, no older than the last event this node stored; null where there is none.</summary>
    /// <param name="fresh">Read what other nodes stored first.</param>
    /// <exception cref="Storage.StorageUnavailableException">The store must be asked, and does not answer.</exception>
    /// <exception cref="DamagedLogException">The log cannot be read.</exception>
    /// <exception cref="KeyNotFoundException">This node does not know the kind of the game.</exception>
    public Task<Game?> FindAsync(GameId id, bool fresh = false)
    {
        var result = new TaskCompletionSource<Game?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(id, new GameMessage.Look(fresh, result));
        return result.Task;
    }

    internal void Post(GameId id, GameMessage message)
    {
        // A host that is leaving refuses; it has forgotten itself by then, or is about to.
        while (!HostOf(id).Post(message))
        {
        }
    }

    /// <summary>To every game in memory.</summary>
    internal void PostToAll(GameMessage message)
    {
        List<GameHost> all;
        lock (gate)
        {
            all = [.. hosts.Values];
        }

        foreach (var host in all)
        {
            host.Post(message);
        }
    }

    /// <summary>Ends when everything that was posted to the game before is handled.</summary>
    internal Task FlushAsync(GameId id)
    {
        var result = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(id, new GameMessage.Flush(result));
        return result.Task;
    }

    internal Task<Attachment?> AttachAsync(SessionConnection connection, long headMin, IReadOnlyList<(PlayerId Player, long Generation)> online)
    {
        var result = new TaskCompletionSource<Attachment?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(connection.Key.Game, new GameMessage.Attach(connection, headMin, online, result));
        return result.Task;
    }

    /// <summary>Null where the game is not in memory.</summary>
    internal GameHost? Loaded(GameId id)
    {
        lock (gate)
        {
            return hosts.GetValueOrDefault(id);
        }
    }

    internal void Forget(GameId id, GameHost host)
    {
        lock (gate)
        {
            if (hosts.GetValueOrDefault(id) == host)
            {
                hosts.Remove(id);
            }
        }
    }

    private GameHost HostOf(GameId id)
    {
        lock (gate)
        {
            if (hosts.TryGetValue(id, out var host))
            {
                return host;
            }

            // A host outlives the request that woke it, and must not log or trace as part of it.
            using var _ = ExecutionContext.SuppressFlow();
            return hosts[id] = new GameHost(id, node);
        }
    }
}
