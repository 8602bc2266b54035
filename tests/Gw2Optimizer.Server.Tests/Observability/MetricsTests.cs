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
