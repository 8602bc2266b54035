using System.Diagnostics.Metrics;
using Gw2Optimizer.Server.Observability.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Gw2Optimizer.Server.Tests.Observability;

public class MetricsTests
{
    [Fact]
    public async Task Requests_are_counted_by_method_route_and_status()
    {
        await using var own = await TestServer.StartAsync();
        await own.GetAsync("/api/v1/auth/me");
        await own.GetAsync("/api/v1/users/x");
        await own.SendAsync("BREW", "/");
        await own.GetAsync("/health");
        var text = (await own.GetAsync("/metrics")).Body;
        text.ShouldContain("http_requests_total{method=\"GET\",route=\"/api/v1/auth/me\",status=\"401\"} 1\n");
        text.ShouldContain("http_requests_total{method=\"GET\",route=\"unmatched\",status=\"404\"} 1\n");
        text.ShouldContain("http_requests_total{method=\"OTHER\",route=\"unmatched\",status=\"405\"} 1\n");
        text.ShouldContain("http_request_duration_seconds_bucket{method=\"GET\",route=\"/api/v1/auth/me\",le=\"+Inf\"} 1\n");
        text.ShouldNotContain("/health");
    }

    [Fact]
    public async Task What_has_not_happened_is_there_at_zero()
    {
        await using var own = await TestServer.StartAsync();
        var answer = await own.GetAsync("/metrics");
        answer.Header("Content-Type").ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        foreach (var line in (string[])["http_timeouts_total 0", "active_users 0", "db_up 1", "errors_total{type=\"StorageUnavailableException\"} 0", "http_connections_active 1"])
        {
            answer.Body.ShouldContain($"\n{line}\n");
        }

        answer.Body.ShouldContain("# TYPE process_cpu_seconds_total counter\n");
    }

    /// <summary>What operators, dashboards and alerts ask for by name.</summary>
    [Fact]
    public async Task Every_series_that_is_promised_is_there_from_the_start()
    {
        await using var own = await TestServer.StartAsync();
        await own.GetAsync("/api/v1/nowhere");
        var text = (await own.GetAsync("/metrics")).Body;
        string[] advice = [.. ((string[])["compose_team", "optimize_build", "analyze_synergy"]).SelectMany(operation => ((string[])["solver", "solver_model", "unavailable"])
            .Select(source => $"ai_requests_total{{operation=\"{operation}\",source=\"{source}\"}}"))];
        string[] zero =
        [
            "http_timeouts_total", "redis_hits_total", "redis_misses_total", "builds_created_total", "teams_created_total", "active_users",
            "mistral_tokens_used_total", "mistral_requests_total", "mistral_errors_total", "learning_pipeline_failures_total",
            .. ((string[])["published", "kept", "failed"]).Select(result => $"learning_pipeline_runs_total{{result=\"{result}\"}}"),
            .. ((string[])["SECRET_KEY", "DATABASE_PASSWORD", "MISTRAL_API_KEY"]).Select(secret => $"secret_rotation_due_timestamp_seconds{{secret=\"{secret}\"}}"),
            .. advice,
        ];
        foreach (var series in zero)
        {
            text.ShouldContain($"\n{series} 0\n");
        }

        foreach (var metric in (string[])["http_request_duration_seconds", "process_cpu_seconds_total", "process_resident_memory_bytes", "db_connections_active", "db_connections_idle", "db_connections_max", "db_up"])
        {
            text.ShouldContain($"# TYPE {metric} ");
        }

        text.ShouldContain("# TYPE redis_up gauge\n");
        text.ShouldNotContain("\nredis_up ", Case.Sensitive, "no Redis is configured");
        foreach (var success in (string[])["learning_pipeline", "backup", "restore_test"])
        {
            text.ShouldContain($"# TYPE {success}_last_success_timestamp_seconds gauge\n");
            text.ShouldNotContain($"\n{success}_last_success_timestamp_seconds ");
        }
    }

