using Gw2Optimizer.Server.Observability.Sentry;
using Microsoft.AspNetCore.Builder;

namespace Gw2Optimizer.Server.Tests.Observability;

public sealed class SentryTests : IAsyncLifetime
{
    private const string Debug = "/api/v1/sentry-debug";
    private const string Canary = "Canary-7Passw0rd";
    private static readonly (string, string) Forwarded = ("X-Forwarded-For", "203.0.113.1");

    private FakeIngest ingest = null!;
    private TestServer server = null!;

    public async ValueTask InitializeAsync()
    {
        ingest = await FakeIngest.StartAsync();
        server = new TestServer(("SENTRY_DSN", ingest.Dsn), ("ENVIRONMENT", "staging"))
        {
            Extend = app => app.MapGet("/api/v1/test/fail", Fail),
        };
        await server.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await ingest.DisposeAsync();
    }

    [Fact]
    public async Task A_local_peer_causes_exactly_one_event_that_names_its_request()
    {
        var answer = await server.SendAsync("POST", Debug, content: null, token: null, ("X-Request-ID", "abc123"));
        (answer.Status, answer.Code, answer.Text("correlation_id")).ShouldBe((500, "SENTRY_TEST", "abc123"));

        var envelope = (await ingest.ShouldHaveAsync(1)).ShouldHaveSingleItem();
        envelope.Path.ShouldBe("/sentry/api/42/envelope/");
        envelope.Auth.ShouldContain("sentry_key=0123456789abcdef");
        envelope.LineCount.ShouldBe(3);
        envelope.Item.GetProperty("length").GetInt32().ShouldBe(envelope.Length);
        envelope.Item.GetProperty("type").GetString().ShouldBe("event");
        var sent = envelope.Event;
        sent.GetProperty("event_id").GetString().ShouldBe(answer.Text("event_id"));
        envelope.Head.GetProperty("event_id").GetString().ShouldBe(answer.Text("event_id"));
        sent.GetProperty("environment").GetString().ShouldBe("staging");
        sent.GetProperty("release").GetString().ShouldBe("gw2optimizer@0.5.0");
        sent.GetProperty("tags").GetProperty("req_id").GetString().ShouldBe("abc123");
        sent.GetProperty("transaction").GetString().ShouldBe("POST /api/v1/sentry-debug");
        var thrown = sent.GetProperty("exception").GetProperty("values").EnumerateArray().ShouldHaveSingleItem();
        thrown.GetProperty("type").GetString().ShouldBe(nameof(SentryTestException));
        thrown.GetProperty("stacktrace").GetProperty("frames").EnumerateArray().Last().GetProperty("in_app").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Others_find_nothing_and_a_superuser_may_come_from_anywhere()
    {
        var user = await server.SignUpAsync();
        foreach (var header in (string[])["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded"])
        {
            var refused = await server.SendAsync("POST", Debug, content: null, user.Access, (header, "203.0.113.1"));
            (refused.Status, refused.Code).ShouldBe((404, "NOT_FOUND"), header);
        }

        await ingest.ShouldHaveAsync(0);
        (await server.SendAsync("POST", Debug, content: null, await server.AdminAsync(), Forwarded)).Status.ShouldBe(500);
        await ingest.ShouldHaveAsync(1);
    }

    [Fact]
    public async Task Without_an_address_to_send_to_it_says_so()
    {
        await using var off = await TestServer.StartAsync();
        var answer = await off.SendAsync("POST", Debug);
        (answer.Status, answer.Code).ShouldBe((503, "SENTRY_OFF"));
        answer.Header("Retry-After").ShouldNotBeEmpty();
        (await off.SendAsync("POST", Debug, content: null, token: null, Forwarded)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task What_nobody_caught_is_sent_too_and_told_to_nobody_else()
    {
        var answer = await server.GetAsync("/api/v1/test/fail", token: null, ("X-Request-ID", "failing-1"));
        (answer.Status, answer.Code).ShouldBe((500, "INTERNAL_ERROR"));
        answer.Json.EnumerateObject().Count().ShouldBe(3);
        answer.Body.ShouldNotContain("Invalid");
        var sent = (await ingest.ShouldHaveAsync(1))[0].Event;
        sent.GetProperty("tags").GetProperty("req_id").GetString().ShouldBe("failing-1");
        var thrown = sent.GetProperty("exception").GetProperty("values").EnumerateArray().ToList();
        thrown.Select(one => one.GetProperty("type").GetString()).ShouldBe(["FormatException", "InvalidOperationException"]);
        (await server.GetAsync("/metrics")).Body.ShouldContain("errors_total{type=\"InvalidOperationException\"} 1\n");
    }

    [Fact]
    public async Task A_canary_password_sent_everywhere_is_found_in_no_log_error_or_event()
    {
        var user = await server.SignUpAsync();
        var bodies = new List<string>();
        foreach (var path in (string[])["auth/register", "auth/change-password", "auth/refresh", "auth/logout", "users/me", "games", "matchmaking/join", "admin/runs", "builds", "builds/from-chat-code", "teams", "ai/compose-team", "ai/optimize-build", "ai/analyze-synergy", "ai/feedback", "learning/rollback", "sentry-debug", "nowhere"])
        {
            foreach (var body in (string[])[$$"""{"password":"{{Canary}}","current_password":"{{Canary}}","new_password":"{{Canary}}","username":"{{Canary}}","email":"{{Canary}}","refresh_token":"{{Canary}}","kind":"{{Canary}}"}""", Canary, $"[\"{Canary}\"]"])
            {
                bodies.Add((await server.PostAsync($"/api/v1/{path}?password={Canary}", body, user.Access)).Body);
                bodies.Add((await server.PatchAsync($"/api/v1/{path}", body, Canary, ("Cookie", $"access_token={Canary}"))).Body);
            }
        }

        bodies.Add((await server.LoginAsync(user.Name, Canary)).Body);
        bodies.Add((await server.LoginAsync(Canary, Canary)).Body);
        bodies.Add((await server.GetAsync("/api/v1/test/fail")).Body);
        bodies.Add((await server.GetAsync("/metrics")).Body);
        bodies.ShouldAllBe(body => !body.Contains(Canary, StringComparison.OrdinalIgnoreCase));
        await Task.Delay(500, TestContext.Current.CancellationToken);
        ingest.Envelopes.ShouldNotBeEmpty();
        ingest.Envelopes.ShouldAllBe(envelope => !envelope.Text.Contains(Canary, StringComparison.OrdinalIgnoreCase) && !envelope.Text.Contains(user.Access, StringComparison.Ordinal));
        (await server.ReadLogAsync()).ShouldNotContain(Canary, Case.Insensitive);
    }

    [Fact]
    public async Task An_ingest_that_refuses_or_is_gone_costs_the_caller_nothing()
    {
        ingest.Status = 429;
        (await server.SendAsync("POST", Debug)).Status.ShouldBe(500);
        await ingest.ShouldHaveAsync(1);
        (await server.SendAsync("POST", Debug)).Status.ShouldBe(500);
        await ingest.ShouldHaveAsync(1);
        (await server.ReadLogAsync()).ShouldContain("event=refused");
    }

    [Theory]
    [InlineData("password=Hidden1! and more", "password=[removed] and more")]
    [InlineData("\"new_password\": \"Hidden 1\", x", "\"new_password\": [removed], x")]
    [InlineData("Authorization: Bearer abc.def", "Authorization: [removed] [removed]")]
    [InlineData("connect to postgres://gw2:Hidden1@db/gw2", "connect to postgres://[removed]@db/gw2")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln is bad", "[removed] is bad")]
    [InlineData("no user anna@example.com here", "no user [removed] here")]
    [InlineData("a plain message, 3 of 5", "a plain message, 3 of 5")]
    public void Credentials_are_taken_out_of_text(string text, string clean) => server.Service<Scrubber>().Clean(text).ShouldBe(clean);

    [Theory]
    [InlineData("https://abc@o1.ingest.sentry.io/5", "https://o1.ingest.sentry.io/api/5/envelope/")]
    [InlineData("http://abc:def@localhost:9000/path/5", "http://localhost:9000/path/api/5/envelope/")]
    [InlineData("https://o1.ingest.sentry.io/5", null)]
    [InlineData("https://abc@host/", null)]
    [InlineData("abc", null)]
    public void The_address_is_read_as_Sentry_writes_it(string text, string? envelopes)
    {
        SentryDsn.TryParse(text, out var dsn).ShouldBe(envelopes is not null);
        dsn?.Envelopes.ToString().ShouldBe(envelopes);
    }

    private static void Fail() => throw new InvalidOperationException($"Invalid: password={Canary}", new FormatException($"{{\"password\":\"{Canary}\"}}"));
}
