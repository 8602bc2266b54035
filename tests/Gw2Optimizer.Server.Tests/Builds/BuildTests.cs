using System.Text.Json;

namespace Gw2Optimizer.Server.Tests.Builds;

public abstract class BuildTests(TestServer server)
{
    private const string Three = """{"name":"Reset","profession":"guardian","specialization":"firebrand"}""";

    [Fact]
    public async Task Three_fields_make_a_build_with_the_usual_role_numbers_and_a_link()
    {
        var owner = await server.SignUpAsync();
        var answer = await server.PostAsync("/api/v1/builds", Three, owner.Access);
        answer.Status.ShouldBe(201, answer.Body);
        (answer.Text("profession"), answer.Text("specialization"), answer.Text("game_mode"), answer.Text("owner")).ShouldBe(("Guardian", "Firebrand", "zerg", owner.Name));
        answer.Text("role").ShouldNotBeEmpty();
        answer.Json.GetProperty("is_public").GetBoolean().ShouldBeFalse();
        answer.Json.GetProperty("stats").GetProperty("attributes").GetProperty("power").GetDouble().ShouldBe(1000);
        answer.Text("chat_code").ShouldStartWith("[&DQE");
        var path = $"/api/v1/builds/{answer.Text("id")}";
        (await server.GetAsync(path, owner.Access)).Body.ShouldBe(answer.Body);

        // What was read can be put back as it is.
        var put = await server.SendAsync("PUT", path, TestServer.Json(answer.Body), owner.Access);
        put.Status.ShouldBe(200);
        (await server.GetAsync(path, owner.Access)).Body.ShouldBe(put.Body);
    }

    [Fact]
    public async Task Equipment_counts_in_the_numbers()
    {
        var owner = await server.SignUpAsync();
        var body = """{"name":"a","profession":"Guardian","specialization":"Firebrand","equipment":[{"slot":"Helm","stat_id":161}]}""";
        var stats = (await server.PostAsync("/api/v1/builds", body, owner.Access)).Json.GetProperty("stats").GetProperty("attributes");
        stats.EnumerateObject().Where(attribute => attribute.Name is "power" or "precision" or "toughness" or "vitality").Sum(attribute => attribute.Value.GetDouble()).ShouldBeGreaterThan(4000);
    }

