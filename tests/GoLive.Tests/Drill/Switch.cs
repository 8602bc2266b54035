using GoLive.Commands;
using GoLive.Probes;
using Gw2Optimizer.RealServer.Deployments;

namespace GoLive.Tests.Drill;

/// <summary>The session cache's switch.</summary>
internal static class Switch
{
    public static Task<ReadThrough> ReadAsync(Staging staging) => UseAsync(staging, flag => flag.ReadAsync(TestContext.Current.CancellationToken));

    public static Task SetAsync(Staging staging, ReadThrough wish) => UseAsync(staging, async flag =>
    {
        await flag.SetAsync(wish, TestContext.Current.CancellationToken);
        return wish;
    });

    private static async Task<ReadThrough> UseAsync(Staging staging, Func<ReadThroughFlag, Task<ReadThrough>> use)
    {
        using var http = new HttpClient();
        using var golive = new GoLiveRun(staging.Variables);
        var settings = CommonOptions.Read(GoLiveCommand.Create().Parse(["smoke", "--env-file", golive.VariablesFile]), TimeProvider.System);
        return await use(new ReadThroughFlag(new AdminApi(new Api(http, settings.Server), settings)));
    }
}
