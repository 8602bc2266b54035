using GoLive.Probes;

namespace GoLive.Tests.Drill;

/// <summary>The way to production, verb after verb, on two real nodes; what <c>samples/TwoNodes</c> prints to be typed.</summary>
public sealed class WholeDrillTests(StagingFixture fixture)
{
    [Fact]
    public async Task From_smoke_to_the_report_every_verb_passes_and_every_kpi_is_measured()
    {
        var staging = await fixture.UseAsync();
        await fixture.Turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            using var golive = new GoLiveRun(staging.Variables, [.. staging.Logs.SelectMany(log => (string[])["--log", log])]);
            await fixture.SwitchAsync(new ReadThrough(Enabled: true, Percent: 100));
            await ShouldPassAsync("smoke");
            await ShouldPassAsync("validate", "--sign", "QA");
            await ShouldPassAsync("canary", "--drill", "--percent", "20", "--watch", "12s", "--sign", "Lead");
            await ShouldPassAsync("rollout", "--drill", "--watch", "8s");
            await ShouldPassAsync("rollback", "--purge");
            await ShouldPassAsync("uat");
            var report = await ShouldPassAsync("report");
            foreach (var kpi in (string[])["reconnect_p95", "cache_hit_rate", "cache_errors", "backlog_after_ack", "prune_p95", "log_warnings", "lost_events"])
            {
                report.Json.GetProperty("kpis").TryGetProperty(kpi, out _).ShouldBeTrue($"{kpi} in {report}");
            }

            var canary = Directory.GetDirectories(golive.Evidence, "*-canary").Single();
            foreach (var chart in (string[])["cache-hit-rate", "cache-misses-and-errors", "cache-hydrate-and-prune", "replay-backlog", "reconnect", "gate-20-reconnect_p95"])
            {
                File.ReadAllText(Path.Combine(canary, "charts", $"{chart}.svg")).ShouldContain("<path d=\"M", Case.Sensitive, chart);
            }

            File.ReadAllText(Path.Combine(Directory.GetDirectories(golive.Evidence, "*-uat").Single(), "frames.log")).ShouldContain("GAME_RESUME");

            async Task<GoLiveResult> ShouldPassAsync(params string[] arguments)
            {
                var result = await golive.RunAsync([.. arguments, .. golive.Lenient]);
                result.ExitCode.ShouldBe(ExitCodes.Pass, $"golive {string.Join(' ', arguments)}: {result}");
                return result;
            }
        }
        finally
        {
            fixture.Turn.Release();
        }
    }
}
