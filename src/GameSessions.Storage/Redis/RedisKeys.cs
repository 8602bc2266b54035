using GameSessions.Games;
using GameSessions.Hosting.Storage;
using StackExchange.Redis;

namespace GameSessions.Storage.Redis;

/// <summary>The names of all keys. Ids may hold a colon, so a key is only ever made, never read.</summary>
internal sealed class RedisKeys
{
    private readonly string sessions;
    private readonly string events;
    private readonly string heads;

    public RedisKeys(string prefix)
    {
        // Also keeps the pattern of a scan free of wildcards.
        if (prefix.Length == 0 || !prefix.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':'))
        {
            throw new ArgumentException("A namespace is made of A-Z a-z 0-9 - _ . and :", nameof(prefix));
        }

        sessions = $"{prefix}:session:";
        Pointers = $"{prefix}:sessionId:";
        events = $"{prefix}:events:";
        heads = $"{prefix}:head:";
        Pattern = $"{prefix}:*";
    }

    /// <summary>What the key of every pointer begins with.</summary>
    public string Pointers { get; }

    /// <summary>Matches every key of these, and maybe others: ask <see cref="Owns"/>.</summary>
    public string Pattern { get; }

    /// <summary>A hash: one session.</summary>
    public RedisKey Session(SessionKey session) => $"{sessions}{session.Game}:{session.Player}";

    /// <summary>A string: the session that a token belongs to.</summary>
    public RedisKey Pointer(TokenHash token) => $"{Pointers}{token.Value}";

    /// <summary>A list: the newest entries of a game.</summary>
    public RedisKey Events(GameId game) => $"{events}{game}";

    /// <summary>A hash: what has been told of a game's entries.</summary>
    public RedisKey Head(GameId game) => $"{heads}{game}";

    public bool Owns(string key) => ((string[])[sessions, Pointers, events, heads]).Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal));
}
