using System.Text.Json;

namespace Gw2Optimizer.Server.Tests.Teams;

public abstract class TeamTests(TestServer server)
{
    [Fact]
    public async Task Fifty_one_parallel_adds_to_a_team_of_fifty_leave_exactly_fifty()
    {
        var owner = await server.SignUpAsync();
        var (team, build) = (await MakeTeamAsync(owner, 50), await MakeBuildAsync(owner));
        var adds = await Task.WhenAll(Enumerable.Range(0, 51).Select(_ => AddAsync(owner, team, $$"""{"build_id":"{{build}}","role":"dps"}""")));
        adds.Count(add => add.Status == 201).ShouldBe(50);
        adds.Single(add => add.Status != 201).Code.ShouldBe("TEAM_FULL");
        var slots = (await server.GetAsync($"/api/v1/teams/{team}", owner.Access)).Json.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("slot_number").GetInt32());
        slots.ShouldBe(Enumerable.Range(1, 50));
    }

    [Fact]
    public async Task The_lowest_free_slot_is_taken_and_a_taken_one_is_refused()
    {
        var owner = await server.SignUpAsync();
        var (team, build) = (await MakeTeamAsync(owner, 5), await MakeBuildAsync(owner));
        (await AddAsync(owner, team, $$"""{"build_id":"{{build}}","role":"dps","slot_number":1}""")).Status.ShouldBe(201);
        (await AddAsync(owner, team, $$"""{"build_id":"{{build}}","role":"dps","slot_number":3}""")).Status.ShouldBe(201);
        (await AddAsync(owner, team, $$"""{"build_id":"{{build}}","role":"dps"}""")).Json.GetProperty("slot_number").GetInt32().ShouldBe(2);
        (await AddAsync(owner, team, $$"""{"build_id":"{{build}}","role":"dps","slot_number":3}""")).Code.ShouldBe("SLOT_TAKEN");
        (await AddAsync(owner, team, $$"""{"build_id":"{{build}}","role":"dps","slot_number":6}""")).Field("slot_number").ShouldNotBeEmpty();
        foreach (var missing in (string[])[$"{Guid.NewGuid()}", "", "zzz", new('x', 1_000)])
        {
            (await AddAsync(owner, team, $$"""{"build_id":"{{missing}}","role":"dps"}""")).Code.ShouldBe("BUILD_NOT_FOUND");
            (await server.PostAsync("/api/v1/teams", $$"""{"name":"a","game_mode":"zerg","size":5,"build_ids":["{{build}}","{{missing}}"]}""", owner.Access)).Code.ShouldBe("BUILD_NOT_FOUND");
        }

        (await AddAsync(owner, team, """{"build_id":5,"role":"dps"}""")).Field("build_id").ShouldNotBeEmpty();
        (await AddAsync(owner, team, """{"role":"dps"}""")).Field("build_id").ShouldNotBeEmpty();
        (await PutAsync(owner, team, """{"size":2}""")).Code.ShouldBe("TEAM_TOO_SMALL");
        (await PutAsync(owner, team, """{"size":4,"team_size":5}""")).Field("team_size").ShouldNotBeEmpty();
        var smaller = await PutAsync(owner, team, """{"team_size":3}""");
        (smaller.Json.GetProperty("size").GetInt32(), smaller.Json.GetProperty("team_size").GetInt32(), smaller.Text("name")).ShouldBe((3, 3, "Reset night"));
    }

    [Fact]
    public async Task A_member_is_moved_and_a_deleted_build_frees_its_slots()
    {
        var owner = await server.SignUpAsync();
        var (team, build) = (await MakeTeamAsync(owner, 5), await MakeBuildAsync(owner));
        var member = (await AddAsync(owner, team, $$"""{"build_id":"{{build}}","role":"heal","player_name":" Taimi "}""")).Text("id");
        (await server.GetAsync($"/api/v1/teams/{team}/members/{member}", owner.Access)).Text("player_name").ShouldBe("Taimi");
        var moved = await server.PatchAsync($"/api/v1/teams/{team}/members/{member}", """{"slot_number":4,"player_name":null}""", owner.Access);
        (moved.Json.GetProperty("slot_number").GetInt32(), moved.Text("role"), moved.Json.GetProperty("player_name").ValueKind).ShouldBe((4, "healer", JsonValueKind.Null));
        (await server.SendAsync("DELETE", $"/api/v1/builds/{build}", token: owner.Access)).Status.ShouldBe(204);
        (await server.GetAsync($"/api/v1/teams/{team}/members", owner.Access)).Json.GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Two_members_of_a_full_team_swap_their_slots_in_one_call()
    {
        var owner = await server.SignUpAsync();
        var (team, build) = (await MakeTeamAsync(owner, 2), await MakeBuildAsync(owner));
        var first = (await AddAsync(owner, team, $$"""{"build_id":"{{build}}","role":"heal"}""")).Text("id");
        var second = (await AddAsync(owner, team, $$"""{"build_id":"{{build}}","role":"dps"}""")).Text("id");
        (await server.PatchAsync($"/api/v1/teams/{team}/members/{first}", """{"slot_number":2}""", owner.Access)).Code.ShouldBe("SLOT_TAKEN");
        (await server.PatchAsync($"/api/v1/teams/{team}/members/{first}", """{"slot_number":2,"swap":true}""", owner.Access)).Json.GetProperty("slot_number").GetInt32().ShouldBe(2);
        var members = (await server.GetAsync($"/api/v1/teams/{team}/members", owner.Access)).Json.EnumerateArray().Select(member => (member.GetProperty("id").GetString(), member.GetProperty("role").GetString()));
        members.ShouldBe([(second, "dps"), (first, "healer")]);
    }

    [Fact]
    public async Task Changes_of_different_fields_at_once_all_stay()
    {
        var owner = await server.SignUpAsync();
        var (team, build) = (await MakeTeamAsync(owner, 5), await MakeBuildAsync(owner));
        var member = (await AddAsync(owner, team, $$"""{"build_id":"{{build}}","role":"heal"}""")).Text("id");
        var before = (await server.GetAsync($"/api/v1/teams/{team}", owner.Access)).Json.GetProperty("updated_at").GetDateTime();
        var changes = await Task.WhenAll(
            PutAsync(owner, team, """{"name":"new"}"""),
            PutAsync(owner, team, """{"description":"new"}"""),
            PutAsync(owner, team, """{"size":7}"""),
            server.PatchAsync($"/api/v1/teams/{team}/members/{member}", """{"slot_number":2}""", owner.Access),
            server.PatchAsync($"/api/v1/teams/{team}/members/{member}", """{"role":"tank"}""", owner.Access),
            server.PatchAsync($"/api/v1/teams/{team}/members/{member}", """{"player_name":"Taimi"}""", owner.Access));
        changes.ShouldAllBe(change => change.Status == 200);
        var now = await server.GetAsync($"/api/v1/teams/{team}", owner.Access);
        (now.Text("name"), now.Text("description"), now.Json.GetProperty("size").GetInt32()).ShouldBe(("new", "new", 7));
        var seated = now.Json.GetProperty("members")[0];
        (seated.GetProperty("slot_number").GetInt32(), seated.GetProperty("role").GetString(), seated.GetProperty("player_name").GetString()).ShouldBe((2, "tank", "Taimi"));
        now.Json.GetProperty("updated_at").GetDateTime().ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task A_build_that_is_removed_while_it_is_seated_is_seated_or_not_found()
    {
        var owner = await server.SignUpAsync();
        var team = await MakeTeamAsync(owner, 50);
        for (var round = 0; round < 10; round++)
        {
            var build = await MakeBuildAsync(owner);
            var answers = await Task.WhenAll(
                [.. Enumerable.Range(0, 4).Select(_ => AddAsync(owner, team, $$"""{"build_id":"{{build}}","role":"dps"}""")), server.SendAsync("DELETE", $"/api/v1/builds/{build}", token: owner.Access)]);
            answers[^1].Status.ShouldBe(204);
            answers[..^1].ShouldAllBe(add => add.Status == 201 || add.Code == "BUILD_NOT_FOUND" || add.Code == "MEMBER_NOT_FOUND");
        }

        (await server.GetAsync($"/api/v1/teams/{team}/members", owner.Access)).Json.GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_subgroup_is_where_the_slots_are()
    {
        var owner = await server.SignUpAsync();
        var (team, build) = (await MakeTeamAsync(owner, 15), await MakeBuildAsync(owner));
        foreach (var slot in (int[])[1, 6, 15])
        {
            await AddAsync(owner, team, $$"""{"build_id":"{{build}}","role":"dps","slot_number":{{slot}}}""");
        }

        var analysis = (await server.GetAsync($"/api/v1/teams/{team}/analysis", owner.Access)).Json;
        analysis.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("subgroup").GetInt32()).ShouldBe([1, 2, 3]);
        analysis.GetProperty("subgroups").EnumerateArray().Select(subgroup => subgroup.GetProperty("subgroup").GetInt32()).ShouldBe([1, 2, 3]);
        analysis.GetProperty("subgroups")[1].GetProperty("coverage").EnumerateArray().ShouldAllBe(effect => effect.GetProperty("why").GetString() != "");
    }

    [Fact]
    public async Task A_public_team_shows_of_a_private_build_what_everybody_sees_of_a_fighter()
    {
        var owner = await server.SignUpAsync();
        var build = await MakeBuildAsync(owner);
        var team = (await server.PostAsync("/api/v1/teams", $$"""{"name":"t","game_mode":"raid","size":10,"is_public":true,"build_ids":["{{build}}"]}""", owner.Access)).Text("id");
        var seen = await server.GetAsync($"/api/v1/teams/{team}");
        var member = seen.Json.GetProperty("members")[0];
        member.GetProperty("build_id").ValueKind.ShouldBe(JsonValueKind.Null);
        member.GetProperty("build").EnumerateObject().Select(field => field.Name).ShouldBe(["profession", "specialization", "role"]);
        seen.Body.ShouldNotContain(build);
        seen.Body.ShouldNotContain("secret plan");
    }

    [Fact]
    public async Task A_team_is_rated_subgroup_by_subgroup_with_reasons()
    {
        var owner = await server.SignUpAsync();
        var team = await MakeTeamAsync(owner, 10);
        (await server.GetAsync($"/api/v1/teams/{team}/analysis", owner.Access)).Json.GetProperty("score").ValueKind.ShouldBe(JsonValueKind.Null);
        foreach (var (profession, specialization, role) in ((string, string, string)[])[("Guardian", "Firebrand", "healer"), ("Elementalist", "Tempest", "healer"), ("Necromancer", "Scourge", "strip"), ("Guardian", "Zeal", "dps")])
        {
            var build = (await server.PostAsync("/api/v1/builds", $$"""{"name":"b","profession":"{{profession}}","specialization":"{{specialization}}"}""", owner.Access)).Text("id");
            (await AddAsync(owner, team, $$"""{"build_id":"{{build}}","role":"{{role}}"}""")).Status.ShouldBe(201);
        }

        var analysis = (await server.GetAsync($"/api/v1/teams/{team}/analysis", owner.Access)).Json;
        analysis.GetProperty("score").GetDouble().ShouldBeGreaterThan(0);
        analysis.GetProperty("subgroups")[0].GetProperty("coverage").GetArrayLength().ShouldBeGreaterThan(3);
        analysis.GetProperty("members").GetArrayLength().ShouldBe(4);
        analysis.GetProperty("gaps").EnumerateArray().ShouldAllBe(gap => gap.GetProperty("why").GetString() != "");
        analysis.GetProperty("roles").EnumerateObject().Sum(role => role.Value.GetInt32()).ShouldBe(4);
    }

    private static string Named(string name, string mode, int size) => JsonSerializer.Serialize(new { name, game_mode = mode, size });

    private async Task<string> MakeTeamAsync(SignedUser owner, int size) => (await server.PostAsync("/api/v1/teams", Named("Reset night", "zerg", size), owner.Access)).Text("id");

    private async Task<string> MakeBuildAsync(SignedUser owner) =>
        (await server.PostAsync("/api/v1/builds", """{"name":"secret plan","profession":"Guardian","specialization":"Firebrand"}""", owner.Access)).Text("id");

    private Task<Answer> AddAsync(SignedUser owner, string team, string body) => server.PostAsync($"/api/v1/teams/{team}/members", body, owner.Access);

    private Task<Answer> PutAsync(SignedUser owner, string team, string body) => server.SendAsync("PUT", $"/api/v1/teams/{team}", TestServer.Json(body), owner.Access);
}

public sealed class TeamsOnSqliteTests(TestServer server) : TeamTests(server), IClassFixture<TestServer>;

public sealed class TeamsOnPostgreSqlTests(PostgreSqlTestServer server) : TeamTests(server.OrSkip()), IClassFixture<PostgreSqlTestServer>;
