using RealStores;

[assembly: AssemblyFixture(typeof(Gw2Optimizer.Scenarios.Tests.Servers.SharedStores))]

namespace Gw2Optimizer.Scenarios.Tests.Servers;

/// <summary>One PostgreSQL and one Redis for all tests that do not hurt them; a database and a namespace for each deployment.</summary>
public sealed class SharedStores : IAsyncDisposable
{
    // What is committed here has to outlive servers, and no machine.
    private static readonly Lazy<Task<Stores>> Started = new(() => Stores.StartAsync("fsync = off"));

    public static Task<Stores> UseAsync() => Started.Value;

    public async ValueTask DisposeAsync()
    {
        if (Started.IsValueCreated)
        {
            await (await Started.Value).DisposeAsync();
        }
    }
}
