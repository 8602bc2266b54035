using System.Diagnostics;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Gw2Optimizer.Server.Tests.Games;

/// <summary>Another program holds the database file's write lock for a while.</summary>
[Collection(nameof(Timed))]
public class StorageAwayTests
{
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Commands_and_acks_are_answered_and_go_on_when_storage_is_back()
    {
        await using var server = await TestServer.StartAsync();
        var game = await server.StartedAsync();
        await using var blue = await server.JoinedAsync(game.Blue, game.Id);
        await using var red = await server.JoinedAsync(game.Red, game.Id);
        await blue.PingAsync();

        await using (await LockAsync(server))
        {
            var sent = Stopwatch.StartNew();
            var from = blue.Frames.Count;
            await blue.SendFrameAsync("GAME_COMMAND", new { commandId = "while-away", name = "ban", data = new { specialization = "Firebrand" } });
            await red.SendFrameAsync("GAME_ACK", new { sequence = 3 });
            var refused = GameSocket.PayloadOf(await blue.WaitAsync("GAME_REFUSED", from));
            var command = sent.Elapsed;
            (refused.Word("commandId"), refused.Word("code"), refused.GetProperty("retryable").GetBoolean()).ShouldBe(("while-away", "STORAGE_UNAVAILABLE", true));
            var error = GameSocket.PayloadOf(await red.WaitAsync("ERROR"));
            var ack = sent.Elapsed;
            (error.Word("code"), error.GetProperty("retryable").GetBoolean()).ShouldBe(("STORAGE_UNAVAILABLE", true));
            command.ShouldBeLessThan(AnswerMax);
            ack.ShouldBeLessThan(AnswerMax);
            await blue.PingAsync();
            await red.PingAsync();
            (await GameLogAsync(server, game.Id)).ShouldBe(3);
            blue.Events.Count.ShouldBe(3);
            red.Frames.ShouldNotContain(frame => frame.Type() == "GAME_ACK");
        }

        var accepted = await blue.AcceptedAsync("ban", new { specialization = "Firebrand" }, "while-away");
        var again = await blue.AcceptedAsync("ban", new { specialization = "Scrapper" }, "while-away");
        JsonElement.DeepEquals(accepted, again).ShouldBeTrue();
        await red.EventAsync("banned");
        await red.AcceptedAsync("ban", new { specialization = "Scrapper" });
        var log = await server.LogAsync(game.Blue, game.Id);
        log.Count(entry => entry.Type() == "banned").ShouldBe(2);
        await blue.EventAsync(payload => payload.Number("sequence") == log.Count);
        foreach (var socket in (GameSocket[])[blue, red])
        {
            socket.Events.Select(entry => entry.Number("sequence")).ShouldBe(log.Select(entry => entry.Number("sequence")));
        }

        await red.SendFrameAsync("GAME_ACK", new { sequence = 3 });
        GameSocket.PayloadOf(await red.WaitAsync("GAME_ACK")).Number("sequence").ShouldBe(3);
    }

