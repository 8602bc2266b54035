namespace Gw2Optimizer.Server.Tests.Security;

/// <summary>Everything that belongs to somebody. A route with a parameter that is missing here fails <see cref="OwnershipTests"/>.</summary>
internal static class OwnedThings
{
    public static IReadOnlyList<OwnedThing> All { get; } =
    [
        new("a draft", MakeDraftAsync,
        [
            new("GET", "/api/v1/games/{id}", Body: null, Owner: 200, Other: 200, Nobody: 401),
            new("GET", "/api/v1/games/{id}/events", Body: null, Owner: 200, Other: 200, Nobody: 401),
            new("POST", "/api/v1/games/{id}/join", "{}", Owner: 200, Other: 200, Nobody: 401),
            new("GET", "/api/v1/admin/games/{id}", Body: null, Owner: 403, Other: 403, Nobody: 401),
            new("GET", "/api/v1/admin/games/{id}/events", Body: null, Owner: 403, Other: 403, Nobody: 401),
        ]),
        new("a private build", MakeBuildAsync,
        [
            new("GET", "/api/v1/builds/{id}", Body: null, Owner: 200, Other: 404, Nobody: 404),
            new("GET", "/api/v1/builds/{id}/chat-code", Body: null, Owner: 200, Other: 404, Nobody: 404),
            new("PUT", "/api/v1/builds/{id}", """{"description":"x"}""", Owner: 200, Other: 404, Nobody: 401),
            new("DELETE", "/api/v1/builds/{id}", Body: null, Owner: 204, Other: 404, Nobody: 401),
        ]),
        new("a private team", MakeTeamAsync,
        [
            new("GET", "/api/v1/teams/{id}", Body: null, Owner: 200, Other: 404, Nobody: 404),
            new("GET", "/api/v1/teams/{id}/analysis", Body: null, Owner: 200, Other: 404, Nobody: 404),
            new("GET", "/api/v1/teams/{id}/members", Body: null, Owner: 200, Other: 404, Nobody: 404),
            new("POST", "/api/v1/teams/{id}/members", """{"build_id":"5b1e4a0c-5d0b-4f3e-9a63-2f7f0e1c9d10","role":"dps"}""", Owner: 404, Other: 404, Nobody: 401),
            new("GET", "/api/v1/teams/{id}/members/{memberId}", Body: null, Owner: 200, Other: 404, Nobody: 404),
            new("PATCH", "/api/v1/teams/{id}/members/{memberId}", """{"player_name":"Taimi"}""", Owner: 200, Other: 404, Nobody: 401),
            new("DELETE", "/api/v1/teams/{id}/members/{memberId}", Body: null, Owner: 204, Other: 404, Nobody: 401),
            new("PUT", "/api/v1/teams/{id}", """{"description":"x"}""", Owner: 200, Other: 404, Nobody: 401),
            new("DELETE", "/api/v1/teams/{id}", Body: null, Owner: 204, Other: 404, Nobody: 401),
        ]),
        new("an account", OwnIdAsync,
        [
            new("POST", "/api/v1/admin/users/{id}/ban", Body: null, Owner: 403, Other: 403, Nobody: 401),
        ]),
    ];

    private static async Task<IReadOnlyDictionary<string, string>> MakeDraftAsync(TestServer server, SignedUser owner) =>
        new Dictionary<string, string> { ["id"] = (await server.PostAsync("/api/v1/games", """{"kind":"draft"}""", owner.Access)).Text("id") };

    private static async Task<IReadOnlyDictionary<string, string>> MakeBuildAsync(TestServer server, SignedUser owner) =>
        new Dictionary<string, string> { ["id"] = (await server.PostAsync("/api/v1/builds", """{"name":"b","profession":"Guardian","specialization":"Firebrand"}""", owner.Access)).Text("id") };

    private static async Task<IReadOnlyDictionary<string, string>> MakeTeamAsync(TestServer server, SignedUser owner)
    {
        var build = (await MakeBuildAsync(server, owner))["id"];
        var team = await server.PostAsync("/api/v1/teams", $$"""{"name":"t","game_mode":"raid","size":10,"build_ids":["{{build}}"]}""", owner.Access);
        return new Dictionary<string, string> { ["id"] = team.Text("id"), ["memberId"] = team.Json.GetProperty("members")[0].GetProperty("id").GetString()! };
    }

    private static async Task<IReadOnlyDictionary<string, string>> OwnIdAsync(TestServer server, SignedUser owner) =>
        new Dictionary<string, string> { ["id"] = (await server.GetAsync("/api/v1/auth/me", owner.Access)).Text("id") };
}
