using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Gw2Optimizer.Scenarios.Tests.Clients;

/// <summary>An account, signed in, that calls one of the nodes.</summary>
public sealed record Player(ScenarioNode Node, string Id, string AccessToken, string RefreshToken)
{
    public const string Password = "Test123!";
    private const int HistoryPage = 500;

    public static Task<Player> GuestAsync(ScenarioServer server) => GuestAsync(server.NextNode);

    public static async Task<Player> GuestAsync(ScenarioNode node)
    {
        var tokens = await SendAsync(node, HttpMethod.Post, "/api/v1/auth/guest", token: null, body: null);
        tokens.Status.ShouldBe(201, $"{tokens}");
        return await FromAsync(node, tokens);
    }

    public static async Task<Player> RegisteredAsync(ScenarioServer server)
    {
        var node = server.NextNode;
        var name = $"p{Guid.NewGuid():N}"[..20];
        var made = await SendAsync(node, HttpMethod.Post, "/api/v1/auth/register", token: null, new { email = $"{name}@example.org", username = name, password = Password });
        made.Status.ShouldBe(201, $"{made}");
        return await SignInAsync(node, name);
    }

    public static async Task<Player> SignInAsync(ScenarioNode node, string name)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["username"] = name, ["password"] = Password });
        using var response = await node.Http.PostAsync(new Uri("/api/v1/auth/login", UriKind.Relative), form);
        return await FromAsync(node, await Answer.ReadAsync(response));
    }

    /// <summary>On the way to a game's socket.</summary>
    public Upgrade To(string gameId) => Node.Upgrade().Game(gameId).Bearer(AccessToken);

    public Task<Answer> GetAsync(string path) => SendAsync(Node, HttpMethod.Get, path, AccessToken, body: null);

    public Task<Answer> PostAsync(string path, object? body = null) => SendAsync(Node, HttpMethod.Post, path, AccessToken, body);

    /// <summary>The log as this player may see it.</summary>
    public async Task<IReadOnlyList<JsonElement>> LogAsync(string gameId)
    {
        var log = new List<JsonElement>();
        while (true)
        {
            var answer = await GetAsync($"/api/v1/games/{gameId}/events?after={log.Count}&limit={HistoryPage}");
            answer.Status.ShouldBe(200, $"{answer}");
            var before = log.Count;
            log.AddRange(answer.Events);
            if (log.Count < before + HistoryPage)
            {
                return log;
            }
        }
    }

    /// <summary>Nothing twice, no gap, and word for word what the history says.</summary>
    public async Task ShouldHaveHeardAsync(string gameId, long first, params RawSocket[] sockets)
    {
        var log = await LogAsync(gameId);
        log.Select(one => one.GetProperty("sequence").GetInt64()).ShouldBe(Enumerable.Range(1, log.Count).Select(sequence => (long)sequence));
        var told = sockets.SelectMany(socket => socket.Journal).ToList();
        told.Select(one => one.GetProperty("sequence").GetInt64()).ShouldBe(log.Skip((int)first - 1).Select(one => one.GetProperty("sequence").GetInt64()));
        foreach (var (heard, kept) in told.Zip(log.Skip((int)first - 1)))
        {
            JsonElement.DeepEquals(heard, kept).ShouldBeTrue($"{heard.GetRawText()}\n{kept.GetRawText()}");
        }
    }

    private static async Task<Player> FromAsync(ScenarioNode node, Answer tokens)
    {
        var access = tokens.Body.GetProperty("access_token").GetString()!;
        var me = await SendAsync(node, HttpMethod.Get, "/api/v1/auth/me", access, body: null);
        me.Status.ShouldBe(200, $"{me}");
        return new Player(node, me.Body.GetProperty("id").GetString()!, access, tokens.Body.GetProperty("refresh_token").GetString()!);
    }

    private static async Task<Answer> SendAsync(ScenarioNode node, HttpMethod method, string path, string? token, object? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await node.Http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }
}

/// <summary>What a route answered.</summary>
public sealed record Answer(int Status, JsonElement Body)
{
    /// <summary>The answer to GET /games/{id}/events, bare or in an object.</summary>
    public IEnumerable<JsonElement> Events => (Body.ValueKind == JsonValueKind.Array ? Body : Body.GetProperty("events")).EnumerateArray();

    public string? ErrorCode => Body.GetProperty("error_code").GetString();

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return new Answer((int)response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    public override string ToString() => $"{Status} {(Body.ValueKind == JsonValueKind.Undefined ? "" : Body.GetRawText())}";
}
