using Microsoft.AspNetCore.Builder;

namespace Gw2Optimizer.Server.Tests.Security;

/// <summary>What every answer carries, whatever it is.</summary>
public sealed class HeaderTests
{
    private static readonly (string Name, string Value)[] Always =
    [
        ("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
        ("X-Frame-Options", "SAMEORIGIN"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-XSS-Protection", "1; mode=block"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ];

    [Fact]
    public async Task Each_header_is_there_once_on_every_kind_of_answer_and_no_error_sets_a_cookie()
    {
        await using var server = new TestServer(("TRUSTED_PROXIES", "127.0.0.1"), ("RATE_LIMIT_PER_MINUTE", "30"), ("CORS_ORIGINS", "https://app.example"))
        {
            Extend = app => app.MapGet("/api/v1/test/fail", (Func<string>)(() => throw new InvalidOperationException("on purpose"))),
        };
        await server.InitializeAsync();
        var answers = new List<Answer>
        {
            await SendAsync(server, "GET", "/"),
            await SendAsync(server, "GET", "/docs"),
            await SendAsync(server, "GET", "/health"),
            await SendAsync(server, "GET", "/api/v1/nowhere"),
            await SendAsync(server, "GET", "/assets/x.js"),
            await SendAsync(server, "DELETE", "/api/v1/auth/me"),
            await SendAsync(server, "GET", "/api/v1/auth/me"),
            await SendAsync(server, "POST", "/api/v1/auth/register", "{"),
            await SendAsync(server, "POST", "/api/v1/auth/register", "[]"),
            await SendAsync(server, "POST", "/api/v1/auth/register", new string(' ', 1_100_000)),
            await SendAsync(server, "GET", "/api/v1/test/fail"),
        };
        while (answers[^1].Status is not 429 && answers.Count < 60)
        {
            answers.Add(await SendAsync(server, "GET", "/api/v1/nowhere"));
        }

        answers.Select(answer => answer.Status).Distinct().Order().ShouldBe([200, 400, 401, 404, 405, 413, 422, 429, 500]);
        foreach (var answer in answers)
        {
            foreach (var (name, value) in Always)
            {
                answer.Header(name).ShouldBe(value, $"{answer.Status}");
            }

            answer.Header("Content-Security-Policy").Split("; ").ShouldContain("script-src 'self'");
            answer.Header("Access-Control-Allow-Origin").ShouldBe("https://app.example");
            answer.Header("Access-Control-Expose-Headers").ShouldContain("RateLimit-Reset");
            answer.Headers.ShouldNotContainKey("Server");
            answer.Headers.ShouldNotContainKey("Set-Cookie");
            if (answer.Status >= 400)
            {
                answer.Text("correlation_id").ShouldBe(answer.Header("X-Request-ID"));
                answer.Json.EnumerateObject().Select(property => property.Name).ShouldBe(answer.Status == 422 ? ["error_code", "detail", "correlation_id", "fields"] : ["error_code", "detail", "correlation_id"]);
            }
        }

        answers.Where(answer => answer.Status is 401).ShouldAllBe(answer => answer.Headers["WWW-Authenticate"][0] == "Bearer");
        answers.Where(answer => answer.Status is 429).ShouldAllBe(answer => answer.Headers["Retry-After"][0] == answer.Headers["RateLimit-Reset"][0]);
        answers.Where(answer => answer.Status is 405).ShouldAllBe(answer => answer.Headers.ContainsKey("Allow"));
    }

    private static Task<Answer> SendAsync(TestServer server, string method, string path, string? json = null) =>
        server.SendAsync(method, path, json is null ? null : TestServer.Json(json), token: null, ("X-Forwarded-Proto", "https"), ("Origin", "https://app.example"));
}