    [Fact]
    public async Task What_features_count_moves_its_own_series_only()
    {
        await using var own = await TestServer.StartAsync();
        var features = own.Service<FeatureMetrics>();
        features.BuildCreated();
        features.Advised("compose_team", "solver");
        features.ModelAsked();
        features.ModelUsed(1_200);
        features.ModelFailed();
        features.Learned("failed");
        var text = (await own.GetAsync("/metrics")).Body;
        foreach (var line in (string[])[
            "builds_created_total 1", "teams_created_total 0", "ai_requests_total{operation=\"compose_team\",source=\"solver\"} 1", "ai_requests_total{operation=\"compose_team\",source=\"solver_model\"} 0",
            "mistral_requests_total 1", "mistral_tokens_used_total 1200", "mistral_errors_total 1", "learning_pipeline_runs_total{result=\"failed\"} 1", "learning_pipeline_failures_total 1"])
        {
            text.ShouldContain($"\n{line}\n");
        }
    }

    [Fact]
    public async Task A_secret_is_due_a_quarter_of_a_year_after_it_was_made()
    {
        await using var own = await TestServer.StartAsync(("SECRET_KEY_MADE_ON", "2025-11-16"));
        (await own.GetAsync("/metrics")).Body.ShouldContain("secret_rotation_due_timestamp_seconds{secret=\"SECRET_KEY\"} 1771200000\n");
    }

    [Fact]
    public async Task Prometheus_own_checker_finds_nothing_to_say()
    {
        await using var own = await TestServer.StartAsync();
        var user = await own.SignUpAsync();
        await own.GetAsync("/api/v1/auth/me", user.Access);
        await own.PostAsync("/api/v1/admin/runs", """{"kind":"backup","ok":true,"finished_at":"2025-11-16T02:00:07Z"}""", await own.AdminAsync());
        var (code, said) = await Promtool.CheckAsync((await own.GetAsync("/metrics")).Body);
        (code, said).ShouldBe((0, ""));
    }

    [Fact]
    public async Task Active_users_counts_accounts_of_a_day_without_guests()
    {
        await using var own = await TestServer.StartAsync();
        await own.SignUpAsync();
        await own.SignUpAsync();
        await own.SendAsync("POST", "/api/v1/auth/guest");
        (await own.GetAsync("/metrics")).Body.ShouldContain("\nactive_users 2\n");
        own.Time.Advance(TimeSpan.FromHours(25));
        (await own.GetAsync("/metrics")).Body.ShouldContain("\nactive_users 0\n");
    }

    [Fact]
    public void Closed_label_sets_exist_from_the_start_and_every_kind_is_written()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var registry = new MetricsRegistry(meters);
        var meter = meters.Create("GameSessions");
        registry.Declare("ws_connections", ("channel", ["game", "notifications"]));
        registry.Declare("bare_total");
        meter.CreateCounter<long>("bare_total", description: "A line\nand a \\ in it.");
        var gauge = meter.CreateUpDownCounter<long>("ws_connections");
        var histogram = meter.CreateHistogram("wait_seconds", description: "Waits.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        meter.CreateObservableGauge("level", () => new Measurement<long>(3, new KeyValuePair<string, object?>("who", "a\"b\\c\nd")));

        gauge.Add(2, new KeyValuePair<string, object?>("channel", "game"));
        gauge.Add(-1, new KeyValuePair<string, object?>("channel", "game"));
        histogram.Record(0.1);
        histogram.Record(0.5);
        histogram.Record(7);

        registry.Render().ShouldBe(
            """
            # HELP bare_total A line\nand a \\ in it.
            # TYPE bare_total counter
            bare_total 0
            # HELP level level
            # TYPE level gauge
            level{who="a\"b\\c\nd"} 3
            # HELP wait_seconds Waits.
            # TYPE wait_seconds histogram
            wait_seconds_bucket{le="0.1"} 1
            wait_seconds_bucket{le="1"} 2
            wait_seconds_bucket{le="+Inf"} 3
            wait_seconds_sum 7.6
            wait_seconds_count 3
            # HELP ws_connections ws_connections
            # TYPE ws_connections gauge
            ws_connections{channel="game"} 1
            ws_connections{channel="notifications"} 0

            """);
    }

    [Fact]
    public async Task A_metrics_token_is_asked_of_all_but_local_peers()
    {
        await using var own = await TestServer.StartAsync(("METRICS_TOKEN", "scrape-me"));
        (await own.GetAsync("/metrics")).Status.ShouldBe(200);
        var forwarded = ("X-Forwarded-For", "203.0.113.1");
        (await own.GetAsync("/metrics", token: null, forwarded)).Status.ShouldBe(401);
        (await own.GetAsync("/metrics", "scrape-me", forwarded)).Status.ShouldBe(200);
    }
}
