using Gw2Optimizer.RealServer.Deployments;
using RealStores;

[assembly: AssemblyFixture(typeof(GoLive.Tests.Drill.StagingFixture))]

namespace GoLive.Tests.Drill;

/// <summary>Two nodes on PostgreSQL and Redis, started when a test first asks for them.</summary>
public sealed class StagingFixture : IAsyncDisposable
{
    private Task<Staging>? starting;

    /// <summary>One verb at a time: they share a switch.</summary>
    public SemaphoreSlim Turn { get; } = new(1);

    public Task<Staging> UseAsync()
    {
        Assert.SkipWhen(Stores.Missing is not null && !Stores.MustBeThere, Stores.Missing ?? "");
        return starting ??= Staging.StartAsync(CancellationToken.None, ("AUTH_RATE_LIMIT_PER_MINUTE", "1000"), ("AUTH_RATE_LIMIT_PER_HOUR", "10000"));
    }

    public async ValueTask DisposeAsync()
    {
        if (starting is not null)
        {
            await (await starting).DisposeAsync();
        }

        Turn.Dispose();
    }
}
