using GameSessions.Games;

namespace GuessTheNumber.Tests;

public sealed class MatchTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("guess-tests-");

    private string File => Path.Combine(folder.FullName, "guess.db");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Two_robots_play_to_the_end_over_real_sockets()
    {
        var lines = new List<string>();
        await using var server = await GuessServer.StartAsync(File, port: 0);
        var result = await Match.PlayAsync(new Uri(server.Urls.Single()), new GameId("first"), lines.Add);
        result.GetProperty("reason").GetString().ShouldBeOneOf("found", "kept");
        result.GetProperty("scores").GetProperty("number").GetInt32().ShouldBeInRange(1, 100);
        lines.ShouldContain(line => line.Contains("hidden", StringComparison.Ordinal));
        lines[^1].ShouldContain("finished");
    }

    [Fact]
    public async Task A_game_outlives_its_server()
    {
        await using (var server = await GuessServer.StartAsync(File, port: 0))
        {
            (await SitDownAsync(server, "ann")).ShouldBe("keeper");
        }

        await using (var server = await GuessServer.StartAsync(File, port: 0))
        {
            (await SitDownAsync(server, "bob")).ShouldBe("seeker");
            (await SitDownAsync(server, "ann")).ShouldBe("keeper");
            (await SitDownAsync(server, "cid")).ShouldContain("GAME_FULL");
        }
    }

    private static async Task<string> SitDownAsync(Microsoft.AspNetCore.Builder.WebApplication server, string name)
    {
        using var http = new HttpClient { BaseAddress = new Uri(server.Urls.Single()) };
        using var answer = await http.PostAsync($"/games/first?player={name}", content: null, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
