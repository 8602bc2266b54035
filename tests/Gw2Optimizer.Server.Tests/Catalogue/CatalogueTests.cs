using System.Text.Json;

namespace Gw2Optimizer.Server.Tests.Catalogue;

public sealed class CatalogueTests(TestServer server) : IClassFixture<TestServer>
{
    private const int LargestBytes = 300_000;

    [Fact]
    public async Task The_catalogue_tells_professions_and_gear_to_everybody()
    {
        var answer = await server.GetAsync("/api/v1/catalogue");
        answer.Status.ShouldBe(200);
        answer.Body.Length.ShouldBeLessThan(LargestBytes);
        var professions = answer.Json.GetProperty("professions").EnumerateArray().ToList();
        professions.Count.ShouldBe(9);
        professions.ShouldAllBe(profession => profession.GetProperty("specializations").GetArrayLength() == 9);
        var berserker = answer.Json.GetProperty("prefixes").EnumerateArray().Single(prefix => prefix.GetProperty("name").GetString() == "Berserker");
        berserker.GetProperty("points").GetProperty("helm").GetProperty("power").GetInt32().ShouldBe(63);
        foreach (var part in (string[])["gear_slots", "runes", "sigils", "relics"])
        {
            answer.Json.GetProperty(part).GetArrayLength().ShouldBeGreaterThan(10, part);
        }
    }

    [Fact]
    public async Task Each_profession_tells_its_trait_lines_in_three_tiers_of_three_and_its_skills()
    {
        foreach (var name in await ProfessionsAsync())
        {
            var answer = await server.GetAsync($"/api/v1/catalogue?profession={name}");
            answer.Body.Length.ShouldBeLessThan(LargestBytes, name);
            answer.Body.ShouldNotContain("\\u003Cc");
            var lines = answer.Json.GetProperty("specializations").EnumerateArray().ToList();
            lines.Count.ShouldBe(9, name);
            lines.ShouldAllBe(line => line.GetProperty("minors").GetArrayLength() == 3);
            lines.ShouldAllBe(line => line.GetProperty("majors").EnumerateArray().Count(tier => tier.GetArrayLength() == 3) == 3);
            foreach (var slot in (string[])["heal", "utility", "elite"])
            {
                answer.Json.GetProperty("skills").GetProperty(slot).GetArrayLength().ShouldBeGreaterThan(3, $"{name} {slot}");
            }
        }
    }

    [Fact]
    public async Task Whatever_it_offers_a_build_takes()
    {
        var whole = (await server.GetAsync("/api/v1/catalogue")).Json;
        var user = await server.SignUpAsync();
        foreach (var name in await ProfessionsAsync())
        {
            var own = (await server.GetAsync($"/api/v1/catalogue?profession={name}")).Json;
            var line = own.GetProperty("specializations")[0];
            var build = JsonSerializer.Serialize(new
            {
                name = "everything",
                profession = name,
                specialization = line.GetProperty("name").GetString(),
                trait_lines = new[] { new { id = Id(line), traits = line.GetProperty("majors").EnumerateArray().Select(tier => Id(tier[2])) } },
                skills = new[] { new { slot = "heal", id = Id(own.GetProperty("skills").GetProperty("heal")[0]) }, new { slot = "utility2", id = Id(own.GetProperty("skills").GetProperty("utility")[1]) } },
                equipment = whole.GetProperty("gear_slots").EnumerateArray().Select(slot => new { slot = slot.GetProperty("name").GetString(), stat_id = Id(whole.GetProperty("prefixes")[0]) }),
            });
            var made = await server.PostAsync("/api/v1/builds", build, user.Access);
            made.Status.ShouldBe(201, made.Body);
            var seen = await server.PostAsync("/api/v1/builds/preview", build);
            seen.Status.ShouldBe(200, seen.Body);
            seen.Json.GetProperty("stats").GetRawText().ShouldBe(made.Json.GetProperty("stats").GetRawText());
            seen.Text("chat_code").ShouldBe(made.Text("chat_code"));
        }
    }

    [Fact]
    public async Task A_chat_code_alone_is_previewed()
    {
        var user = await server.SignUpAsync();
        var made = await server.PostAsync("/api/v1/builds", """{"name":"b","profession":"Guardian","specialization":"Firebrand","trait_lines":[{"id":42,"traits":[563]}]}""", user.Access);
        var seen = await server.PostAsync("/api/v1/builds/preview", JsonSerializer.Serialize(new { chat_code = made.Text("chat_code") }));
        (seen.Status, seen.Text("profession")).ShouldBe((200, "Guardian"));
        seen.Json.GetProperty("trait_lines")[0].GetProperty("traits")[0].GetInt32().ShouldBe(563);
        (await server.PostAsync("/api/v1/builds/preview", """{"chat_code":"[&nonsense]"}""")).Field("chat_code").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task An_unknown_profession_is_refused_and_an_unchanged_answer_not_sent_again()
    {
        (await server.GetAsync("/api/v1/catalogue?profession=Bard")).Field("profession").ShouldNotBeEmpty();
        var answer = await server.GetAsync("/api/v1/catalogue");
        (await server.GetAsync("/api/v1/catalogue", token: null, ("If-None-Match", answer.Header("ETag")))).Status.ShouldBe(304);
    }

    private async Task<IReadOnlyList<string>> ProfessionsAsync() =>
        [.. (await server.GetAsync("/api/v1/catalogue")).Json.GetProperty("professions").EnumerateArray().Select(profession => profession.GetProperty("name").GetString()!)];

    private static int Id(JsonElement one) => one.GetProperty("id").GetInt32();
}
