using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace GoLive.Probes;

/// <summary>What the API answered.</summary>
/// <param name="Json">Null where the body is none.</param>
internal sealed record ApiAnswer(string Call, int Status, string Text, JsonElement? Json)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <exception cref="ProbeException">The answer has no such text.</exception>
    public string Require(string field) => Json is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : throw ProbeException.Fail($"{this} has no '{field}'");

    /// <exception cref="ProbeException">Another status.</exception>
    public ApiAnswer RequireStatus(params IReadOnlyList<int> wanted) => wanted.Contains(Status) ? this : throw ProbeException.Fail($"{this}, wanted {string.Join(" or ", wanted)}");

    public override string ToString() => $"{Call} was answered {Status}{(IsSuccess || Text.Length == 0 ? "" : $": {Text}")}";
}

/// <summary>The server's HTTP API. Where it says that this was too often it is asked again once it will answer, if that is soon.</summary>
internal sealed class Api(HttpClient http, Uri server)
{
    private static readonly TimeSpan LimitWaitMax = TimeSpan.FromSeconds(61);

    /// <summary>The same of another node.</summary>
    public Api On(Uri node) => new(http, node);

    /// <param name="path">Below the server, such as <c>/api/v1/builds</c>.</param>
    /// <param name="body">Sent as JSON; null for none.</param>
    /// <exception cref="ProbeException">Nobody answers.</exception>
    public Task<ApiAnswer> CallAsync(HttpMethod method, string path, string? token, object? body, CancellationToken cancellationToken) =>
        SendAsync(method, path, token, () => body is null ? null : JsonContent.Create(body, body.GetType()), cancellationToken);

    public Task<ApiAnswer> GetAsync(string path, string? token, CancellationToken cancellationToken) => CallAsync(HttpMethod.Get, path, token, body: null, cancellationToken);

    public Task<ApiAnswer> PostAsync(string path, string? token, object? body, CancellationToken cancellationToken) => CallAsync(HttpMethod.Post, path, token, body, cancellationToken);

    /// <param name="name">E-mail or user name.</param>
    public Task<ApiAnswer> SignInAsync(string name, string password, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Post,
        "/api/v1/auth/login",
        token: null,
        () => new FormUrlEncodedContent([new("username", name), new("password", password)]),
        cancellationToken);

    private async Task<ApiAnswer> SendAsync(HttpMethod method, string path, string? token, Func<HttpContent?> content, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(method, new Uri(server, path));
            request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
            request.Content = content();
            using var answer = await SendAsync(request, cancellationToken);
            if ((int)answer.StatusCode == 429 && answer.Headers.RetryAfter?.Delta is { } wait && wait <= LimitWaitMax)
            {
                await Task.Delay(wait, cancellationToken);
                continue;
            }

            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            return new ApiAnswer($"{method} {path}", (int)answer.StatusCode, text, ParseOrNull(text));
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw ProbeException.Fail($"{server} does not answer: {e.Message}", "Is the server up, and is --server its address?");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw ProbeException.Fail($"{request.Method} {request.RequestUri} was not answered in {http.Timeout.TotalSeconds:0} s");
        }
    }

    private static JsonElement? ParseOrNull(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonSerializer.Deserialize<JsonElement>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
