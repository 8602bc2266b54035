namespace Gw2Optimizer.Server.Tests.Accounts;

public abstract class CookieTests(TestServer server)
{
    private string Own => server.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

    [Fact]
    public async Task A_login_sets_both_cookies_out_of_scripts_reach()
    {
        var user = await server.SignUpAsync();
        var cookies = (await server.LoginAsync(user.Name)).Headers["Set-Cookie"];
        cookies.Count.ShouldBe(2);
        cookies.ShouldAllBe(cookie => cookie.Contains("httponly", StringComparison.Ordinal) && cookie.Contains("samesite=strict", StringComparison.Ordinal)
            && cookie.Contains("path=/", StringComparison.Ordinal) && !cookie.Contains("secure", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_production_cookies_are_secure()
    {
        await using var production = await server.StartBesideAsync(("ENVIRONMENT", "Production"), ("REDIS_URL", "redis://localhost"), ("BIND", "127.0.0.1"));
        var user = await production.SignUpAsync();
        (await production.LoginAsync(user.Name)).Headers["Set-Cookie"].ShouldAllBe(cookie => cookie.Contains("; secure", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cookie_reads_without_an_origin_but_changes_only_with_a_trusted_one()
    {
        var user = await server.SignUpAsync();
        var cookie = ("Cookie", $"access_token={user.Access}");
        (await server.GetAsync("/api/v1/auth/me", token: null, cookie)).Status.ShouldBe(200);
        var refused = await server.PatchAsync("/api/v1/auth/me", "{}", token: null, cookie);
        (refused.Status, refused.Code).ShouldBe((403, "FORBIDDEN"));
        (await server.PatchAsync("/api/v1/auth/me", "{}", token: null, cookie, ("Origin", "https://evil.example"))).Status.ShouldBe(403);
        (await server.PatchAsync("/api/v1/auth/me", "{}", token: null, cookie, ("Origin", Own))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_listed_origin_is_trusted()
    {
        await using var listed = await server.StartAnotherAsync(("CORS_ORIGINS", "https://app.example, https://other.example"));
        var user = await listed.SignUpAsync();
        var answer = await listed.PatchAsync("/api/v1/auth/me", "{}", token: null, ("Cookie", $"access_token={user.Access}"), ("Origin", "https://app.example"));
        answer.Status.ShouldBe(200);
        answer.Header("Access-Control-Allow-Origin").ShouldBe("https://app.example");
    }

    [Fact]
    public async Task The_header_wins_over_the_cookie()
    {
        var (one, two) = (await server.SignUpAsync(), await server.SignUpAsync());
        var cookie = ("Cookie", $"access_token={one.Access}");
        (await server.GetAsync("/api/v1/auth/me", two.Access, cookie)).Text("username").ShouldBe(two.Name);
        (await server.GetAsync("/api/v1/auth/me", "rubbish", cookie)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_refresh_by_cookie_needs_a_trusted_origin()
    {
        var user = await server.SignUpAsync();
        var cookie = ("Cookie", $"refresh_token={user.Refresh}");
        (await server.SendAsync("POST", "/api/v1/auth/refresh", content: null, token: null, cookie)).Status.ShouldBe(403);
        var answer = await server.SendAsync("POST", "/api/v1/auth/refresh", content: null, token: null, cookie, ("Origin", Own));
        answer.Status.ShouldBe(200);
        answer.Headers["Set-Cookie"].Count.ShouldBe(2);
    }

    [Fact]
    public async Task Signing_out_by_cookie_clears_both()
    {
        var user = await server.SignUpAsync();
        var answer = await server.SendAsync("POST", "/api/v1/auth/logout", content: null, token: null, ("Cookie", $"refresh_token={user.Refresh}"), ("Origin", Own));
        answer.Status.ShouldBe(204);
        answer.Headers["Set-Cookie"].ShouldAllBe(cookie => cookie.Contains("max-age=0", StringComparison.Ordinal));
        (await server.GetAsync("/api/v1/auth/me", user.Access)).Status.ShouldBe(401);
    }
}

public sealed class CookieOnSqliteTests(TestServer server) : CookieTests(server), IClassFixture<TestServer>;

public sealed class CookieOnPostgreSqlTests(PostgreSqlTestServer server) : CookieTests(server.OrSkip()), IClassFixture<PostgreSqlTestServer>;
