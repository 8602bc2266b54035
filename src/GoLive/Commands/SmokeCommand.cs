using System.CommandLine;
using System.Security.Cryptography;
using GoLive.Probes;
using GoLive.Reports;
using GoLive.Verbs;

namespace GoLive.Commands;

/// <summary><c>golive smoke</c>: the runbook's sanity checks and curl flows.</summary>
internal static class SmokeCommand
{
    public static Command Create() => VerbCommand.Create("smoke", "The runbook's sanity checks: health, docs, metrics, pages, accounts, builds, teams, AI and Sentry.", [], (settings, _) => new SmokeVerb(settings));

    private sealed class SmokeVerb(Settings settings) : Verb
    {
        private readonly string name = $"smoke{RandomNumberGenerator.GetHexString(10, lowercase: true)}";
        private readonly string password = $"Smoke-{RandomNumberGenerator.GetHexString(16)}!";
        private string? token;
        private string? build;
        private string? team;

        private string Mail => $"{name}@example.com";

        private Api Api => new(Http, settings.Server);

        public override IReadOnlyList<Step> Plan(Run run) =>
        [
            new("health", "GET /health is healthy", HealthAsync) { Stops = true },
            new("docs", "GET /docs", cancellation => PageAsync(settings.Server, "/docs", cancellation)),
            new("metrics", "GET /metrics of every node reads as Prometheus reads it", MetricsAsync),
            new("pages", $"GET / of {settings.Pages}", cancellation => PageAsync(settings.Pages, "/", cancellation)),
            new("assets", "GET /assets/index.js of the pages", cancellation => PageAsync(settings.Pages, "/assets/index.js", cancellation)),
            Call("register", "a new account", HttpMethod.Post, () => "/api/v1/auth/register", () => new { email = Mail, password, username = name }, 201),
            new("login", "signs in by e-mail", LoginAsync) { Stops = true },
            Call("me", "whose token it is", HttpMethod.Get, () => "/api/v1/auth/me", () => null, 200),
            Call("create build", "a Firebrand", HttpMethod.Post, () => "/api/v1/builds", () => new { name = "Test Build", profession = "Guardian", specialization = "Firebrand" }, 201, answer => build = answer.Require("id")),
            Call("list builds", "own builds", HttpMethod.Get, () => "/api/v1/builds", () => null, 200),
            Call("get build", "the new one", HttpMethod.Get, () => $"/api/v1/builds/{build}", () => null, 200),
            Call("update build", "a new name", HttpMethod.Put, () => $"/api/v1/builds/{build}", () => new { name = "Updated Build" }, 200),
            Call("create team", "a zerg of 50", HttpMethod.Post, () => "/api/v1/teams", () => new { name = "Test Team", game_mode = "zerg", size = 50 }, 201, answer => team = answer.Require("id")),
            Call("add member", "the build as support", HttpMethod.Post, () => $"/api/v1/teams/{team}/members", () => new { build_id = build, role = "support" }, 201),
            Call("list teams", "own teams", HttpMethod.Get, () => "/api/v1/teams", () => null, 200),
            Call("get team", "the new one", HttpMethod.Get, () => $"/api/v1/teams/{team}", () => null, 200),
            Call("compose team", "AI: a zerg of 50 (503 where the model is away and may not be replaced)", HttpMethod.Post, () => "/api/v1/ai/compose-team", () => new { game_mode = "zerg", team_size = 50 }, [200, 503]),
            Call("optimize build", "AI: the build's gear", HttpMethod.Post, () => "/api/v1/ai/optimize-build", () => new { build_id = build, game_mode = "zerg" }, [200, 503]),
            Call("analyze synergy", "AI: Guardian and Warrior", HttpMethod.Post, () => "/api/v1/ai/analyze-synergy", () => new { profession1 = "Guardian", profession2 = "Warrior" }, 200),
            new("sentry", "POST /api/v1/sentry-debug makes one event", SentryAsync),
            new("tidy up", "deletes the team and the build, and signs out", TidyAsync) { Always = true },
        ];

        private Step Call(string step, string what, HttpMethod method, Func<string> path, Func<object?> body, int status, Action<ApiAnswer>? then = null) => Call(step, what, method, path, body, [status], then);

        private Step Call(string step, string what, HttpMethod method, Func<string> path, Func<object?> body, int[] statuses, Action<ApiAnswer>? then = null) => new(step, $"{what}: {string.Join(" or ", statuses)}", async cancellation =>
        {
            var answer = (await Api.CallAsync(method, path(), token, body(), cancellation)).RequireStatus(statuses);
            then?.Invoke(answer);
            return Finding.Pass($"{answer.Status}");
        });

        private async Task<Finding> HealthAsync(CancellationToken cancellation)
        {
            var answer = (await Api.GetAsync("/health", token: null, cancellation)).RequireStatus(200);
            var status = answer.Require("status");
            return Finding.Check(status == "healthy", $"200, {status}", "A degraded server lost Redis: see /health/ready.");
        }

        private async Task<Finding> PageAsync(Uri server, string path, CancellationToken cancellation)
        {
            var answer = (await new Api(Http, server).GetAsync(path, token: null, cancellation)).RequireStatus(200);
            return Finding.Check(answer.Text.Length > 0, $"200, {answer.Text.Length} characters");
        }

        private async Task<Finding> MetricsAsync(CancellationToken cancellation)
        {
            try
            {
                var scrape = await new MetricsScraper(Http, settings.Metrics, settings.MetricsToken, settings.Time).ScrapeAsync(cancellation);
                return Finding.Check(scrape.Values.Count > 0, $"{scrape.Values.Count} series of {settings.Metrics.Count} node(s)");
            }
            catch (FormatException e)
            {
                return Finding.Fail(e.Message);
            }
        }

        private async Task<Finding> LoginAsync(CancellationToken cancellation)
        {
            token = (await Api.SignInAsync(Mail, password, cancellation)).RequireStatus(200).Require("access_token");
            return Finding.Pass("200");
        }

        private async Task<Finding> SentryAsync(CancellationToken cancellation)
        {
            var answer = await Api.PostAsync("/api/v1/sentry-debug", token: null, body: null, cancellation);
            return answer.Status switch
            {
                500 => Finding.Pass($"500, event {answer.Require("event_id")}"),
                503 => Finding.Skip("503: no SENTRY_DSN is set"),
                404 => Finding.Skip("404: only from the server's own machine, or as a superuser"),
                _ => Finding.Fail($"{answer}"),
            };
        }

        private async Task<Finding> TidyAsync(CancellationToken cancellation)
        {
            if (token is null)
            {
                return Finding.Skip("nothing was made");
            }

            foreach (var path in new[] { team is null ? null : $"/api/v1/teams/{team}", build is null ? null : $"/api/v1/builds/{build}" }.OfType<string>())
            {
                (await Api.CallAsync(HttpMethod.Delete, path, token, body: null, cancellation)).RequireStatus(204);
            }

            (await Api.PostAsync("/api/v1/auth/logout", token, new { }, cancellation)).RequireStatus(204);
            return Finding.Pass("204");
        }
    }
}
