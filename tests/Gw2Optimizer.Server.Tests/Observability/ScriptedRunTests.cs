using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Gw2Optimizer.Server.Tests.Advice;
using Microsoft.AspNetCore.Builder;
using RealStores;

namespace Gw2Optimizer.Server.Tests.Observability;

/// <summary>A day of a server in a minute: what happened is what the metrics say, each of them.</summary>
public sealed class ScriptedRunTests : IAsyncLifetime
{
    private RedisServer redis = null!;
    private FakeProvider provider = null!;
    private TestServer server = null!;

    public async ValueTask InitializeAsync()
    {
        redis = await Missing.RedisOrSkipAsync();
        provider = await FakeProvider.StartAsync();
        server = new TestServer(
            ("REDIS_URL", $"{redis.Url}"), ("MISTRAL_API_KEY", FakeProvider.Key), ("MISTRAL_BASE_URL", provider.Url), ("AI_RATE_LIMIT_PER_MINUTE", "1000"), ("SECRET_KEY_MADE_ON", "2025-11-16"))
        {
            Extend = app => app.MapGet("/api/v1/test/fail", Fail),
        };
        await server.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await (server?.DisposeAsync() ?? default);
        await (provider?.DisposeAsync() ?? default);
        await (redis?.DisposeAsync() ?? default);
    }

    [Fact]
    public async Task Every_metric_says_what_the_script_did()
    {
        var admin = await server.AdminAsync();
        var user = await server.SignUpAsync();
        await server.SendAsync("POST", "/api/v1/auth/guest");

        // Two builds and a team; a third build is refused and counts for nothing.
        var build = (await server.PostAsync("/api/v1/builds", """{"name":"a","profession":"Guardian","specialization":"Firebrand"}""", user.Access)).Text("id");
        await server.PostAsync("/api/v1/builds/from-chat-code", """{"chat_code":"[&DQMGOyYvRh4qDyoPhgCGABoblQEQGwcBCRuJAQAAAAAAAAAAAAAAAAAAAAACVQAzAAA=]"}""", user.Access);
        await server.PostAsync("/api/v1/builds", "{}", user.Access);
        await server.PostAsync("/api/v1/teams", """{"name":"t","game_mode":"zerg","size":5}""", user.Access);

        // The model answers twice, then fails once in each of its two tries; what pairs gain is the solver's alone.
        (await server.ComposeAsync(user.Access)).Source().ShouldBe("solver+model");
        (await server.PostAsync("/api/v1/ai/optimize-build", $$"""{"build_id":"{{build}}","game_mode":"raid"}""", user.Access)).Text("source").ShouldBe("solver+model");
        provider.Behaviour = (http, _) => FakeProvider.RawAsync(http, "{}", status: 500);
        (await server.ComposeAsync(user.Access)).Source().ShouldBe("solver");
        await server.PostAsync("/api/v1/ai/analyze-synergy", """{"profession1":"Guardian","profession2":"Necromancer"}""", user.Access);

        (await server.SendAsync("POST", "/api/v1/learning/run", token: admin)).Status.ShouldBe(202);
        await UntilAsync("learning_pipeline_runs_total{result=\"kept\"}", 1);
        foreach (var kind in (string[])["backup", "restore_test"])
        {
            (await server.PostAsync("/api/v1/admin/runs", $$"""{"kind":"{{kind}}","ok":true,"finished_at":"2025-11-16T02:00:07Z"}""", admin)).Status.ShouldBe(201);
        }

        (await server.GetAsync("/api/v1/test/fail")).Status.ShouldBe(500);
        await StallAsync();
        await UntilAsync("http_timeouts_total", 1);

        var now = await ReadAsync();
        var expected = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["builds_created_total"] = 2,
            ["teams_created_total"] = 1,
            ["active_users"] = 2,
            ["ai_requests_total{operation=\"compose_team\",source=\"solver_model\"}"] = 1,
            ["ai_requests_total{operation=\"compose_team\",source=\"solver\"}"] = 1,
            ["ai_requests_total{operation=\"optimize_build\",source=\"solver_model\"}"] = 1,
            ["ai_requests_total{operation=\"analyze_synergy\",source=\"solver\"}"] = 1,
            ["ai_requests_total{operation=\"compose_team\",source=\"unavailable\"}"] = 0,
            ["mistral_requests_total"] = provider.Requests.Count,
            ["mistral_errors_total"] = provider.Requests.Count - 2,
            ["mistral_tokens_used_total"] = 200,
            ["learning_pipeline_runs_total{result=\"published\"}"] = 0,
            ["learning_pipeline_failures_total"] = 0,
            ["backup_last_success_timestamp_seconds"] = 1_763_258_407,
            ["restore_test_last_success_timestamp_seconds"] = 1_763_258_407,
            ["secret_rotation_due_timestamp_seconds{secret=\"SECRET_KEY\"}"] = 1_771_200_000,
            ["errors_total{type=\"InvalidOperationException\"}"] = 1,
            ["http_timeouts_total"] = 1,
            ["db_up"] = 1,
            ["redis_up"] = 1,
            ["http_requests_total{method=\"POST\",route=\"/api/v1/builds\",status=\"201\"}"] = 1,
            ["http_requests_total{method=\"POST\",route=\"/api/v1/builds\",status=\"422\"}"] = 1,
            ["http_request_duration_seconds_count{method=\"POST\",route=\"/api/v1/builds\"}"] = 2,
        };
        expected.Where(one => !now.TryGetValue(one.Key, out var value) || value != one.Value).Select(one => $"{one.Key} is {now.GetValueOrDefault(one.Key, double.NaN)}, not {one.Value}").ShouldBeEmpty();
        foreach (var moved in (string[])["redis_hits_total", "redis_misses_total", "learning_pipeline_last_success_timestamp_seconds", "http_connections_active", "process_cpu_seconds_total", "process_resident_memory_bytes", "db_connections_idle"])
        {
            now.GetValueOrDefault(moved).ShouldBeGreaterThan(0, moved);
        }
    }

    private async Task<Dictionary<string, double>> ReadAsync() => (await server.GetAsync("/metrics")).Body.Split('\n')
        .Where(line => line.Length > 0 && line[0] != '#')
        .ToDictionary(line => line[..line.LastIndexOf(' ')], line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    private async Task UntilAsync(string series, double value)
    {
        var patience = DateTimeOffset.UtcNow.AddSeconds(30);
        while ((await ReadAsync()).GetValueOrDefault(series) < value && DateTimeOffset.UtcNow < patience)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Promises a body and never sends it.</summary>
    private async Task StallAsync()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.Http.BaseAddress!.Host, server.Http.BaseAddress.Port, TestContext.Current.CancellationToken);
        await socket.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes("POST /api/v1/auth/register HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"), TestContext.Current.CancellationToken);
        var answer = new byte[12];
        await socket.GetStream().ReadExactlyAsync(answer, TestContext.Current.CancellationToken);
        Encoding.ASCII.GetString(answer).ShouldBe("HTTP/1.1 408");
    }

    private static void Fail() => throw new InvalidOperationException("as asked");
}
