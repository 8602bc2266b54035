namespace Gw2Optimizer.Server.Tests.Games;

public abstract class OperatorsViewTests(TestServer server)
{
    [Fact]
    public async Task Operators_see_the_games_that_are_not_over_and_where_each_stands()
    {
        var game = await server.StartedAsync();
        await using var blue = await server.JoinedAsync(game.Blue, game.Id);
        var admin = await server.AdminAsync();
        var shown = (await server.GetAsync("/api/v1/admin/games", admin)).Json.EnumerateArray().Single(one => one.Word("id") == game.Id);
        (shown.Word("kind"), shown.Word("status"), shown.Number("head"), shown.Number("floor")).ShouldBe(("draft", "running", 3, 0));
        shown.GetProperty("sessions").EnumerateArray().ShouldHaveSingleItem().Word("seat").ShouldBe("blue");
        await blue.AcceptedAsync("resign", new { });
        (await server.GetAsync("/api/v1/admin/games", admin)).Json.EnumerateArray().ShouldNotContain(one => one.Word("id") == game.Id);
    }

    [Fact]
    public async Task Operators_read_a_whole_log_with_what_is_hidden_from_a_player()
    {
        var game = await server.StartedAsync("""{"kind":"draft","options":{"blindBans":true,"public":false}}""");
        await using var blue = await server.JoinedAsync(game.Blue, game.Id);
        await blue.AcceptedAsync("ban", new { specialization = "Firebrand" });
        (await server.LogAsync(game.Red, game.Id))[3].Type().ShouldBe("hidden");
        var log = (await server.GetAsync($"/api/v1/admin/games/{game.Id}/events?after=3", await server.AdminAsync())).Json.EnumerateArray().ShouldHaveSingleItem();
        (log.Type(), log.At("data").Word("specialization")).ShouldBe(("banned", "Firebrand"));
        log.GetProperty("audience").Words().ShouldBe(["blue"]);
    }

    [Fact]
    public async Task Operators_read_the_metrics_and_nobody_else_does_any_of_it()
    {
        var metrics = await server.GetAsync("/api/v1/admin/metrics", await server.AdminAsync());
        metrics.Status.ShouldBe(200);
        metrics.Body.ShouldContain("ws_reconnect_duration_seconds_bucket");
        var user = (await server.SignUpAsync()).Access;
        foreach (var path in (string[])["games", "games/none/events", "metrics"])
        {
            (await server.GetAsync($"/api/v1/admin/{path}", user)).Status.ShouldBe(403);
            (await server.GetAsync($"/api/v1/admin/{path}")).Status.ShouldBe(401);
        }
    }
}

public sealed class OperatorsViewOnSqliteTests(TestServer server) : OperatorsViewTests(server), IClassFixture<TestServer>;

public sealed class OperatorsViewOnPostgreSqlTests(PostgreSqlTestServer server) : OperatorsViewTests(server.OrSkip()), IClassFixture<PostgreSqlTestServer>;
