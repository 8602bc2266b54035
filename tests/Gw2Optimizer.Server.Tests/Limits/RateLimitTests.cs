using System.Globalization;

namespace Gw2Optimizer.Server.Tests.Limits;

public class RateLimitTests
{
    [Fact]
    public async Task The_eleventh_sign_in_of_a_minute_is_refused_until_the_minute_is_over()
    {
        await using var server = await StartAsync(("AUTH_RATE_LIMIT_PER_MINUTE", "10"), ("AUTH_RATE_LIMIT_PER_HOUR", "50"));
        for (var left = 9; left >= 0; left--)
        {
            var answer = await server.PostAsync("/api/v1/auth/refresh", "{}");
            (answer.Status, answer.Header("RateLimit-Limit"), answer.Header("RateLimit-Remaining")).ShouldBe((422, "10", left.ToString(CultureInfo.InvariantCulture)));
        }

        var refused = await server.SendAsync("POST", "/api/v1/auth/guest");
        (refused.Status, refused.Code).ShouldBe((429, "RATE_LIMITED"));
        var wait = int.Parse(refused.Header("Retry-After"), CultureInfo.InvariantCulture);
        wait.ShouldBeInRange(1, 60);
        refused.Header("RateLimit-Reset").ShouldBe(refused.Header("Retry-After"));

        server.Time.Advance(TimeSpan.FromSeconds(wait));
        (await server.SendAsync("POST", "/api/v1/auth/guest")).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Refused_calls_do_not_count_for_the_hour()
    {
        await using var server = await StartAsync(("RATE_LIMIT_PER_MINUTE", "3"), ("RATE_LIMIT_PER_HOUR", "5"));
        var statuses = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            statuses.Add((await server.GetAsync("/api/v1/nowhere")).Status);
        }

        statuses.ShouldBe([404, 404, 404, 429, 429, 429]);
        server.Time.Advance(TimeSpan.FromMinutes(1));
        var last = await server.GetAsync("/api/v1/nowhere");
        (last.Status, last.Header("RateLimit-Limit"), last.Header("RateLimit-Remaining")).ShouldBe((404, "5", "1"));
    }

    [Fact]
    public async Task A_signed_in_user_has_a_count_apart_from_the_address()
    {
        await using var server = await StartAsync(("RATE_LIMIT_PER_MINUTE", "2"));
        var user = await server.SignUpAsync();
        await server.GetAsync("/api/v1/nowhere");
        await server.GetAsync("/api/v1/nowhere");
        (await server.GetAsync("/api/v1/nowhere")).Status.ShouldBe(429);
        (await server.GetAsync("/api/v1/auth/me", user.Access)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Pages_health_and_metrics_are_exempt()
    {
        await using var server = await StartAsync(("RATE_LIMIT_PER_MINUTE", "1"));
        for (var i = 0; i < 3; i++)
        {
            (await server.GetAsync("/")).Status.ShouldBe(200);
            (await server.GetAsync("/health")).Status.ShouldBe(200);
            (await server.GetAsync("/metrics")).Headers.ShouldNotContainKey("RateLimit-Limit");
        }
    }

    [Fact]
    public async Task The_thirty_first_call_for_advice_is_refused_and_other_calls_are_not()
    {
        await using var server = await StartAsync(("AI_RATE_LIMIT_PER_MINUTE", "30"), ("AI_RATE_LIMIT_PER_HOUR", "500"));
        var user = await server.SignUpAsync();
        for (var i = 0; i < 30; i++)
        {
            (await server.GetAsync("/api/v1/ai/nowhere", user.Access)).Status.ShouldBe(404);
        }

        var refused = await server.GetAsync("/api/v1/ai/nowhere", user.Access);
        (refused.Status, refused.Header("RateLimit-Limit"), refused.Header("RateLimit-Remaining")).ShouldBe((429, "30", "0"));
        (await server.GetAsync("/api/v1/auth/me", user.Access)).Status.ShouldBe(200);
        (await server.GetAsync("/api/v1/ai/nowhere", (await server.SignUpAsync()).Access)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Only_a_trusted_proxy_is_believed_about_the_client()
    {
        await using var open = await StartAsync(("RATE_LIMIT_PER_MINUTE", "1"));
        (await open.GetAsync("/api/v1/nowhere", token: null, ("X-Forwarded-For", "203.0.113.1"))).Status.ShouldBe(404);
        (await open.GetAsync("/api/v1/nowhere", token: null, ("X-Forwarded-For", "203.0.113.2"))).Status.ShouldBe(429);

        await using var proxied = await StartAsync(("RATE_LIMIT_PER_MINUTE", "1"), ("TRUSTED_PROXIES", "127.0.0.0/8"));
        (await proxied.GetAsync("/api/v1/nowhere", token: null, ("X-Forwarded-For", "198.51.100.9, 203.0.113.1"))).Status.ShouldBe(404);
        (await proxied.GetAsync("/api/v1/nowhere", token: null, ("X-Forwarded-For", "203.0.113.2"))).Status.ShouldBe(404);
        (await proxied.GetAsync("/api/v1/nowhere", token: null, ("X-Forwarded-For", "another, 203.0.113.1"))).Status.ShouldBe(429);
    }

    /// <summary>Starts at the beginning of an hour, so that no window turns under the test.</summary>
    private static async Task<TestServer> StartAsync(params (string Name, string Value)[] variables)
    {
        var server = await TestServer.StartAsync(variables);
        server.Time.Advance(TimeSpan.FromTicks(TimeSpan.TicksPerHour - (server.Time.GetUtcNow().Ticks % TimeSpan.TicksPerHour)));
        return server;
    }
}
