using StackExchange.Redis;

namespace GameSessions.Storage.Redis;

/// <summary>Removes every key of a namespace in steps that hold nobody up.</summary>
internal static class RedisPurge
{
    private const int KeysPerPage = 500;

    /// <returns>How many keys were removed.</returns>
    public static async Task<long> RunAsync(RedisCircuit circuit, RedisKeys keys)
    {
        var (cursor, removed) = ("0", 0L);
        do
        {
            var page = (RedisResult[])(await circuit.RunAsync(database => database.ExecuteAsync("SCAN", cursor, "MATCH", keys.Pattern, "COUNT", KeysPerPage)))!;
            cursor = (string)page[0]!;
            object[] own = [.. ((string[])page[1]!).Where(keys.Owns).Select(key => (RedisKey)key)];
            removed += own.Length == 0 ? 0 : (long)await circuit.RunAsync(database => database.ExecuteAsync("UNLINK", own));
        }
        while (cursor != "0");

        return removed;
    }
}
