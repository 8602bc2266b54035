using System.Text.Json;
using Gw2Optimizer.Server.Tests.Games;

namespace Gw2Optimizer.Server.Tests.Advice;

public sealed class ComposeTests : IAsyncLifetime
{
    private TestServer server = null!;
    private string token = "";

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(("AI_RATE_LIMIT_PER_MINUTE", "1000"), ("AI_RATE_LIMIT_PER_HOUR", "1000"));
        token = (await server.SignUpAsync()).Access;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Every_size_gets_a_squad_of_exactly_that_size()
    {
        for (var size = 1; size <= 50; size++)
        {
            var answer = await server.ComposeAsync(token, $$"""{"game_mode":"zerg","team_size":{{size}}}""");
            answer.ShouldBeASquadOf(size);
            (answer.Source(), answer.Reason()).ShouldBe(("solver", "no_key"));
        }
    }

    [Theory]
    [InlineData("zerg", "zerg", 50)]
    [InlineData("WvW", "zerg", 50)]
    [InlineData("raid_guild", "raid_guild", 25)]
    [InlineData("raids", "raid", 10)]
    [InlineData("strike", "strike", 10)]
    [InlineData("fractal", "fractal", 5)]
    [InlineData("Open World", "open_world", 5)]
    [InlineData("roaming", "roaming", 5)]
    [InlineData("pvp", "spvp", 5)]
    public async Task A_mode_has_its_usual_size(string written, string mode, int size)
    {
        var answer = await server.ComposeAsync(token, $$"""{"game_mode":"{{written}}"}""");
        answer.ShouldBeASquadOf(size);
        answer.Text("game_mode").ShouldBe(mode);
        var coverage = answer.Json.GetProperty("coverage");
        coverage.GetProperty("subgroups").GetArrayLength().ShouldBe((size + 4) / 5);
        coverage.GetProperty("subgroups")[0].EnumerateObject().ShouldAllBe(share => share.Value.GetDouble() >= 0 && share.Value.GetDouble() <= 1);
    }

    [Theory]
    [InlineData("""{"game_mode":"fractal"}""")]
    [InlineData("""{"game_mode":"raid","locked":[{"profession":"Thief","specialization":"Core"}]}""")]
    public async Task Every_build_of_a_squad_can_be_stored(string wish)
    {
        var builds = (await server.ComposeAsync(token, wish)).Json.GetProperty("builds").EnumerateArray().ToList();
        builds.ShouldNotBeEmpty();
        foreach (var build in builds)
        {
            var body = JsonSerializer.Serialize(new { name = "composed", profession = build.Word("profession"), specialization = build.Word("specialization"), role = build.Word("role") });
            var stored = await server.PostAsync("/api/v1/builds", body, token);
            stored.Status.ShouldBe(201, stored.Body);
            stored.Text("specialization").ShouldBe(build.Word("specialization"));
        }
    }

    [Fact]
    public async Task The_same_request_has_the_same_squad()
    {
        const string Wish = """{"game_mode":"raid","locked":[{"profession":"Mesmer","specialization":"Chronomancer"}]}""";
        (await server.ComposeAsync(token, Wish)).Squad().ShouldBe((await server.ComposeAsync(token, Wish)).Squad());
    }

    [Fact]
    public async Task A_pool_locked_members_and_preferences_hold()
    {
        var answer = await server.ComposeAsync(token, """
            {"game_mode":"zerg","team_size":10,
             "pool":[{"profession":"Guardian","specialization":"Firebrand","max":4},{"profession":"Necromancer","max":4},{"profession":"Engineer"}],
             "locked":[{"profession":"Necromancer","specialization":"Reaper","role":"dps","count":2}],
             "preferences":{"roles":{"heal":1},"avoid":["Harbinger"]}}
            """);
        answer.ShouldBeASquadOf(10);
        var members = answer.Json.GetProperty("subgroups").EnumerateArray().SelectMany(subgroup => subgroup.GetProperty("members").EnumerateArray()).ToList();
        members.ShouldAllBe(member => member.Word("profession") == "Necromancer" || member.Word("profession") == "Engineer" || member.Word("specialization") == "Firebrand");
        members.Count(member => member.Word("specialization") == "Firebrand").ShouldBeLessThanOrEqualTo(4);
        members.Count(member => member.Word("profession") == "Necromancer").ShouldBeLessThanOrEqualTo(4);
        members.Count(member => member.Word("specialization") == "Reaper").ShouldBeGreaterThanOrEqualTo(2);
        members.Count(member => member.Word("role") == "healer").ShouldBeGreaterThanOrEqualTo(1);
        members.ShouldNotContain(member => member.Word("specialization") == "Harbinger");
    }

