using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using GameSessions.Games;
using GameSessions.Wire;

namespace Gw2Optimizer.RealServer;

/// <summary>What a player needs of the HTTP API, which lies around the sockets. An answer that is no success is an <see cref="HttpRequestException"/>.</summary>
public sealed class Api(Uri server) : IDisposable
{
    private const int HistoryPage = 500;
    private readonly HttpClient http = new() { BaseAddress = server, Timeout = TimeSpan.FromSeconds(15) };

    /// <returns>An access token.</returns>
    public async Task<string> SignInAsGuestAsync(CancellationToken cancellationToken) =>
        (await CallAsync(HttpMethod.Post, "auth/guest", token: null, new { }, cancellationToken)).GetProperty("access_token").GetString()!;

    /// <param name="wish">The body: its kind and what else the kind takes.</param>
    public async Task<GameId> CreateGameAsync(string token, object wish, CancellationToken cancellationToken) =>
        new((await CallAsync(HttpMethod.Post, "games", token, wish, cancellationToken)).GetProperty("id").GetString()!);

    public Task JoinAsync(string token, GameId game, CancellationToken cancellationToken) => CallAsync(HttpMethod.Post, $"games/{game}/join", token, new { }, cancellationToken);

    public Task<JsonElement> GetGameAsync(string token, GameId game, CancellationToken cancellationToken) => CallAsync(HttpMethod.Get, $"games/{game}", token, body: null, cancellationToken);

    /// <summary>The whole log as the caller may see it.</summary>
    public async Task<IReadOnlyList<WireEvent>> GetHistoryAsync(string token, GameId game, CancellationToken cancellationToken)
    {
        var history = new List<WireEvent>();
        while (true)
        {
            var answer = await CallAsync(HttpMethod.Get, $"games/{game}/events?after={history.LastOrDefault()?.Sequence ?? 0}&limit={HistoryPage}", token, body: null, cancellationToken);
            // A page is a list, or an object with one: both can carry it.
            var list = answer.ValueKind == JsonValueKind.Array ? answer : answer.GetProperty("events");
            var page = list.Deserialize<IReadOnlyList<WireEvent>>(WireJson.Options)!;
            history.AddRange(page);
            if (page.Count < HistoryPage)
            {
                return history;
            }
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<JsonElement> CallAsync(HttpMethod method, string path, string? token, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri($"/api/v1/{path}", UriKind.Relative));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Content = body is null ? null : JsonContent.Create(body, body.GetType());
        using var answer = await http.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(text)
            : throw new HttpRequestException($"{method} {path} was answered {(int)answer.StatusCode}: {text}", inner: null, answer.StatusCode);
    }
}
