using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace GoLive.Probes;

/// <summary>A server's HTTP API for somebody who has signed in. Bodies and answers are JSON; their names are snake_case.</summary>
internal sealed class AdminApi : IDisposable
{
    private const string EmailVariable = "GOLIVE_ADMIN_EMAIL";
    private const string PasswordVariable = "GOLIVE_ADMIN_PASSWORD";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private readonly HttpClient http;

    private AdminApi(Uri server) => http = new HttpClient { BaseAddress = new Uri(server, "/api/v1/"), Timeout = Patience };

    public static bool HasCredentials(IReadOnlyDictionary<string, string> variables) =>
        variables.GetValueOrDefault(EmailVariable) is { Length: > 0 } && variables.GetValueOrDefault(PasswordVariable) is { Length: > 0 };

    /// <summary>Signs in as the superuser whom GOLIVE_ADMIN_EMAIL and GOLIVE_ADMIN_PASSWORD name.</summary>
    /// <exception cref="UsageException">They are not set.</exception>
    /// <exception cref="ProbeException">The server refuses them.</exception>
    /// <exception cref="HttpRequestException">It is not to be reached.</exception>
    public static async Task<AdminApi> SignInAsync(Uri server, IReadOnlyDictionary<string, string> variables, CancellationToken cancellationToken)
    {
        if (!HasCredentials(variables))
        {
            throw new UsageException("There are no credentials for the admin API.", $"Set {EmailVariable} and {PasswordVariable}.");
        }

        var api = new AdminApi(server);
        try
        {
            using var form = new FormUrlEncodedContent([new("username", variables[EmailVariable]), new("password", variables[PasswordVariable])]);
            var answer = await api.CallAsync(HttpMethod.Post, "auth/login", form, cancellationToken);
            api.http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", answer.GetProperty("access_token").GetString());
            return api;
        }
        catch
        {
            api.Dispose();
            throw;
        }
    }

    /// <param name="path">Below /api/v1/.</param>
    /// <exception cref="ProbeException">The answer is no success.</exception>
    /// <exception cref="HttpRequestException">There is no answer.</exception>
    public Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) => CallAsync(HttpMethod.Get, path, content: null, cancellationToken);

    /// <inheritdoc cref="GetAsync"/>
    public Task<JsonElement> PostAsync(string path, object body, CancellationToken cancellationToken) => CallAsync(HttpMethod.Post, path, JsonContent.Create(body, body.GetType(), options: Json), cancellationToken);

    /// <inheritdoc cref="GetAsync"/>
    public Task<JsonElement> PutAsync(string path, object body, CancellationToken cancellationToken) => CallAsync(HttpMethod.Put, path, JsonContent.Create(body, body.GetType(), options: Json), cancellationToken);

    public void Dispose() => http.Dispose();

    private async Task<JsonElement> CallAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        using var answer = await http.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            return answer.IsSuccessStatusCode
                ? text.Length > 0 ? JsonSerializer.Deserialize<JsonElement>(text) : default
                : throw ProbeException.Fail($"{method} {http.BaseAddress}{path} was answered {(int)answer.StatusCode}: {text}");
        }
        catch (JsonException)
        {
            throw ProbeException.Fail($"{method} {http.BaseAddress}{path} was answered with something that is no JSON.");
        }
    }
}