    [Theory]
    [InlineData("""{"name":"","profession":"Guardian","specialization":"Firebrand"}""", "name")]
    [InlineData("""{"name":"a","profession":"Gardian","specialization":"Firebrand"}""", "profession")]
    [InlineData("""{"name":"a","profession":"Guardian","specialization":"Tempest"}""", "specialization")]
    [InlineData("""{"name":"a","profession":"Guardian","specialization":"Firebrand","game_mode":"chess"}""", "game_mode")]
    [InlineData("""{"name":"a","profession":"Guardian","specialization":"Firebrand","role":"king"}""", "role")]
    [InlineData("""{"name":"a","profession":"Guardian","specialization":"Firebrand","trait_lines":[{"id":62}]}""", "trait_lines[0].id")]
    [InlineData("""{"name":"a","profession":"Guardian","specialization":"Firebrand","trait_lines":[{"id":42,"traits":[1]}]}""", "trait_lines[0].traits")]
    [InlineData("""{"name":"a","profession":"Guardian","specialization":"Firebrand","equipment":[{"slot":"Helm","stat_id":999999}]}""", "equipment[0].stat_id")]
    [InlineData("""{"name":"a","profession":"Guardian","specialization":"Firebrand","skills":[{"slot":"heal","id":1}]}""", "skills[0].id")]
    [InlineData("""{"name":"a","profession":"Guardian","specialization":"Firebrand","skills":[{"slot":"utility1","id":9102}]}""", "skills[0].slot")]
    [InlineData("""{"name":"a","profession":"Guardian","specialization":"Firebrand","equipment":[{"slot":"Hat"}]}""", "equipment[0].slot")]
    [InlineData("""{"name":"a","profession":"Guardian","specialization":"Firebrand","equipment":[{"slot":"Helm"},{"slot":"head"}]}""", "equipment[1].slot")]
    [InlineData("""{"name":"a","profession":"Guardian","specialization":"Firebrand","chat_code":"[&DQ]"}""", "chat_code")]
    [InlineData("""{"name":"a","profession":"Thief","chat_code":"[&DQMGOyYvRh4qDyoPhgCGABoblQEQGwcBCRuJAQAAAAAAAAAAAAAAAAAAAAACVQAzAAA=]"}""", "profession")]
    [InlineData("""{"name":"a","profession":"Guardian","specialization":"Firebrand","is_public":"yes"}""", "is_public")]
    [InlineData("""{"name":"a","profession":"Guardian","specialization":"Firebrand","source_url":"javascript:x"}""", "source_url")]
    public async Task What_is_wrong_is_named(string body, string field)
    {
        var owner = await server.SignUpAsync();
        var answer = await server.PostAsync("/api/v1/builds", body, owner.Access);
        (answer.Status, answer.Code).ShouldBe((422, "VALIDATION_ERROR"), answer.Body);
        answer.Field(field).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_games_link_makes_a_build_and_comes_back_byte_for_byte()
    {
        const string link = "[&DQMGOyYvRh4qDyoPhgCGABoblQEQGwcBCRuJAQAAAAAAAAAAAAAAAAAAAAACVQAzAAA=]";
        var owner = await server.SignUpAsync();
        var made = await server.PostAsync("/api/v1/builds/from-chat-code", JsonSerializer.Serialize(new { chat_code = link, name = "holo" }), owner.Access);
        made.Status.ShouldBe(201, made.Body);
        made.Text("profession").ShouldBe("Engineer");
        (await server.GetAsync($"/api/v1/builds/{made.Text("id")}/chat-code", owner.Access)).Text("chat_code").ShouldBe(link);

        var renamed = await server.SendAsync("PUT", $"/api/v1/builds/{made.Text("id")}", TestServer.Json("""{"name":"other"}"""), owner.Access);
        (renamed.Status, renamed.Text("name"), renamed.Text("chat_code")).ShouldBe((200, "other", link));
        (await server.PostAsync("/api/v1/builds/from-chat-code", """{"chat_code":"[&AgGlbQAA]"}""", owner.Access)).Status.ShouldBe(422);
    }

    [Fact]
    public async Task A_link_alone_says_profession_specialization_lines_and_skills()
    {
        var owner = await server.SignUpAsync();
        var made = await server.PostAsync("/api/v1/builds", """{"name":"  holo  ","chat_code":" [&DQMGOyYvRh4qDyoPhgCGABoblQEQGwcBCRuJAQAAAAAAAAAAAAAAAAAAAAACVQAzAAA=] "}""", owner.Access);
        (made.Status, made.Text("name"), made.Text("profession")).ShouldBe((201, "holo", "Engineer"), made.Body);
        made.Json.GetProperty("trait_lines").GetArrayLength().ShouldBe(3);
        made.Json.GetProperty("skills").GetArrayLength().ShouldBe(5);
    }

    [Theory]
    [InlineData("""{"name":"a","profession":"Guardian","specialization":"Firebrand"}""")]
    [InlineData("""{"name":"a","profession":"Guardian","specialization":"Zeal"}""")]
    [InlineData("""{"name":"a","profession":"Revenant","specialization":"Herald","skills":[{"slot":"heal","id":26937},{"slot":"utility2","id":28231},{"slot":"elite","id":28406}]}""")]
    public async Task What_a_builds_own_link_says_is_the_build(string body)
    {
        var owner = await server.SignUpAsync();
        var made = await server.PostAsync("/api/v1/builds", body, owner.Access);
        made.Status.ShouldBe(201, made.Body);
        var read = await server.PostAsync("/api/v1/builds/from-chat-code", JsonSerializer.Serialize(new { chat_code = made.Text("chat_code") }), owner.Access);
        (read.Status, read.Text("profession"), read.Text("specialization")).ShouldBe((201, made.Text("profession"), made.Text("specialization")));
        read.Json.GetProperty("skills").ToString().ShouldBe(made.Json.GetProperty("skills").ToString());
    }

    [Fact]
    public async Task Six_runes_are_a_set_and_fewer_are_named_as_not_counted()
    {
        const int scholar = 24836;
        var owner = await server.SignUpAsync();
        var without = await StatsAsync(0);
        var five = await StatsAsync(5);
        var six = await StatsAsync(6);
        PowerOf(five).ShouldBe(PowerOf(without));
        PowerOf(six).ShouldBeGreaterThan(PowerOf(without));
        NotCounted(five).ShouldContain(reason => reason.Contains("in 5 of 6 pieces", StringComparison.Ordinal));
        NotCounted(six).ShouldNotContain(reason => reason.Contains("pieces", StringComparison.Ordinal));
        NotCounted(await StatsOfAsync("""{"slot":"Helm","stat_id":161,"upgrade_ids":[1]}""")).ShouldContain("Helm: upgrade 1 is not in the catalogue");

        Task<JsonElement> StatsAsync(int runes) => StatsOfAsync(string.Join(',', ((string[])["Helm", "Shoulders", "Coat", "Gloves", "Leggings", "Boots"])
            .Select((slot, place) => $$"""{"slot":"{{slot}}","stat_id":161,"upgrade_ids":[{{(place < runes ? scholar : "")}}]}""")));
        async Task<JsonElement> StatsOfAsync(string equipment) =>
            (await server.PostAsync("/api/v1/builds", $$"""{"name":"a","profession":"Guardian","specialization":"Firebrand","equipment":[{{equipment}}]}""", owner.Access)).Json.GetProperty("stats");
        static double PowerOf(JsonElement stats) => stats.GetProperty("attributes").GetProperty("power").GetDouble();
        static IEnumerable<string> NotCounted(JsonElement stats) => stats.GetProperty("not_counted").EnumerateArray().Select(reason => reason.GetString()!);
    }

    [Fact]
    public async Task Changes_of_different_fields_at_once_all_stay()
    {
        var owner = await server.SignUpAsync();
        var id = (await server.PostAsync("/api/v1/builds", Three, owner.Access)).Text("id");
        string[] fields = ["name", "description", "playstyle", "source_url"];
        for (var round = 0; round < 10; round++)
        {
            var text = $"https://example.org/{round}";
            var changes = await Task.WhenAll(fields.Select(field => server.SendAsync("PUT", $"/api/v1/builds/{id}", TestServer.Json($$"""{"{{field}}":"{{text}}"}"""), owner.Access)));
            changes.ShouldAllBe(change => change.Status == 200);
            var now = await server.GetAsync($"/api/v1/builds/{id}", owner.Access);
            fields.Select(now.Text).ShouldAllBe(kept => kept == text);
        }
    }

    [Fact]
    public async Task What_is_wrong_with_a_change_is_told_before_that_there_is_nothing_to_change()
    {
        var owner = await server.SignUpAsync();
        (await server.SendAsync("PUT", $"/api/v1/builds/{Guid.NewGuid()}", TestServer.Json("""{"name":""}"""), owner.Access)).Field("name").ShouldNotBeEmpty();
        (await server.SendAsync("PUT", $"/api/v1/builds/{Guid.NewGuid()}", TestServer.Json("""{"name":"a"}"""), owner.Access)).Code.ShouldBe("BUILD_NOT_FOUND");
        (await server.SendAsync("PUT", $"/api/v1/teams/{Guid.NewGuid()}", TestServer.Json("""{"size":51}"""), owner.Access)).Field("size").ShouldNotBeEmpty();
        (await server.SendAsync("PUT", $"/api/v1/teams/{Guid.NewGuid()}", TestServer.Json("{}"), owner.Access)).Code.ShouldBe("TEAM_NOT_FOUND");
    }

    [Fact]
    public async Task Lists_are_newest_first_with_a_total_and_filters()
    {
        var owner = await server.SignUpAsync();
        foreach (var i in Enumerable.Range(0, 5))
        {
            await server.PostAsync("/api/v1/builds", $$"""{"name":"b{{i}}","profession":"Guardian","specialization":"Firebrand","game_mode":"{{(i < 3 ? "raid" : "zerg")}}"}""", owner.Access);
        }

        var page = await server.GetAsync("/api/v1/builds?skip=1&limit=2", owner.Access);
        page.Header("X-Total-Count").ShouldBe("5");
        page.Json.EnumerateArray().Select(build => build.GetProperty("name").GetString()).ShouldBe(["b3", "b2"]);
        (await server.GetAsync("/api/v1/builds?game_mode=raids", owner.Access)).Json.GetArrayLength().ShouldBe(3);
        foreach (var wrong in (string[])["limit=0", "limit=101", "limit=5%00", "skip=%00", "skip=-1", "limit="])
        {
            (await server.GetAsync($"/api/v1/builds?{wrong}", owner.Access)).Status.ShouldBe(422, wrong);
        }
    }

    [Fact]
    public async Task Null_clears_what_may_be_absent_and_a_profession_stays()
    {
        var owner = await server.SignUpAsync();
        var id = (await server.PostAsync("/api/v1/builds", """{"name":"a","profession":"Guardian","specialization":"Firebrand","description":"x"}""", owner.Access)).Text("id");
        (await Put("""{"description":null}""")).Json.GetProperty("description").ValueKind.ShouldBe(JsonValueKind.Null);
        (await Put("""{"is_public":null}""")).Field("is_public").ShouldNotBeEmpty();
        (await Put("""{"profession":"Thief"}""")).Field("profession").ShouldNotBeEmpty();

        Task<Answer> Put(string body) => server.SendAsync("PUT", $"/api/v1/builds/{id}", TestServer.Json(body), owner.Access);
    }

    [Fact]
    public async Task A_public_build_is_read_by_everybody_and_shows_a_name_only()
    {
        var owner = await server.SignUpAsync();
        var id = (await server.PostAsync("/api/v1/builds", """{"name":"a","profession":"Thief","specialization":"Daredevil","is_public":true}""", owner.Access)).Text("id");
        var seen = await server.GetAsync($"/api/v1/builds/{id}");
        (seen.Status, seen.Text("owner")).ShouldBe((200, owner.Name));
        seen.Json.GetProperty("user_id").ValueKind.ShouldBe(JsonValueKind.Null);
        (await server.GetAsync("/api/v1/builds/public/all?limit=100")).Json.EnumerateArray().Select(build => build.GetProperty("id").GetString()).ShouldContain(id);
    }

    [Fact]
    public async Task Guests_make_twenty_builds_and_none_public()
    {
        var guest = (await server.SendAsync("POST", "/api/v1/auth/guest")).Text("access_token");
        (await server.PostAsync("/api/v1/builds", """{"name":"a","profession":"Thief","specialization":"Daredevil","is_public":true}""", guest)).Status.ShouldBe(403);
        var made = await Task.WhenAll(Enumerable.Range(0, 22).Select(_ => server.PostAsync("/api/v1/builds", Three, guest)));
        made.Count(answer => answer.Status == 201).ShouldBe(20);
        made.Where(answer => answer.Status != 201).ShouldAllBe(answer => answer.Status == 409 && answer.Code == "QUOTA");
    }
}

public sealed class BuildsOnSqliteTests(TestServer server) : BuildTests(server), IClassFixture<TestServer>;

public sealed class BuildsOnPostgreSqlTests(PostgreSqlTestServer server) : BuildTests(server.OrSkip()), IClassFixture<PostgreSqlTestServer>;
