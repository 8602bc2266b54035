using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace GoLive.Tests.Deployment;

public sealed class NginxTests(ProxiedServer proxied)
{
    private static readonly (string Name, string Value)[] Headers =
    [
        ("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
        ("X-Frame-Options", "SAMEORIGIN"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-XSS-Protection", "1; mode=block"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ];

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/nowhere.js", 404)]
    [InlineData("/assets/index.js", 200)]
    [InlineData("/docs", 200)]
    [InlineData("/openapi.json", 200)]
    [InlineData("/health", 200)]
    [InlineData("/api/v1/builds/public/all", 200)]
    [InlineData("/api/v1/auth/me", 401)]
    [InlineData("/api/v1/nothing", 404)]
    public async Task Each_security_header_stands_exactly_once(string path, int status)
    {
        await proxied.StartAsync();
        using var answer = await GetAsync(path);
        ((int)answer.StatusCode).ShouldBe(status);
        foreach (var (name, value) in Headers)
        {
            answer.Headers.GetValues(name).ShouldBe([value], name);
        }

        answer.Headers.GetValues("Content-Security-Policy").Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/metrics/")]
    [InlineData("/METRICS")]
    [InlineData("/%6detrics")]
    [InlineData("/docs/../metrics")]
    [InlineData("/health/ready")]
    [InlineData("/Health/Ready")]
    public async Task What_is_for_operators_is_not_public(string path)
    {
        await proxied.StartAsync();
        using var answer = await GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Headers.GetValues("X-Frame-Options").ShouldBe(["SAMEORIGIN"]);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("nginx");
    }

    [Fact]
    public async Task Plain_http_is_sent_to_https()
    {
        await proxied.StartAsync();
        using var answer = await proxied.Http.GetAsync(new Uri(proxied.PlainAddress, "/docs?x=1"), TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.MovedPermanently);
        answer.Headers.Location.ShouldBe(new Uri("https://gw2optimizer.com/docs?x=1"));
    }

    [Fact]
    public async Task A_caller_cannot_say_who_it_is()
    {
        await proxied.StartAsync();
        using var spoofed = new HttpRequestMessage(HttpMethod.Post, "/api/v1/sentry-debug") { Headers = { { "X-Forwarded-For", "127.0.0.1" } } };
        using var answer = await proxied.Http.SendAsync(spoofed, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Sockets_go_through_and_no_log_holds_a_query_string()
    {
        await proxied.StartAsync();
        var token = await SignInAsync();
        using var made = await PostAsync("/api/v1/games", token, new { kind = "squad", options = new { mode = "zerg", size = 5 } });
        var game = (await made.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id").GetString();
        string resume;
        using (var first = await proxied.OpenSocketAsync($"/ws/game?gameId={game}", token))
        {
            resume = (await ReadAsync(first)).GetProperty("payload").GetProperty("token").GetString()!;
        }

        using (var second = await proxied.OpenSocketAsync($"/ws/game?resume={resume}", token))
        {
            (await ReadAsync(second)).GetProperty("type").GetString().ShouldBe("GAME_RESUME");
        }

        // Also where nginx has reason to complain: a bad gateway.
        await proxied.Server.KillAsync();
        using (var failed = await GetAsync("/api/v1/builds?secret=1"))
        {
            failed.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        }

        await proxied.Server.StartAsync(TestContext.Current.CancellationToken);
        using var later = await GetAsync("/docs?secret=2");
        await UntilLoggedAsync("/docs");
        proxied.Logs.ShouldContain("/ws/game");
        foreach (var hidden in (string[])["?", "gameId", "secret", resume, token])
        {
            proxied.Logs.ShouldNotContain(hidden);
        }
    }

    private static async Task<JsonElement> ReadAsync(ClientWebSocket socket)
    {
        var bytes = new byte[1 << 16];
        var read = 0;
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(new ArraySegment<byte>(bytes, read, bytes.Length - read), TestContext.Current.CancellationToken);
            read += part.Count;
        }
        while (!part.EndOfMessage);
        return JsonSerializer.Deserialize<JsonElement>(Encoding.UTF8.GetString(bytes, 0, read));
    }

    private async Task<string> SignInAsync()
    {
        using var answer = await PostAsync("/api/v1/auth/guest", token: null, new { });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("access_token").GetString()!;
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string? token, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        var answer = await proxied.Http.SendAsync(request, TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.ShouldBeTrue(path);
        return answer;
    }

    /// <summary>As it is written: no dots resolved, nothing unescaped.</summary>
    private Task<HttpResponseMessage> GetAsync(string path) =>
        proxied.Http.GetAsync(new Uri($"{proxied.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)}{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }), TestContext.Current.CancellationToken);

    private async Task UntilLoggedAsync(string path)
    {
        while (!proxied.Logs.Contains($" {path} ", StringComparison.Ordinal))
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
