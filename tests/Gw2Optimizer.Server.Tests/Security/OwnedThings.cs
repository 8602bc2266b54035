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
        ]),
        new("an account", OwnIdAsync,
        [
            new("POST", "/api/v1/admin/users/{id}/ban", Body: null, Owner: 403, Other: 403, Nobody: 401),
        ]),
    ];

    private static async Task<IReadOnlyDictionary<string, string>> MakeDraftAsync(TestServer server, SignedUser owner) =>
        new Dictionary<string, string> { ["id"] = (await server.PostAsync("/api/v1/games", """{"kind":"draft"}""", owner.Access)).Text("id") };

    private static async Task<IReadOnlyDictionary<string, string>> OwnIdAsync(TestServer server, SignedUser owner) =>
        new Dictionary<string, string> { ["id"] = (await server.GetAsync("/api/v1/auth/me", owner.Access)).Text("id") };
}