    [Fact]
    public async Task A_whole_burst_of_commands_is_answered_in_time()
    {
        await using var server = await TestServer.StartAsync();
        var game = await server.StartedAsync();
        await using var blue = await server.JoinedAsync(game.Blue, game.Id);
        await blue.PingAsync();
        await using (await LockAsync(server))
        {
            var sent = Stopwatch.StartNew();
            var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => blue.CommandAsync("ban", new { specialization = "Firebrand" }, $"burst-{i}")));
            sent.Elapsed.ShouldBeLessThan(AnswerMax);
            answers.ShouldAllBe(answer => GameSocket.PayloadOf(answer).Word("code") == "STORAGE_UNAVAILABLE");
        }

        // Any one of them may have been stored after all; the same ids tell which, and that it is only one.
        var retried = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => blue.CommandAsync("ban", new { specialization = "Firebrand" }, $"burst-{i}")));
        retried.Count(answer => answer.Type() == "GAME_ACCEPTED").ShouldBe(1);
        retried.Count(answer => answer.Type() == "GAME_REFUSED" && GameSocket.PayloadOf(answer).Word("code") == "NOT_YOUR_TURN").ShouldBe(4);
        (await server.LogAsync(game.Blue, game.Id)).Count(entry => entry.Type() == "banned").ShouldBe(1);
    }

    [Fact]
    public async Task An_upgrade_is_told_to_try_again()
    {
        await using var server = await TestServer.StartAsync();
        var game = await server.StartedAsync();
        await using (await LockAsync(server))
        {
            await using var refused = await server.UpgradeAsync(game.Blue, game.Id);
            (await refused.EndAsync()).Code.ShouldBe(1013);
            refused.Frames.ShouldBeEmpty();
        }

        await using var socket = await server.JoinedAsync(game.Blue, game.Id);
        await socket.AcceptedAsync("ban", new { specialization = "Firebrand" });
    }

    [Fact]
    public async Task Rest_answers_503_and_creates_nothing()
    {
        await using var server = await TestServer.StartAsync();
        var player = await server.NewGuestAsync();
        await using (await LockAsync(server))
        {
            var refused = await server.CreateAsync(player);
            (refused.Status, refused.Code).ShouldBe((503, "UNAVAILABLE"));
            refused.Headers.ShouldContainKey("Retry-After");
        }

        await server.CreatedAsync(player);
        (await server.GetAsync("/api/v1/games?mine=true", player.Access)).Json.GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Health_tells_the_truth_meanwhile()
    {
        await using var server = await TestServer.StartAsync();
        (await server.GetAsync("/health")).Text("status").ShouldBe("healthy");
        await using (await LockAsync(server))
        {
            await Task.Delay(AnswerMax, TestContext.Current.CancellationToken);
            var health = await server.GetAsync("/health");
            (health.Status, health.Text("status")).ShouldBe((503, "unhealthy"));
            (await server.GetAsync("/health/ready")).Status.ShouldBe(503);
        }

        for (var left = 50; (await server.GetAsync("/health")).Status != 200; left--)
        {
            left.ShouldBeGreaterThan(0);
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task The_outage_costs_no_player_time()
    {
        await using var server = await TestServer.StartAsync();
        var game = await server.StartedAsync("""{"kind":"draft","timeControl":{"preset":"custom","totalMs":4000,"incrementMs":0,"delayMs":0}}""");
        await using var blue = await server.JoinedAsync(game.Blue, game.Id);
        await blue.PingAsync();
        var away = Stopwatch.StartNew();
        await using (await LockAsync(server))
        {
            await Task.Delay(6_000, TestContext.Current.CancellationToken);
        }

        away.Stop();
        await Task.Delay(1_000, TestContext.Current.CancellationToken);
        await blue.AcceptedAsync("ban", new { specialization = "Firebrand" });
        var log = await server.LogAsync(game.Blue, game.Id);
        log.Select(entry => entry.Type()).ShouldBe(["joined", "joined", "started", "clockCredited", "banned"]);
        var credit = log[3];
        (credit.At("data").Word("seat"), credit.GetProperty("userId").ValueKind).ShouldBe(("blue", JsonValueKind.Null));
        credit.At("data").Number("ms").ShouldBeInRange(away.ElapsedMilliseconds - 500, away.ElapsedMilliseconds + 1_500);
        credit.At("data").Number("ms").ShouldBe(credit.At("data").Number("to") - credit.At("data").Number("from"));
    }

    /// <summary>Takes the write lock; disposing lets it go.</summary>
    private static async Task<SqliteConnection> LockAsync(TestServer server)
    {
        var connection = Open(server);
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>The stored head, read past the server.</summary>
    private static async Task<long> GameLogAsync(TestServer server, string gameId)
    {
        await using var connection = Open(server);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COALESCE(MAX(sequence), 0) FROM game_events WHERE game_id = $id";
        command.Parameters.AddWithValue("$id", gameId);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static SqliteConnection Open(TestServer server)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(server.DataFolder, "gw2optimizer.db")};Pooling=False");
        connection.Open();
        return connection;
    }
}
