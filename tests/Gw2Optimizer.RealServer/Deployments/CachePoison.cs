using RealStores;

namespace Gw2Optimizer.RealServer.Deployments;

/// <summary>A way in which everything in a cache can be wrong.</summary>
public enum Poison
{
    /// <summary>Each key holds a value of another type.</summary>
    WrongTypes,

    /// <summary>Each value ends in its middle.</summary>
    Truncated,

    /// <summary>Each list of events lacks every third.</summary>
    Holes,

    /// <summary>Each number in a hash is a thousand more than it was: heads that the log has not, acks that nobody sent.</summary>
    Ahead,

    /// <summary>Each value lies under the key of another game, session or token.</summary>
    Swapped,
}

/// <summary>Spoils what a cluster keeps in Redis, all of it in one step.</summary>
public static class CachePoison
{
    private const string ForEach = "local keys = redis.call('KEYS', ARGV[1] .. '*') table.sort(keys) for i, key in ipairs(keys) do local kind = redis.call('TYPE', key).ok local ttl = redis.call('PTTL', key) ";
    private const string End = " if ttl > 0 then redis.call('PEXPIRE', key, ttl) end end return #keys";

    /// <returns>How many keys there were.</returns>
    public static async Task<int> SpoilAsync(this RedisServer redis, string prefix, Poison poison) => int.Parse(await redis.CliAsync("eval", Script(poison), "0", prefix));

    private static string Script(Poison poison) => poison switch
    {
        Poison.WrongTypes => $"""
            {ForEach} redis.call('DEL', key)
            if kind == 'list' then redis.call('SET', key, 'x') elseif kind == 'hash' then redis.call('RPUSH', key, 'x') else redis.call('HSET', key, 'x', 'x') end {End}
            """,
        Poison.Truncated => $$"""
            local function half(text) return string.sub(text, 1, math.floor(#text / 2)) end
            {{ForEach}}
            if kind == 'list' then for at, entry in ipairs(redis.call('LRANGE', key, 0, -1)) do redis.call('LSET', key, at - 1, half(entry)) end
            elseif kind == 'hash' then local all = redis.call('HGETALL', key) for at = 1, #all, 2 do redis.call('HSET', key, all[at], half(all[at + 1])) end
            else redis.call('SET', key, half(redis.call('GET', key))) end {{End}}
            """,
        Poison.Holes => $$"""
            {{ForEach}}
            if kind == 'list' then for at = redis.call('LLEN', key) - 2, 0, -3 do redis.call('LSET', key, at, 'gone') end redis.call('LREM', key, 0, 'gone') end {{End}}
            """,
        Poison.Ahead => $$"""
            {{ForEach}}
            if kind == 'hash' then local all = redis.call('HGETALL', key) for at = 1, #all, 2 do if tonumber(all[at + 1]) then redis.call('HSET', key, all[at], tostring(tonumber(all[at + 1]) + 1000)) end end end {{End}}
            """,
        _ => $$"""
            {{ForEach}}
            local next = keys[i + 1] if next and i % 2 == 1 and redis.call('TYPE', next).ok == kind then
            redis.call('RENAME', key, ARGV[1] .. '-held') redis.call('RENAME', next, key) redis.call('RENAME', ARGV[1] .. '-held', next) end {{End}}
            """,
    };
}
