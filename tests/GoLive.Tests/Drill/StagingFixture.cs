using GoLive.Commands;
using GoLive.Probes;
using Gw2Optimizer.RealServer.Deployments;
using RealStores;

[assembly: AssemblyFixture(typeof(GoLive.Tests.Drill.StagingFixture))]

namespace GoLive.Tests.Drill;

/// <summary>Two nodes on PostgreSQL and Redis, started when a test first asks for them.</summary>
public sealed class StagingFixture : IAsyncDisposable
{
    private readonly HttpClient http = new();

    /// <summary>Once, though several tests ask at the same time.</summary>
    private readonly Lazy<Task<Staging>> staging = new(() => Staging.StartAsync(
        CancellationToken.None,
        [.. ((string[])["RATE_LIMIT", "AUTH_RATE_LIMIT"]).SelectMany(kind => ((string, string)[])[($"{kind}_PER_MINUTE", "10000"), ($"{kind}_PER_HOUR", "100000")])]));

    private ReadThroughFlag? flag;

    /// <summary>One verb at a time: they share a switch.</summary>
    public SemaphoreSlim Turn { get; } = new(1);

    public Task<Staging> UseAsync()
    {
        Assert.SkipWhen(Stores.Missing is not null && !Stores.MustBeThere, Stores.Missing ?? "");
        return staging.Value;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (staging.IsValueCreated)
        {
            await (await staging.Value).DisposeAsync();
        }

        Turn.Dispose();
    }

    internal async Task<ReadThrough> SwitchAsync() => await (await FlagAsync()).ReadAsync(TestContext.Current.CancellationToken);

    internal async Task SwitchAsync(ReadThrough wish) => await (await FlagAsync()).SetAsync(wish, TestContext.Current.CancellationToken);

    private async Task<ReadThroughFlag> FlagAsync()
    {
        if (flag is null)
        {
            using var golive = new GoLiveRun((await UseAsync()).Variables);
            var settings = CommonOptions.Read(GoLiveCommand.Create().Parse(["smoke", "--env-file", golive.VariablesFile]), TimeProvider.System);
            flag = new ReadThroughFlag(new AdminApi(new Api(http, settings.Server), settings));
        }

        return flag;
    }
}
