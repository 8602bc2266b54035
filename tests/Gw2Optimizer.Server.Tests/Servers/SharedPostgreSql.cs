using RealStores;

[assembly: AssemblyFixture(typeof(SharedPostgreSql))]

namespace Gw2Optimizer.Server.Tests.Servers;

/// <summary>One PostgreSQL for all tests, started by the first that needs it; each of them makes databases of its own.</summary>
public sealed class SharedPostgreSql : IAsyncDisposable
{
    // What a crash would lose is of no interest here.
    private readonly Lazy<Task<PostgreSqlServer>> server = new(() => PostgreSqlServer.StartAsync("fsync = off", "synchronous_commit = off"));
    private int databases;

    public static bool IsMissing => !PostgreSqlServer.IsInstalled && Missing.IsForgiven;

    public static void SkipIfMissing() => Assert.SkipWhen(IsMissing, "PostgreSQL is not installed.");

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its URL, for <c>DATABASE_URL</c>.</returns>
    public async Task<string> NewDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref databases)}";
        var started = await server.Value;
        await started.CreateDatabaseAsync(name);
        return started.Url(name).ToString();
    }

    public async ValueTask DisposeAsync()
    {
        if (server.IsValueCreated)
        {
            await (await server.Value).DisposeAsync();
        }
    }
}
