using System.Text.Json;

namespace Gw2Optimizer.Server.Tests.Games;

public abstract class CreatingGamesTests(TestServer server)
{
    [Fact]
    public async Task A_created_game_has_every_field()
    {
        var blue = await server.NewPlayerAsync();
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var answer = await server.CreateAsync(blue);
        answer.Status.ShouldBe(201, answer.Body);
        var game = answer.Json;
        Guid.TryParse(game.Word("id"), out _).ShouldBeTrue();
        (game.Word("kind"), game.Word("status"), game.Number("head")).ShouldBe(("draft", "waiting", 1));
        game.GetProperty("seats").EnumerateArray().Select(seat => (seat.Word("seat"), seat.Word("userId"), seat.Word("username")))
            .ShouldBe([("blue", blue.Id, blue.Name), ("red", null, null)]);
        game.Number("createdAt").ShouldBeInRange(before - 1_000, before + 5_000);

        var timer = game.GetProperty("timer");
        (timer.Word("preset"), timer.Number("totalMs"), timer.Number("incrementMs"), timer.Number("delayMs")).ShouldBe(("normal", 600_000, 1_000, 0));
        (timer.Word("active"), timer.GetProperty("running").GetBoolean(), timer.Number("sequence"), timer.Number("delayLeftMs")).ShouldBe((null, false, 1, 0));
        (timer.At("remainingMs").Number("blue"), timer.At("remainingMs").Number("red")).ShouldBe((600_000, 600_000));
        timer.Number("asOf").ShouldBeInRange(before - 1_000, before + 5_000);

        var state = game.GetProperty("state");
        (state.Word("format"), state.Number("step"), state.GetProperty("result").ValueKind).ShouldBe(("duel-5", 0, JsonValueKind.Null));
        (state.At("next").Word("seat"), state.At("next").Word("action")).ShouldBe(("blue", "ban"));
        foreach (var seat in (string[])["blue", "red"])
        {
            state.At("bans", seat).GetArrayLength().ShouldBe(0);
            state.At("picks", seat).GetArrayLength().ShouldBe(0);
        }

        state.GetProperty("available").Words().ShouldContain("Firebrand");
        state.GetProperty("available").Words().ShouldBeUnique();
        game.At("options").GetProperty("public").GetBoolean().ShouldBeTrue();
        (await server.GameAsync(blue, game.Word("id")!)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_first_event_of_a_game_is_its_creator_joining()
    {
        var blue = await server.NewPlayerAsync();
        var id = await server.CreatedAsync(blue);
        var joined = (await server.LogAsync(blue, id)).ShouldHaveSingleItem();
        (joined.Word("gameId"), joined.Number("sequence"), joined.Type(), joined.Word("userId"), joined.At("data").Word("seat")).ShouldBe((id, 1, "joined", blue.Id, "blue"));
    }

    [Fact]
    public async Task The_creator_may_ask_for_the_other_seat()
    {
        var red = await server.NewPlayerAsync();
        var blue = await server.NewPlayerAsync();
        var game = (await server.CreateAsync(red, """{"kind":"draft","seat":"red"}""")).Json;
        game.GetProperty("seats").EnumerateArray().Select(seat => seat.Word("userId")).ShouldBe([null, red.Id]);
        var joined = (await server.JoinAsync(blue, game.Word("id")!)).Json;
        joined.Word("status").ShouldBe("running");
        joined.GetProperty("seats").EnumerateArray().Select(seat => seat.Word("userId")).ShouldBe([blue.Id, red.Id]);
    }

    [Fact]
    public async Task Options_come_back_as_asked_for()
    {
        var player = await server.NewPlayerAsync();
        var body = $$$"""{"kind":"draft","timeControl":{"preset":"custom","totalMs":1000,"incrementMs":60000,"delayMs":60000},"options":{"format":"duel-10","public":false,"blindBans":true,"pool":{{{await PoolAsync(28)}}}}}""";
        var game = await server.CreateAsync(player, body);
        game.Status.ShouldBe(201, game.Body);
        game.Json.At("options", "format").GetString().ShouldBe("duel-10");
        game.Json.At("state", "format").GetString().ShouldBe("duel-10");
        game.Json.At("options", "public").GetBoolean().ShouldBeFalse();
        game.Json.At("options", "blindBans").GetBoolean().ShouldBeTrue();
        game.Json.At("state", "available").Words().Order().ShouldBe(JsonElement.Parse(await PoolAsync(28)).Words().Order());
        var timer = game.Json.GetProperty("timer");
        (timer.Word("preset"), timer.Number("totalMs"), timer.Number("incrementMs"), timer.Number("delayMs")).ShouldBe(("custom", 1_000, 60_000, 60_000));
    }

    [Theory]
    [InlineData("blitz", 180_000, 0)]
    [InlineData("normal", 600_000, 1_000)]
    [InlineData("long", 1_200_000, 2_000)]
    public async Task A_preset_sets_the_clock_and_may_be_told_with_its_numbers(string preset, long totalMs, long incrementMs)
    {
        foreach (var numbers in (string[])["", $",\"totalMs\":{totalMs},\"incrementMs\":{incrementMs},\"delayMs\":0"])
        {
            var timer = (await server.CreateAsync(await server.NewGuestAsync(), $$$"""{"kind":"draft","timeControl":{"preset":"{{{preset}}}"{{{numbers}}}}}""")).Json.GetProperty("timer");
            (timer.Word("preset"), timer.Number("totalMs"), timer.Number("incrementMs"), timer.Number("delayMs")).ShouldBe((preset, totalMs, incrementMs, 0));
            (timer.At("remainingMs").Number("blue"), timer.At("remainingMs").Number("red")).ShouldBe((totalMs, totalMs));
        }
    }

    [Theory]
    [InlineData("1000", "0", "0")]
    [InlineData("10800000", "60000", "60000")]
    [InlineData("5000.0", "1", "1")]
    public async Task A_custom_clock_within_its_ranges_is_taken(string totalMs, string incrementMs, string delayMs) =>
        (await server.CreateAsync(await server.NewGuestAsync(), Custom(totalMs, incrementMs, delayMs))).Status.ShouldBe(201);

    [Fact]
    public async Task Any_other_time_control_is_refused()
    {
        var player = await server.NewGuestAsync();
        string[] bad =
        [
            "\"blitz\"", "5", "[]", "{}", "true", """{"preset":"Blitz"}""", """{"preset":"bullet"}""", """{"preset":""}""", """{"preset":null}""", """{"preset":5}""", """{"preset":"custom"}""",
            """{"totalMs":5000,"incrementMs":0,"delayMs":0}""", """{"preset":"blitz","totalMs":5000}""", """{"preset":"normal","delayMs":"0"}""",
        ];
        foreach (var control in bad)
        {
            await RefusedAsync($$"""{"kind":"draft","timeControl":{{control}}}""", control);
        }

        (string, string, string)[] customs =
        [
            ("999", "0", "0"), ("10800001", "0", "0"), ("0", "0", "0"), ("-1000", "0", "0"), ("1000.5", "0", "0"), ("\"5000\"", "0", "0"), ("null", "0", "0"), ("1e99", "0", "0"), ("9223372036854775808", "0", "0"),
            ("5000", "-1", "0"), ("5000", "60001", "0"), ("5000", "\"0\"", "0"), ("5000", "0.5", "0"), ("5000", "0", "-1"), ("5000", "0", "60001"), ("5000", "0", "[]"),
        ];
        foreach (var (totalMs, incrementMs, delayMs) in customs)
        {
            var body = Custom(totalMs, incrementMs, delayMs);
            await RefusedAsync(body, body);
        }

        async Task RefusedAsync(string body, string what)
        {
            var answer = await server.CreateAsync(player, body);
            (answer.Status, answer.Status == 422 ? answer.Code : answer.Body).ShouldBe((422, "VALIDATION_ERROR"), what);
            answer.Json.GetProperty("fields").EnumerateObject().ShouldAllBe(field => field.Name.StartsWith("timeControl"), what);
        }
    }

    [Theory]
    [InlineData("""{}""", "kind")]
    [InlineData("""{"kind":null}""", "kind")]
    [InlineData("""{"kind":5}""", "kind")]
    [InlineData("""{"kind":"chess"}""", "kind")]
    [InlineData("""{"kind":"inbox"}""", "kind")]
    [InlineData("""[]""", "body")]
    [InlineData("""null""", "body")]
    [InlineData("", "body")]
    [InlineData("""{"kind":"draft","seat":"green"}""", "seat")]
    [InlineData("""{"kind":"draft","seat":1}""", "seat")]
    [InlineData("""{"kind":"draft","opponent":7}""", "opponent")]
    [InlineData("""{"kind":"draft","opponent":"nobody_at_all"}""", "opponent")]
    [InlineData("""{"kind":"draft","opponent":"6b7e3d5e-0f3e-4f4e-8f6e-000000000000"}""", "opponent")]
    [InlineData("""{"kind":"draft","options":7}""", "options")]
    [InlineData("""{"kind":"draft","options":[]}""", "options")]
    [InlineData("""{"kind":"draft","options":{"format":"duel-6"}}""", "options.format")]
    [InlineData("""{"kind":"draft","options":{"format":5}}""", "options.format")]
    [InlineData("""{"kind":"draft","options":{"public":"yes"}}""", "options.public")]
    [InlineData("""{"kind":"draft","options":{"blindBans":1}}""", "options.blindBans")]
    [InlineData("""{"kind":"draft","options":{"pool":"Firebrand"}}""", "options.pool")]
    [InlineData("""{"kind":"draft","options":{"pool":["Firebrand","firebrand"]}}""", "options.pool[1]")]
    [InlineData("""{"kind":"draft","options":{"pool":[7]}}""", "options.pool[0]")]
    [InlineData("""{"kind":"draft","options":{"pool":["Firebrand","Scrapper","Nobody"]}}""", "options.pool[2]")]
    [InlineData("""{"kind":"squad","timeControl":{"preset":"blitz"}}""", "timeControl")]
    [InlineData("""{"kind":"squad","seat":"member-1"}""", "seat")]
    [InlineData("""{"kind":"squad","seat":"member-51"}""", "seat")]
    [InlineData("""{"kind":"squad","options":{"mode":"golf"}}""", "options.mode")]
    [InlineData("""{"kind":"squad","options":{"size":0}}""", "options.size")]
    [InlineData("""{"kind":"squad","options":{"size":51}}""", "options.size")]
    [InlineData("""{"kind":"squad","options":{"public":1}}""", "options.public")]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        var answer = await server.CreateAsync(await server.NewGuestAsync(), body);
        answer.Status.ShouldBe(422, answer.Body);
        answer.Code.ShouldBe("VALIDATION_ERROR");
        answer.Field(field).ShouldNotBeNullOrWhiteSpace();
        answer.Text("detail").ShouldNotBeNullOrWhiteSpace();
        answer.Text("correlation_id").ShouldBe(answer.Header("X-Request-ID"));
    }

    [Fact]
    public async Task Text_that_is_no_json_is_400()
    {
        var answer = await server.CreateAsync(await server.NewGuestAsync(), "{");
        (answer.Status, answer.Code).ShouldBe((400, "MALFORMED_JSON"));
    }

    [Theory]
    [InlineData("duel-5", 13, 422)]
    [InlineData("duel-5", 14, 201)]
    [InlineData("duel-10", 27, 422)]
    [InlineData("duel-10", 28, 201)]
    public async Task A_format_needs_a_pool_that_fills_it(string format, int size, int status)
    {
        var answer = await server.CreateAsync(await server.NewGuestAsync(), $$$"""{"kind":"draft","options":{"format":"{{{format}}}","pool":{{{await PoolAsync(size)}}}}}""");
        answer.Status.ShouldBe(status, answer.Body);
        if (status == 422)
        {
            answer.Code.ShouldBe("POOL_TOO_SMALL");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_opponent_is_named_by_id_or_by_name_and_has_the_seat_kept(bool byName)
    {
        var blue = await server.NewPlayerAsync();
        var red = await server.NewPlayerAsync();
        var third = await server.NewPlayerAsync();
        var id = await server.CreatedAsync(blue, $$"""{"kind":"draft","opponent":"{{(byName ? red.Name.ToUpperInvariant() : red.Id)}}"}""");

        var refused = await server.JoinAsync(third, id);
        refused.Status.ShouldBe(409, refused.Body);
        refused.Code.ShouldBeOneOf("GAME_FULL", "SEAT_TAKEN");
        (await server.GameAsync(blue, id)).Json.Number("head").ShouldBe(1);

        var joined = await server.JoinAsync(red, id);
        (joined.Status, joined.Text("status")).ShouldBe((200, "running"));
        joined.Json.GetProperty("seats")[1].Word("userId").ShouldBe(red.Id);
    }

    [Fact]
    public async Task Nobody_is_their_own_opponent()
    {
        var player = await server.NewPlayerAsync();
        foreach (var self in (string[])[player.Id, player.Name])
        {
            var answer = await server.CreateAsync(player, $$"""{"kind":"draft","opponent":"{{self}}"}""");
            answer.Status.ShouldBe(422, answer.Body);
            answer.Field("opponent").ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Fact]
    public async Task The_two_hundred_and_first_open_game_is_over_the_quota()
    {
        var player = await server.NewPlayerAsync();
        var first = await server.CreatedAsync(player);
        for (var made = 1; made < 200; made++)
        {
            await server.CreatedAsync(player);
        }

        var refused = await server.CreateAsync(player);
        (refused.Status, refused.Code).ShouldBe((409, "QUOTA"));
        refused.Text("correlation_id").ShouldBe(refused.Header("X-Request-ID"));

        await server.JoinAsync(await server.NewPlayerAsync(), first);
        await using (var socket = await server.JoinedAsync(player, first))
        {
            await socket.AcceptedAsync("resign", new { });
        }

        await server.CreatedAsync(player);
    }

    [Fact]
    public async Task Without_a_sign_in_nothing_is_created_joined_or_listed()
    {
        var id = await server.CreatedAsync(await server.NewGuestAsync());
        Answer[] answers =
        [
            await server.PostAsync("/api/v1/games", GameCalls.Draft), await server.PostAsync($"/api/v1/games/{id}/join", "{}"), await server.GetAsync("/api/v1/games"),
            await server.PostAsync("/api/v1/games", GameCalls.Draft, "garbage"),
        ];
        foreach (var answer in answers)
        {
            (answer.Status, answer.Code).ShouldBe((401, "UNAUTHORIZED"));
            answer.Header("WWW-Authenticate").ShouldStartWith("Bearer");
        }
    }

    private static string Custom(string totalMs, string incrementMs, string delayMs) =>
        $$$"""{"kind":"draft","timeControl":{"preset":"custom","totalMs":{{{totalMs}}},"incrementMs":{{{incrementMs}}},"delayMs":{{{delayMs}}}}}""";

    /// <summary>The first names that the server itself offers, as a JSON array.</summary>
    private async Task<string> PoolAsync(int size)
    {
        var game = await server.CreateAsync(await server.NewGuestAsync());
        return JsonSerializer.Serialize(game.Json.At("state", "available").Words().Order().Take(size));
    }
}

public sealed class CreatingGamesOnSqliteTests(TestServer server) : CreatingGamesTests(server), IClassFixture<TestServer>;

public sealed class CreatingGamesOnPostgreSqlTests(PostgreSqlTestServer server) : CreatingGamesTests(server.OrSkip()), IClassFixture<PostgreSqlTestServer>;