    [Theory]
    [InlineData("""{}""", "game_mode")]
    [InlineData("""{"game_mode":null}""", "game_mode")]
    [InlineData("""{"game_mode":"zrg"}""", "game_mode")]
    [InlineData("""{"game_mode":"zerg","team_size":0}""", "team_size")]
    [InlineData("""{"game_mode":"zerg","team_size":51}""", "team_size")]
    [InlineData("""{"game_mode":"zerg","team_size":1000000000}""", "team_size")]
    [InlineData("""{"game_mode":"zerg","team_size":5,"size":6}""", "size")]
    [InlineData("""{"game_mode":"zerg","pool":7}""", "pool")]
    [InlineData("""{"game_mode":"zerg","pool":[]}""", "pool")]
    [InlineData("""{"game_mode":"zerg","pool":[7]}""", "pool[0]")]
    [InlineData("""{"game_mode":"zerg","pool":[{"profession":"Bard"}]}""", "pool[0].profession")]
    [InlineData("""{"game_mode":"zerg","pool":[{"profession":"Guardian","max":0}]}""", "pool[0].max")]
    [InlineData("""{"game_mode":"zerg","pool":[{"profession":"Guardian","specialization":"Reaper"}]}""", "pool[0].specialization")]
    [InlineData("""{"game_mode":"zerg","locked":[{"role":"healer"}]}""", "locked[0]")]
    [InlineData("""{"game_mode":"zerg","locked":[{"profession":"\ud800"}]}""", "locked[0].profession")]
    [InlineData("""{"game_mode":"zerg","preferences":{"roles":{"bard":1}}}""", "preferences.roles.bard")]
    [InlineData("""{"game_mode":"zerg","preferences":{"roles":{"healer":1e9}}}""", "preferences.roles.healer")]
    [InlineData("""{"game_mode":"zerg","preferences":{"avoid":["Skald"]}}""", "preferences.avoid[0]")]
    [InlineData("""{"game_mode":"zerg","preferences":[]}""", "preferences")]
    public async Task What_is_wrong_is_named(string wish, string field)
    {
        var answer = await server.ComposeAsync(token, wish);
        (answer.Status, answer.Code).ShouldBe((422, "VALIDATION_ERROR"), answer.Body);
        answer.Field(field).ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task Too_small_a_pool_is_told_as_such()
    {
        var answer = await server.ComposeAsync(token, """{"game_mode":"raid","pool":[{"profession":"Guardian","max":3},{"profession":"Thief","max":4}]}""");
        (answer.Status, answer.Code).ShouldBe((422, "POOL_TOO_SMALL"), answer.Body);
        answer.Field("pool").ShouldContain("7 of 10");
    }

    [Fact]
    public async Task Wishes_that_exclude_each_other_are_told_together()
    {
        var answer = await server.ComposeAsync(token, """
            {"game_mode":"fractal","locked":[{"profession":"Guardian","specialization":"Firebrand","count":3}],"preferences":{"avoid":["Firebrand"],"roles":{"dps":1}}}
            """);
        (answer.Status, answer.Code).ShouldBe((422, "NO_SOLUTION"), answer.Body);
        answer.Json.GetProperty("fields").EnumerateObject().Select(field => field.Name).ShouldBe(["locked[0]", "preferences.avoid[0]"], ignoreOrder: true);
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_gets_nothing() => (await server.PostAsync("/api/v1/ai/compose-team", """{"game_mode":"zerg"}""")).Status.ShouldBe(401);

    [Fact]
    public async Task Advice_has_a_limit_of_its_own()
    {
        await using var own = await TestServer.StartAsync();
        var signedIn = (await own.SignUpAsync()).Access;
        for (var i = 0; i < 30; i++)
        {
            (await own.PostAsync("/api/v1/ai/analyze-synergy", """{"profession1":"Guardian","profession2":"Warrior"}""", signedIn)).Status.ShouldBe(200);
        }

        var refused = await own.ComposeAsync(signedIn);
        (refused.Status, refused.Code).ShouldBe((429, "RATE_LIMITED"));
        (await own.GetAsync("/api/v1/auth/me", signedIn)).Status.ShouldBe(200);
    }
}
