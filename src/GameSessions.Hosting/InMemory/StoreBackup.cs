using GameSessions.Games;
using GameSessions.Hosting.Storage;

namespace GameSessions.Hosting.InMemory;

/// <summary>What <see cref="InMemoryStore"/> had at one instant.</summary>
public sealed class StoreBackup
{
    internal StoreBackup(
        IReadOnlyList<(GameId Id, GameRow Row)> games,
        IReadOnlyList<(SessionKey Key, SessionRow Row)> sessions,
        IReadOnlyList<((GameId Game, long Sequence) Event, long DueAt)> reactions,
        NodeTable nodes)
    {
        Games = games;
        Sessions = sessions;
        Reactions = reactions;
        Nodes = nodes;
    }

    internal IReadOnlyList<(GameId Id, GameRow Row)> Games { get; }

    internal IReadOnlyList<(SessionKey Key, SessionRow Row)> Sessions { get; }

    internal IReadOnlyList<((GameId Game, long Sequence) Event, long DueAt)> Reactions { get; }

    internal NodeTable Nodes { get; }
}
