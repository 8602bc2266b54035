using System.Globalization;
using System.Text.RegularExpressions;

namespace Gw2Optimizer.Server.Tests.Games;

/// <summary>The engine's counters belong to the process, so these servers run alone in it.</summary>
[Collection(nameof(Timed))]
public class GameMetricsTests
{
    [Theory]
    [InlineData("ws_resume_attempts_total{outcome=\"resumed\"}")]
    [InlineData("ws_resume_attempts_total{outcome=\"new_session\"}")]
    [InlineData("ws_resume_attempts_total{outcome=\"invalid_token\"}")]
    [InlineData("ws_resume_invalid_token_total")]
    [InlineData("game_events_appended_total")]
    [InlineData("game_events_replayed_total")]
    [InlineData("game_flag_falls_total")]
    [InlineData("ws_connections{channel=\"game\"}")]
    [InlineData("ws_connections{channel=\"notifications\"}")]
    [InlineData("ws_connections{channel=\"matchmaking\"}")]
    [InlineData("ws_reconnect_duration_seconds_count")]
    public async Task A_series_exists_at_zero_from_the_start(string name)
    {
        await using var server = await TestServer.StartAsync();
        (await ReadAsync(server)).ShouldContainKeyAndValue(name, 0);
    }

    [Fact]
    public async Task Resumes_and_events_are_counted_and_no_label_holds_an_id()
    {
        await using var server = await TestServer.StartAsync();
        var game = await server.StartedAsync("""{"kind":"draft","timeControl":{"preset":"custom","totalMs":1500,"incrementMs":0,"delayMs":0}}""");
        (await ReadAsync(server))["game_events_appended_total"].ShouldBe(3);
        string token;
        await using (var first = await server.JoinedAsync(game.Blue, game.Id))
        {
            token = first.Resume.Word("token")!;
            await first.PingAsync();
            var open = await ReadAsync(server);
            (open["ws_resume_attempts_total{outcome=\"new_session\"}"], open["ws_resume_attempts_total{outcome=\"resumed\"}"]).ShouldBe((1, 0));
        }

        await using var second = await GameSocket.OpenAsync(server, $"/ws/game?resume={token}", access: null);
        await second.WaitAsync("GAME_REPLAY_END");
        foreach (var bad in (string[])["garbage", new string('A', 43), "%00"])
        {
            await using var refused = await GameSocket.OpenAsync(server, $"/ws/game?gameId={game.Id}&resume={bad}", game.Blue.Access);
            (await refused.EndAsync()).ShouldBe(new SocketEnd(1008, "Invalid resume token"));
        }

        await second.EventAsync("finished");
        var metrics = await ReadAsync(server);
        metrics["ws_resume_attempts_total{outcome=\"new_session\"}"].ShouldBe(1);
        metrics["ws_resume_attempts_total{outcome=\"resumed\"}"].ShouldBe(1);
        metrics["ws_resume_attempts_total{outcome=\"invalid_token\"}"].ShouldBe(3);
        metrics["ws_resume_invalid_token_total"].ShouldBe(3);
        metrics["game_events_appended_total"].ShouldBe(5);
        metrics["game_flag_falls_total"].ShouldBe(1);

        var text = (await server.GetAsync("/metrics")).Body;
        foreach (var id in (string[])[game.Id, game.Blue.Id, game.Red.Id, token])
        {
            text.ShouldNotContain(id);
        }

        Regex.IsMatch(text, "[0-9a-f]{8}-[0-9a-f]{4}", RegexOptions.None, TimeSpan.FromSeconds(1)).ShouldBeFalse();
    }

    [Fact]
    public async Task Open_sockets_replayed_events_and_reconnects_are_counted()
    {
        await using var server = await TestServer.StartAsync();
        var game = await server.StartedAsync();
        await using (var socket = await server.JoinedAsync(game.Blue, game.Id))
        {
            await socket.PingAsync();
            var open = await ReadAsync(server);
            var seen = string.Join('\n', open.Where(series => series.Key.StartsWith("ws_", StringComparison.Ordinal)));
            open["game_events_replayed_total"].ShouldBe(3, seen);
            open["ws_reconnect_duration_seconds_count"].ShouldBe(1, seen);
            open["ws_connections{channel=\"game\"}"].ShouldBe(1, seen);
        }

        await Task.Delay(500, TestContext.Current.CancellationToken);
        (await ReadAsync(server)).ShouldContainKeyAndValue("ws_connections{channel=\"game\"}", 0);
    }

    [Theory]
    [InlineData("info")]
    [InlineData("debug")]
    public async Task No_token_reaches_the_log(string level)
    {
        await using var server = await TestServer.StartAsync(("LOG_LEVEL", level));
        var game = await server.StartedAsync();
        var secrets = new List<string> { game.Blue.Access, game.Red.Access };
        await using (var first = await server.JoinedAsync(game.Blue, game.Id))
        {
            secrets.Add(first.Resume.Word("token")!);
            await first.PingAsync();
        }

        await using (var byQuery = await GameSocket.OpenAsync(server, $"/ws/game?resume={secrets[^1]}", access: null))
        {
            await byQuery.WaitAsync("GAME_REPLAY_END");
            secrets.Add(byQuery.Resume.Word("token")!);
            await byQuery.PingAsync();
        }

        await using (var byProtocol = await GameSocket.OpenAsync(server, "/ws/game", access: null, null, "gamesessions.v1", $"resume.{secrets[^1]}"))
        {
            await byProtocol.WaitAsync("GAME_REPLAY_END");
            secrets.Add(byProtocol.Resume.Word("token")!);
        }

        await using (var byAccess = await GameSocket.OpenAsync(server, $"/ws/game?gameId={game.Id}", access: null, null, "gamesessions.v1", $"access_token.{game.Red.Access}"))
        {
            await byAccess.WaitAsync("GAME_REPLAY_END");
        }

        await using (var canary = await GameSocket.OpenAsync(server, $"/ws/game?gameId={game.Id}&resume=canary-resume&access_token=canary-query", "canary-bearer", null, "gamesessions.v1", "access_token.canary-entry"))
        {
            (await canary.EndAsync()).Code.ShouldBe(1008);
        }

        using var stream = new FileStream(server.LogPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        var log = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        log.ShouldNotBeEmpty();
        log.ShouldNotContain("canary", Case.Insensitive);
        foreach (var secret in secrets)
        {
            log.ShouldNotContain(secret);
        }
    }

    private static async Task<Dictionary<string, double>> ReadAsync(TestServer server) =>
        (await server.GetAsync("/metrics")).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#')
            .ToDictionary(line => line[..line.LastIndexOf(' ')], line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
}
