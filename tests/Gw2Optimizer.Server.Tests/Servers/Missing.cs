using RealStores;

namespace Gw2Optimizer.Server.Tests.Servers;

/// <summary>What a test needs and this machine may not have: then it is skipped at home, and fails where <c>CI</c> is set.</summary>
internal static class Missing
{
    public static bool IsForgiven { get; } = !string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    public static Task<PostgreSqlServer> PostgreSqlOrSkipAsync() => StartAsync(() => PostgreSqlServer.StartAsync());

    public static Task<RedisServer> RedisOrSkipAsync(params string[] settings) => StartAsync(() => RedisServer.StartAsync(settings));

    private static async Task<T> StartAsync<T>(Func<Task<T>> start)
    {
        try
        {
            return await start();
        }
        catch (StoreFailedException e) when (IsForgiven)
        {
            Assert.Skip(e.Message);
            throw;
        }
    }
}
