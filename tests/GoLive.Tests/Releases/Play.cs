using GameSessions.Client;
using GameSessions.Games;
using GoLive.Tests.Monitoring;
using Gw2Optimizer.RealServer;

namespace GoLive.Tests.Releases;

/// <summary>What shows that a server works: <c>golive smoke</c>, and a squad of two that talk while one is cut off and comes back.</summary>
internal static class Play
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task ShouldWorkAsync(ServerProcess server)
    {
        await ShouldPassSmokeAsync(server);
        using var api = new Api(server.Address);
        var commander = await api.SignInAsGuestAsync(Cancellation);
        var member = await api.SignInAsGuestAsync(Cancellation);
        var game = await api.CreateGameAsync(commander, new { kind = "squad", options = new { mode = "zerg", size = 10 } }, Cancellation);
        await api.JoinAsync(member, game, Cancellation);
        await ShouldTalkAsync(server, game, commander, member);
        (await api.GetHistoryAsync(member, game, Cancellation)).Select(one => $"{one.Data}").Where(data => data.Contains("keep", StringComparison.Ordinal)).Count().ShouldBe(2);
    }

    private static async Task ShouldPassSmokeAsync(ServerProcess server)
    {
        using var golive = new GoLiveRun([("GOLIVE_SERVERS", $"{server.Address}"), ("GOLIVE_PAGES", $"{server.Pages}")]);
        var smoke = await golive.RunAsync("smoke");
        smoke.ExitCode.ShouldBe(ExitCodes.Pass, $"{smoke}");
    }

    private static async Task ShouldTalkAsync(ServerProcess server, GameId game, string commander, string member)
    {
        await using var first = new DrillPlayer(server.Address, commander, game, AckRule.Default);
        await using var second = new DrillPlayer(server.Address, member, game, AckRule.Default);
        await first.HandedOverAsync();
        await second.HandedOverAsync();
        (await first.SayAsync("Gather at the keep.")).ShouldBeOfType<CommandResult.Accepted>();
        await second.ReconnectAsync();
        await second.HandedOverAsync();
        (await second.SayAsync("I am at the keep.")).ShouldBeOfType<CommandResult.Accepted>();
    }
}
