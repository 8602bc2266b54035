using System.Globalization;
using GameSessions.Games;
using GameSessions.Hosting.Storage;
using StackExchange.Redis;

namespace GameSessions.Storage.Redis;

/// <summary>
/// Sessions and newest events in Redis. Every write is one script, which refuses what is older than what is there: a command may reach the
/// server long after it was given up. Thread-safe.
/// </summary>
public sealed class RedisSessionCache : ISessionCache, IAsyncDisposable
{
    private static readonly RedisValue[] SessionFields = ["game", "player", "epoch", "token", "lastAck", "generation"];

    private readonly RedisCacheOptions options;
    private readonly RedisKeys keys;
    private readonly RedisCircuit circuit;
    private readonly RedisValue ttl;

    /// <summary>Begins to connect, and waits for nothing: until the server answers, every call fails at once.</summary>
    /// <param name="opened">Told why the cache is left alone from now on, once each time. Must not throw.</param>
    /// <param name="closed">The cache answers again. Must not throw.</param>
    /// <exception cref="ArgumentException">The namespace cannot be part of a key.</exception>
    public RedisSessionCache(RedisCacheOptions options, TimeProvider time, Action<string>? opened = null, Action? closed = null)
    {
        this.options = options;
        keys = new RedisKeys(options.Namespace);
        ttl = (long)options.Ttl.TotalMilliseconds;
        circuit = new RedisCircuit(options, time, opened, closed);
    }

    /// <summary>The server answers.</summary>
    public bool IsAnswering => circuit.IsClosed;

    /// <summary>Commands that the server answered with an error: it was full, a replica, or had something else under a key.</summary>
    public long Refusals => circuit.Refusals;

    public async Task<SessionKey?> FindByTokenAsync(TokenHash token)
    {
        string? ids = await circuit.RunAsync(database => database.StringGetAsync(keys.Pointer(token)));
        return ids is null ? null : ReadPointer(ids);
    }

    public async Task<CachedSession?> FindSessionAsync(SessionKey session)
    {
        var fields = await circuit.RunAsync(database => database.HashGetAsync(keys.Session(session), SessionFields));
        return fields.All(field => field.IsNull) ? null : ReadSession(session, [.. fields.Select(field => (string?)field)]);
    }

    public async Task<IReadOnlyList<string>> ReadEventsAsync(GameId game) =>
        (string[])(await EvaluateAsync(RedisScripts.ReadEvents, [keys.Head(game), keys.Events(game)], []))!;

    public Task SaveSessionAsync(CachedSession session) => EvaluateAsync(
        RedisScripts.SaveSession,
        [keys.Session(session.Session), keys.Pointer(session.Token)],
        [ttl, WritePointer(session.Session), session.Session.Game.Value, session.Session.Player.Value, session.Epoch, session.Token.Value, session.Generation, session.LastAck]);

    public Task AppendEventsAsync(GameId game, string epoch, long first, IReadOnlyList<string> entries) =>
        entries.Count == 0 ? Task.CompletedTask : WriteEventsAsync(RedisScripts.AppendEvents, game, epoch, first, entries);

    public Task HydrateEventsAsync(GameId game, string epoch, long first, IReadOnlyList<string> entries) =>
        WriteEventsAsync(RedisScripts.HydrateEvents, game, epoch, first, entries);

    public Task TrimEventsAsync(GameId game, string epoch, long through) =>
        through <= 0 ? Task.CompletedTask : EvaluateAsync(RedisScripts.TrimEvents, [keys.Head(game), keys.Events(game)], [ttl, epoch, through]);

    /// <remarks>Late, it may drop newer entries: copies, that the next reader brings back.</remarks>
    public Task DropEventsAsync(GameId game) => circuit.RunAsync(database => database.KeyDeleteAsync([keys.Head(game), keys.Events(game)]));

    public Task DropSessionAsync(SessionKey session) => EvaluateAsync(RedisScripts.DropSession, [keys.Session(session)], [keys.Pointers]);

    /// <summary>Removes every key of this namespace and no other, a page at a time; what is written meanwhile may stay.</summary>
    /// <returns>How many keys it removed.</returns>
    /// <exception cref="CacheUnavailableException">Some may be left.</exception>
    public Task<long> PurgeAsync() => RedisPurge.RunAsync(circuit, keys);

    public ValueTask DisposeAsync() => circuit.DisposeAsync();

    private static string WritePointer(SessionKey session) => $"{session.Game} {session.Player}";

    private static SessionKey ReadPointer(string ids) =>
        ids.Split(' ') is [var game, var player] && GameId.TryParse(game, null, out var gameId) && PlayerId.TryParse(player, null, out var playerId)
            ? new SessionKey(gameId, playerId)
            : throw Spoilt("a pointer to no session");

    /// <summary>Null where the key belongs to another session: ids may hold the colon that parts them.</summary>
    private static CachedSession? ReadSession(SessionKey session, string?[] fields) =>
        fields is not [{ } game, { } player, { } epoch, { } token, { } lastAck, { } generation] || !TryRead(lastAck, out var ack) || !TryRead(generation, out var count)
            ? throw Spoilt("half a session")
            : game == session.Game.Value && player == session.Player.Value ? new CachedSession(session, epoch, new TokenHash(token), ack, count) : null;

    private static bool TryRead(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static CacheUnavailableException Spoilt(string what) => new($"The cache holds {what}.") { IsSpoilt = true };

    private Task<RedisResult> WriteEventsAsync(string script, GameId game, string epoch, long first, IReadOnlyList<string> entries)
    {
        var skipped = Math.Max(entries.Count - options.Retention, 0);
        return EvaluateAsync(
            script,
            [keys.Head(game), keys.Events(game)],
            [ttl, options.Retention, epoch, first + skipped, .. entries.Skip(skipped).Select(entry => (RedisValue)entry)]);
    }

    private Task<RedisResult> EvaluateAsync(string script, RedisKey[] scriptKeys, RedisValue[] arguments) => circuit.EvaluateAsync(script, scriptKeys, arguments);
}
