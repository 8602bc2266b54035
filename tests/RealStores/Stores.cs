namespace RealStores;

/// <summary>PostgreSQL and Redis for the same servers. For one user at a time.</summary>
public sealed class Stores : IAsyncDisposable
{
    private Stores(PostgreSqlServer postgreSql, RedisServer redis)
    {
        PostgreSql = postgreSql;
        Redis = redis;
    }

    /// <summary>What a machine must have installed; where it has not, tests are skipped at home and fail in CI.</summary>
    public static string? Missing => PostgreSqlServer.IsInstalled
        ? RedisServer.IsInstalled ? null : "Redis is not installed: apt-get install redis-server"
        : "PostgreSQL is not installed: apt-get install postgresql";

    /// <summary>Whether what is missing is a fault: in CI nothing may be skipped.</summary>
    public static bool MustBeThere => string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    public PostgreSqlServer PostgreSql { get; }

    public RedisServer Redis { get; }

    /// <param name="settings">Lines of postgresql.conf.</param>
    /// <exception cref="StoreFailedException">One is not installed, or does not start.</exception>
    public static async Task<Stores> StartAsync(params IEnumerable<string> settings)
    {
        var postgreSql = await PostgreSqlServer.StartAsync(settings);
        try
        {
            return new Stores(postgreSql, await RedisServer.StartAsync());
        }
        catch
        {
            await postgreSql.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Redis.DisposeAsync();
        await PostgreSql.DisposeAsync();
    }
}
