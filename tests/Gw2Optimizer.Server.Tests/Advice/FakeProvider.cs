using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gw2Optimizer.Server.Tests.Advice;

/// <summary>Speaks the language model provider's wire format on a loopback port, as well or as badly as a test wants.</summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    public const string Key = "mistral-test-key";

    private readonly WebApplication app;
    private readonly List<JsonElement> requests = [];
    private readonly Lock gate = new();

    private FakeProvider(WebApplication app) => this.app = app;

    /// <summary>What it does with the next calls.</summary>
    public Func<HttpContext, JsonElement, Task> Behaviour { get; set; } = (http, request) => AnswerAsync(http, Useful(request));

    public string Url => $"{app.Urls.First()}/v1";

    /// <summary>The bodies it got.</summary>
    public IReadOnlyList<JsonElement> Requests
    {
        get
        {
            lock (gate)
            {
                return [.. requests];
            }
        }
    }

    public static async Task<FakeProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new FakeProvider(builder.Build());
        provider.app.MapPost("/v1/chat/completions", provider.ServeAsync);
        provider.app.MapPost("/elsewhere", provider.ServeAsync);
        await provider.app.StartAsync();
        return provider;
    }

    /// <summary>A server that asks this provider.</summary>
    public Task<TestServer> ServerAsync(params (string Name, string Value)[] variables) => TestServer.StartAsync(
        [("MISTRAL_API_KEY", Key), ("MISTRAL_BASE_URL", Url), ("AI_RATE_LIMIT_PER_MINUTE", "1000"), .. variables]);

    /// <summary>What the question says, as it was sent.</summary>
    public static JsonElement FactsIn(JsonElement request) => JsonElement.Parse(request.GetProperty("messages")[1].GetProperty("content").GetString()!);

    /// <summary>An answer as it should be: it likes the last candidate best, or explains gear.</summary>
    public static string Useful(JsonElement request)
    {
        if (!FactsIn(request).TryGetProperty("candidates", out var candidates))
        {
            return """{"explanation":["You strike harder now."]}""";
        }

        var liked = candidates[candidates.GetArrayLength() - 1];
        return JsonSerializer.Serialize(new
        {
            ranking = new[] { liked.GetProperty("id").GetString() },
            name = "The Hammer",
            strategy = "Stay on tag.",
            builds = liked.GetProperty("builds").EnumerateArray().Select(build => new { id = build.GetProperty("id").GetString(), description = "Does it all." }),
        });
    }

    public static Task AnswerAsync(HttpContext http, string content, object? usage = null) =>
        RawAsync(http, JsonSerializer.Serialize(new { id = "x", choices = new[] { new { index = 0, message = new { role = "assistant", content } } }, usage = usage ?? new { total_tokens = 100 } }));

    public static async Task RawAsync(HttpContext http, string body, int status = 200)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(body);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task ServeAsync(HttpContext http)
    {
        using var document = await JsonDocument.ParseAsync(http.Request.Body);
        var request = document.RootElement.Clone();
        lock (gate)
        {
            requests.Add(request);
        }

        if (http.Request.Headers.Authorization.ToString() != $"Bearer {Key}")
        {
            http.Response.StatusCode = 401;
            return;
        }

        await Behaviour(http, request);
    }
}
