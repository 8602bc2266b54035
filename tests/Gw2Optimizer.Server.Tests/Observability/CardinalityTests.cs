using System.Text.Json;
using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Hosting.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Log;

namespace Gw2Optimizer.Server.Tests.Observability;

public class CardinalityTests
{
    private const int GamesAtOnce = 500;
    private static readonly TimeSpan FlagsFallWithin = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Ten_thousand_finished_games_leave_no_series_behind()
    {
        await using var own = await TestServer.StartAsync();
        await FinishAsync(own, 100);
        var before = await SeriesAsync(own);

        for (var made = 100; made < 10_000; made += GamesAtOnce)
        {
            await FinishAsync(own, Math.Min(GamesAtOnce, 10_000 - made));
        }

        (await SeriesAsync(own)).ShouldBe(before);
        before.Count.ShouldBeGreaterThan(50);
    }

    /// <summary>Games that two players join and nobody plays: their flags fall.</summary>
    private static async Task FinishAsync(TestServer own, int count)
    {
        var node = own.Service<SessionNode>();
        var setup = node.FindRules("draft")!.SetUp(JsonDocument.Parse("{}").RootElement);
        var control = new TimeControl("custom", TimeControl.TotalMsMin, 0, 0);
        var games = await Task.WhenAll(Enumerable.Range(0, count).Select(async _ =>
        {
            var id = new GameId(Guid.NewGuid().ToString());
            var creation = new GameCreation("draft", setup.Options, control, node.Clock.Estimate, setup.Seats);
            (await node.Directory.CreateAsync(id, creation, new Join(Somebody(), Seat: null))).ShouldBeOfType<CommandResult.Accepted>();
            (await node.Directory.JoinAsync(id, new Join(Somebody(), Seat: null))).ShouldBeOfType<CommandResult.Accepted>();
            return id;
        }));

        using var limit = new CancellationTokenSource(FlagsFallWithin);
        foreach (var game in games)
        {
            while ((await node.Directory.FindAsync(game))!.Status is not GameStatus.Finished)
            {
                await Task.Delay(50, limit.Token);
            }
        }
    }

    private static PlayerId Somebody() => new(Guid.NewGuid().ToString());

    private static async Task<List<string>> SeriesAsync(TestServer own) =>
    [
        .. (await own.GetAsync("/metrics")).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#')).Select(line => line[..line.LastIndexOf(' ')]).Order(StringComparer.Ordinal),
    ];
}
