using System.Text.Json;

namespace Gw2Optimizer.Server.Tests.Smoke;

/// <summary>What each line of the smoke section must be answered, in its order.</summary>
/// <param name="Route">The template of the description.</param>
/// <param name="First">On an empty database.</param>
/// <param name="Again">Each time after that; null: the same.</param>
internal sealed record SmokeLine(string Method, string Route, int First, int? Again = null)
{
    public static IReadOnlyList<SmokeLine> All { get; } =
    [
        new("POST", "/api/v1/auth/register", 201, Again: 409),
        new("POST", "/api/v1/auth/login", 200),
        new("GET", "/api/v1/auth/me", 200),
        new("POST", "/api/v1/builds", 201),
        new("GET", "/api/v1/builds", 200),
        new("GET", "/api/v1/builds/{id}", 200),
        new("PUT", "/api/v1/builds/{id}", 200),
        new("DELETE", "/api/v1/builds/{id}", 204),
        new("POST", "/api/v1/teams", 201),
        // The build is deleted by then.
        new("POST", "/api/v1/teams/{id}/members", 404),
        new("GET", "/api/v1/teams", 200),
        new("GET", "/api/v1/teams/{id}", 200),
        new("POST", "/api/v1/ai/compose-team", 200),
        new("POST", "/api/v1/ai/optimize-build", 404),
        new("POST", "/api/v1/ai/analyze-synergy", 200),
    ];

    /// <summary>Whether the server has the route, as its description tells.</summary>
    public bool IsServed(JsonElement paths) => paths.TryGetProperty(Route, out var item) && item.TryGetProperty(Method.ToLowerInvariant(), out _);
}
