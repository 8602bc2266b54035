namespace Gw2Optimizer.Server.Tests.Web;

public class ErrorTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly string[] HeadersOfEveryAnswer =
        ["X-Frame-Options", "X-Content-Type-Options", "X-XSS-Protection", "Referrer-Policy", "Content-Security-Policy", "X-Request-ID"];

    [Fact]
    public async Task An_unknown_path_is_not_found_in_the_one_shape()
    {
        var answer = await server.GetAsync("/api/v1/nowhere");
        (answer.Status, answer.Code).ShouldBe((404, "NOT_FOUND"));
        answer.Json.EnumerateObject().Select(property => property.Name).ShouldBe(["error_code", "detail", "correlation_id"]);
        answer.Text("correlation_id").ShouldBe(answer.Header("X-Request-ID"));
    }

    [Fact]
    public async Task A_method_that_a_path_does_not_take_names_those_it_takes()
    {
        var answer = await server.SendAsync("DELETE", "/api/v1/auth/me");
        (answer.Status, answer.Code).ShouldBe((405, "METHOD_NOT_ALLOWED"));
        answer.Header("Allow").ShouldBe("GET, PATCH");
    }

    [Fact]
    public async Task A_sign_in_is_asked_for_before_the_body_is_looked_at()
    {
        var answer = await server.PatchAsync("/api/v1/auth/me", "{");
        (answer.Status, answer.Code).ShouldBe((401, "UNAUTHORIZED"));
        answer.Header("WWW-Authenticate").ShouldBe("Bearer");
    }

    [Fact]
    public async Task Every_answer_carries_each_header_once()
    {
        var answers = new[]
        {
            await server.GetAsync("/"), await server.GetAsync("/health"), await server.GetAsync("/metrics"), await server.GetAsync("/nowhere"),
            await server.GetAsync("/api/v1/auth/me"), await server.PostAsync("/api/v1/auth/register", "{"), await server.PostAsync("/api/v1/auth/register", new string(' ', 1_100_000)),
        };
        foreach (var answer in answers)
        {
            foreach (var header in HeadersOfEveryAnswer)
            {
                answer.Header(header).ShouldNotBeEmpty();
            }

            answer.Headers.ShouldNotContainKey("Strict-Transport-Security");
            answer.Headers.ShouldNotContainKey("Server");
        }

        answers[4].Header("Cache-Control").ShouldBe("no-store");
    }

    [Fact]
    public async Task Behind_a_trusted_proxy_that_speaks_https_transport_is_strict()
    {
        await using var proxied = await TestServer.StartAsync(("TRUSTED_PROXIES", "127.0.0.1"));
        var https = ("X-Forwarded-Proto", "https");
        (await proxied.GetAsync("/api/v1/nowhere", token: null, https)).Header("Strict-Transport-Security").ShouldBe("max-age=31536000; includeSubDomains");
        (await server.GetAsync("/api/v1/nowhere", token: null, https)).Headers.ShouldNotContainKey("Strict-Transport-Security");
    }

    [Fact]
    public async Task A_database_that_is_gone_makes_an_answer_of_503_and_no_secret_of_it()
    {
        await using var own = await TestServer.StartAsync();
        var user = await own.SignUpAsync();
        foreach (var file in Directory.GetFiles(own.DataFolder, "*.db*"))
        {
            File.WriteAllText(file, "no database");
        }

        own.Time.Advance(TimeSpan.FromSeconds(5));
        var answer = await own.GetAsync("/api/v1/auth/me", user.Access);
        (answer.Status, answer.Code).ShouldBe((503, "UNAVAILABLE"));
        answer.Header("Retry-After").ShouldNotBeEmpty();
        answer.Body.ShouldNotContain("SQLite", Case.Insensitive);
        (await own.GetAsync("/health")).Status.ShouldBe(503);
        var ready = await own.GetAsync("/health/ready");
        ready.Status.ShouldBe(503);
        ready.Json.GetProperty("checks").GetProperty("database").GetString().ShouldBe("down");
        (await own.GetAsync("/health/live")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Only_listed_origins_may_call_from_other_pages()
    {
        await using var listed = await TestServer.StartAsync(("CORS_ORIGINS", "https://app.example"));
        (string, string) method = ("Access-Control-Request-Method", "POST");
        var allowed = await listed.SendAsync("OPTIONS", "/api/v1/auth/login", content: null, token: null, ("Origin", "https://app.example"), method);
        allowed.Status.ShouldBe(204);
        allowed.Header("Access-Control-Allow-Origin").ShouldBe("https://app.example");
        allowed.Headers.ShouldNotContainKey("RateLimit-Limit");
        var refused = await listed.SendAsync("OPTIONS", "/api/v1/auth/login", content: null, token: null, ("Origin", "https://evil.example"), method);
        refused.Headers.ShouldNotContainKey("Access-Control-Allow-Origin");
        var called = await listed.GetAsync("/api/v1/auth/me", token: null, ("Origin", "https://app.example"));
        called.Header("Access-Control-Expose-Headers").ShouldContain("X-Total-Count");
    }
}
