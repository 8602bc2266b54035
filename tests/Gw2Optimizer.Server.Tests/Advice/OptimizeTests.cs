using System.Text.Json;
using Gw2Optimizer.Combat.Catalogue;

namespace Gw2Optimizer.Server.Tests.Advice;

public sealed class OptimizeTests : IAsyncLifetime
{
    private static readonly int Soldier = GameCatalogue.Shipped.Prefixes.Get("Soldier").Id;
    private static readonly int Scholar = GameCatalogue.Shipped.Runes.Get("Scholar").Id;

    private static readonly string[] Armor = ["Helm", "Shoulders", "Coat", "Gloves", "Leggings", "Boots"];
    private static readonly string[] Others = ["Backpack", "Amulet", "Ring1", "Ring2", "Accessory1", "Accessory2", "WeaponA1"];

    private TestServer server = null!;
    private string token = "";

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(("AI_RATE_LIMIT_PER_MINUTE", "1000"));
        token = (await server.SignUpAsync()).Access;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Gear_for_damage_is_found_proven_and_each_change_told()
    {
        var answer = await OptimizeAsync(new { build = Build("dps"), game_mode = "raid" });
        answer.Status.ShouldBe(200, answer.Body);
        var (before, after) = (answer.Json.GetProperty("before"), answer.Json.GetProperty("after"));
        Score(after).ShouldBeGreaterThan(Score(before));
        Score(after).ShouldBe(answer.Json.GetProperty("score").GetDouble(), 1e-6);
        answer.Json.GetProperty("bound").GetDouble().ShouldBeGreaterThanOrEqualTo(answer.Json.GetProperty("score").GetDouble());
        answer.Json.GetProperty("proven_optimal").GetBoolean().ShouldBeTrue();
        before.GetProperty("equipment").GetArrayLength().ShouldBe(14);
        after.GetProperty("equipment").EnumerateArray().Select(piece => piece.GetProperty("slot").GetString()).ShouldContain("MainHand");
        answer.Json.GetProperty("changes").EnumerateArray().ShouldContain(change => change.GetProperty("slot").GetString() == "Helm" && change.GetProperty("from").GetString() == "Soldier");
        after.GetProperty("stats").GetProperty("damage").GetDouble().ShouldBeGreaterThan(before.GetProperty("stats").GetProperty("damage").GetDouble());
        (answer.Text("source"), answer.Text("reason"), answer.Text("objective")).ShouldBe(("solver", "no_key", "damage"));
        answer.Json.GetProperty("explanation").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("dps", "damage")]
    [InlineData("condi_dps", "condi")]
    [InlineData("healer", "support")]
    [InlineData("tank", "survive")]
    [InlineData("strip", "balanced")]
    public async Task The_role_decides_what_gear_is_for(string role, string objective)
    {
        foreach (var mode in (string[])["zerg", "fractal", "spvp"])
        {
            var answer = await OptimizeAsync(new { build = Build(role), game_mode = mode });
            (answer.Status, answer.Text("objective")).ShouldBe((200, objective), answer.Body);
            Score(answer.Json.GetProperty("after")).ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public async Task A_build_without_equipment_gets_all_of_it()
    {
        var answer = await OptimizeAsync(new { build = new { profession = "guardian", specialization = "Zeal" }, game_mode = "zerg", objective = "Survive" });
        answer.Status.ShouldBe(200, answer.Body);
        answer.Json.GetProperty("before").GetProperty("equipment").GetArrayLength().ShouldBe(0);
        answer.Json.GetProperty("changes").GetArrayLength().ShouldBe(14);
    }

    [Fact]
    public async Task What_is_to_be_kept_stays_and_what_is_to_be_reached_is_reached()
    {
        var answer = await OptimizeAsync(new
        {
            build = Build("healer"),
            game_mode = "zerg",
            constraints = new { min = new { boon_duration = 0.5, toughness = 1300, health = 15000 }, max = new { toughness = 1900 }, keep = (string[])["helm", "Rune", "weapon_a1"] },
        });
        answer.Status.ShouldBe(200, answer.Body);
        var after = answer.Json.GetProperty("after");
        var stats = after.GetProperty("stats");
        stats.GetProperty("boon_duration").GetDouble().ShouldBeGreaterThanOrEqualTo(0.5 - 1e-6);
        stats.GetProperty("toughness").GetDouble().ShouldBeInRange(1300, 1900);
        stats.GetProperty("health").GetDouble().ShouldBeGreaterThanOrEqualTo(15000);
        Worn(after, "Helm").ShouldBe("Soldier");
        Worn(after, "MainHand").ShouldBe("Soldier");
        Worn(after, "Rune").ShouldContain("Scholar");
    }

    [Fact]
    public async Task Constraints_that_no_gear_keeps_are_told_with_their_conflict()
    {
        var answer = await OptimizeAsync(new { build = Build("dps"), game_mode = "zerg", constraints = new { min = new { toughness = 2600, power = 3250, boon_duration = 0.01 }, max = new { toughness = 2700 } } });
        (answer.Status, answer.Code).ShouldBe((422, "NO_SOLUTION"), answer.Body);
        answer.Json.GetProperty("fields").EnumerateObject().Select(field => field.Name).ShouldBe(["constraints.min.toughness", "constraints.min.power"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("""{"game_mode":"zerg"}""", "build_id")]
    [InlineData("""{"game_mode":"zerg","build_id":"x","build":{"profession":"Guardian","specialization":"Firebrand"}}""", "build_id")]
    [InlineData("""{"build":{"profession":"Guardian","specialization":"Firebrand"}}""", "game_mode")]
    [InlineData("""{"game_mode":"zerg","build":{"profession":"Guardian"}}""", "build.specialization")]
    [InlineData("""{"game_mode":"zerg","build":{"profession":"Guardian","specialization":"Reaper"}}""", "build.specialization")]
    [InlineData("""{"game_mode":"zerg","build":{"profession":"Guardian","specialization":"Firebrand","role":"bard"}}""", "build.role")]
    [InlineData("""{"game_mode":"zerg","build":{"profession":"Guardian","specialization":"Firebrand","trait_lines":[{"id":34}]}}""", "build.trait_lines[0].id")]
    [InlineData("""{"game_mode":"zerg","build":{"profession":"Guardian","specialization":"Firebrand","equipment":[{"slot":"Helm","stat_id":1}]}}""", "build.equipment[0].stat_id")]
    [InlineData("""{"game_mode":"zerg","objective":"fun","build":{"profession":"Guardian","specialization":"Firebrand"}}""", "objective")]
    [InlineData("""{"game_mode":"zerg","constraints":{"min":{"luck":1}},"build":{"profession":"Guardian","specialization":"Firebrand"}}""", "constraints.min.luck")]
    [InlineData("""{"game_mode":"zerg","constraints":{"min":{"boon_duration":40}},"build":{"profession":"Guardian","specialization":"Firebrand"}}""", "constraints.min.boon_duration")]
    [InlineData("""{"game_mode":"zerg","constraints":{"keep":["hat"]},"build":{"profession":"Guardian","specialization":"Firebrand"}}""", "constraints.keep[0]")]
    [InlineData("""{"game_mode":"zerg","constraints":{"keep":["helm"]},"build":{"profession":"Guardian","specialization":"Firebrand"}}""", "constraints.keep")]
    public async Task What_is_wrong_is_named(string body, string field)
    {
        var answer = await server.PostAsync("/api/v1/ai/optimize-build", body, token);
        (answer.Status, answer.Code).ShouldBe((422, "VALIDATION_ERROR"), answer.Body);
        answer.Field(field).ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [InlineData("0d2f9a52-8f0e-4b5f-9a38-0f6f7f2b8f11")]
    [InlineData("no id at all")]
    [InlineData("")]
    public async Task A_build_that_is_not_there_is_not_found(string id)
    {
        var answer = await OptimizeAsync(new { build_id = id, game_mode = "zerg" });
        (answer.Status, answer.Code).ShouldBe((404, "BUILD_NOT_FOUND"));
    }

    [Fact]
    public async Task The_model_explains_and_changes_no_number()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var asking = await provider.ServerAsync();
        var body = JsonSerializer.Serialize(new { build = Build("dps"), game_mode = "raid" });
        var explained = await asking.PostAsync("/api/v1/ai/optimize-build", body, (await asking.SignUpAsync()).Access);
        (explained.Status, explained.Text("source")).ShouldBe((200, "solver+model"), explained.Body);
        explained.Json.TryGetProperty("reason", out _).ShouldBeFalse();
        explained.Json.GetProperty("explanation").EnumerateArray().Select(line => line.GetString()).ShouldBe(["You strike harder now."]);
        explained.Json.GetProperty("after").GetRawText().ShouldBe((await OptimizeAsync(new { build = Build("dps"), game_mode = "raid" })).Json.GetProperty("after").GetRawText());
        (await asking.MetricAsync("ai_requests_total{operation=\"optimize_build\",source=\"solver_model\"}")).ShouldBe("1");
    }

    private static object Build(string role) => new
    {
        profession = "Guardian",
        specialization = "Firebrand",
        role,
        trait_lines = Enumerable.Range(0, 3).Select(place => new { id = place == 2 ? 62 : 0, traits = Array.Empty<int>() }),
        equipment = Armor.Select(slot => new { slot, stat_id = Soldier, upgrade_ids = new[] { Scholar } }).Concat(Others.Select(slot => new { slot, stat_id = Soldier, upgrade_ids = Array.Empty<int>() })),
    };

    private static double Score(JsonElement sheet) => sheet.GetProperty("score").GetDouble();

    private static string Worn(JsonElement sheet, string slot) =>
        sheet.GetProperty("equipment").EnumerateArray().Single(piece => piece.GetProperty("slot").GetString() == slot).GetProperty("prefix").GetString()!;

    private Task<Answer> OptimizeAsync(object body) => server.PostAsync("/api/v1/ai/optimize-build", JsonSerializer.Serialize(body), token);
}
