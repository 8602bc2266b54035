using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using GameSessions.Games;
using GameSessions.Wire;

namespace PlayDraft;

/// <summary>What the draft needs of the HTTP API, which lies around the sockets.</summary>
internal sealed class Api(Uri server) : IDisposable
{
    private const int HistoryPage = 500;
    private readonly HttpClient http = new() { BaseAddress = server, Timeout = TimeSpan.FromSeconds(15) };

    public async Task<string> SignInAsGuestAsync(CancellationToken cancellationToken) =>
        (await CallAsync(HttpMethod.Post, "auth/guest", token: null, new { }, cancellationToken)).GetProperty("access_token").GetString()!;

    public async Task<GameId> CreateDraftAsync(string token, string format, CancellationToken cancellationToken)
    {
        var game = await CallAsync(HttpMethod.Post, "games", token, new { kind = "draft", timeControl = new { preset = "blitz" }, options = new { format } }, cancellationToken);
        return new GameId(game.GetProperty("id").GetString()!);
    }

    public Task JoinAsync(string token, GameId game, CancellationToken cancellationToken) => CallAsync(HttpMethod.Post, $"games/{game}/join", token, new { }, cancellationToken);

    public Task<JsonElement> GetGameAsync(string token, GameId game, CancellationToken cancellationToken) => CallAsync(HttpMethod.Get, $"games/{game}", token, body: null, cancellationToken);

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
            : throw new DraftFailedException($"{method} {path} was answered {(int)answer.StatusCode}: {text}");
    }
}
