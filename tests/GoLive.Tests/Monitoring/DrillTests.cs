using GoLive.Monitoring;

namespace GoLive.Tests.Monitoring;

/// <summary>The rules and dashboards that are deployed, in a real Prometheus that scrapes a real server.</summary>
public sealed class DrillTests
{
    private const string BreakLearning = "ALTER TABLE learning_versions ADD CONSTRAINT drill CHECK (false) NOT VALID";
    private const int Dawdlers = 20;

    [Fact]
    public async Task Alerts_on_callers_and_on_a_dead_server_are_told_and_clear_and_every_dashboard_has_data()
    {
        await using var system = await DrillSystem.StartAsync();
        await using var prometheus = await DrillPrometheus.StartAsync(system.Server);
        await system.BeginTrafficAsync();
        await UnderSlowCallersAndCostsAsync(system, prometheus);
        await UnderBadCallersAsync(system, prometheus);

        await system.Server.KillAsync();
        await prometheus.FireAsync("InstanceDown");
        system.Server.Change("SECRET_KEY_MADE_ON", $"{DateTime.UtcNow:yyyy-MM-dd}");
        await system.Server.StartAsync(TestContext.Current.CancellationToken);
        await prometheus.ClearAsync("InstanceDown");
        await prometheus.HoldsAsync("""secret_rotation_due_timestamp_seconds{secret="SECRET_KEY"} > time()""");
        await prometheus.ClearAsync("SecretRotationDue");
    }

    /// <summary>Takes its time, as the next one: what an hour remembers a drill does for more than a minute.</summary>
    [Fact(Explicit = true)]
    public async Task Alerts_that_look_back_for_an_hour_clear()
    {
        await using var system = await DrillSystem.StartAsync();
        await using var prometheus = await DrillPrometheus.StartAsync(system.Server);
        await system.BeginTrafficAsync();
        await system.ExecuteAsync(BreakLearning);
        await using (DrillSystem.Keep(() => system.PostAsync("sentry-debug")))
        await using (DrillSystem.Keep(() => system.PostAsync("learning/run")))
        {
            await Task.WhenAll(Enumerable.Range(0, Dawdlers).Select(_ => system.DawdleAsync()));
            await prometheus.FireAsync("ServerErrorsElevated", "PipelineFailure", "TimeoutsHigh");
        }

        await prometheus.ClearAsync("ServerErrorsElevated", "PipelineFailure", "TimeoutsHigh");
    }

    /// <summary>Takes its time: <c>dotnet test tests/GoLive.Tests -- xUnit.Explicit=only</c>.</summary>
    [Fact(Explicit = true)]
    public async Task Alerts_on_stores_are_told_while_they_are_lost_or_slow_and_clear_after()
    {
        await using var system = await DrillSystem.StartAsync();
        await using var prometheus = await DrillPrometheus.StartAsync(system.Server);
        await system.BeginTrafficAsync();
        await WithoutCacheOnASlowDatabaseAsync(system, prometheus);
        await WithoutDatabaseAsync(system, prometheus);
    }

    private static async Task UnderSlowCallersAndCostsAsync(DrillSystem system, DrillPrometheus prometheus)
    {
        await system.ExecuteAsync($"INSERT INTO learning_versions SELECT 1, 'kept', {DateTimeOffset.UtcNow.AddDays(-2).ToUnixTimeMilliseconds()}, fitted, held_out, loss_before, loss_after, priors FROM learning_versions");
        var dawdling = Task.WhenAll(Enumerable.Range(0, Dawdlers).Select(_ => system.DawdleAsync()));
        await using (DrillSystem.Keep(() => system.PostAsync("ai/optimize-build", new { build = new { profession = "Guardian", specialization = "Firebrand" }, game_mode = "zerg" })))
        {
            await prometheus.FireAsync("SecretRotationDue", "PipelineOverdue", "HighAICost", "TimeoutsHigh");
        }

        await dawdling;
        (await system.PostAsync("learning/run")).ShouldBe(202);
        await prometheus.ClearAsync("PipelineOverdue");
    }

    private static async Task UnderBadCallersAsync(DrillSystem system, DrillPrometheus prometheus)
    {
        (await system.PostAsync("admin/runs", new { kind = "backup", ok = true, finished_at = DateTimeOffset.UtcNow.AddDays(-9) })).ShouldBe(201);
        (await system.PostAsync("admin/runs", new { kind = "restore_test", ok = true, finished_at = DateTimeOffset.UtcNow.AddDays(-9) })).ShouldBe(201);
        await system.ExecuteAsync(BreakLearning);
        var silent = await system.SilentSquadAsync();
        await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => silent[0].SayAsync("Does anybody hear?")));
        var acknowledged = 0;
        await using (DrillSystem.Keep(() => system.PostAsync("sentry-debug")))
        await using (DrillSystem.Keep(system.ResumeBadlyAsync))
        await using (DrillSystem.Keep(() => system.PostAsync("learning/run")))
        await using (DrillSystem.Keep(() =>
        {
            silent[1].Acknowledge(++acknowledged);
            silent[2].Acknowledge(acknowledged);
            return Task.CompletedTask;
        }))
        {
            await prometheus.FireAsync("HighErrorRate", "ServerErrorsElevated", "ResumeFailures", "PipelineFailure", "BackupTooOld", "RestoreTestTooOld", "AckLag", "ReplayBacklogHigh");
            await EveryDashboardHasDataAsync(prometheus);
        }

        foreach (var player in silent)
        {
            await player.DisposeAsync();
        }

        (await system.PostAsync("admin/runs", new { kind = "backup", ok = true, finished_at = DateTimeOffset.UtcNow })).ShouldBe(201);
        (await system.PostAsync("admin/runs", new { kind = "restore_test", ok = true, finished_at = DateTimeOffset.UtcNow })).ShouldBe(201);
        await prometheus.ClearAsync("HighErrorRate", "ResumeFailures", "BackupTooOld", "RestoreTestTooOld", "AckLag", "ReplayBacklogHigh", "TimeoutsHigh");
    }

    private static async Task WithoutCacheOnASlowDatabaseAsync(DrillSystem system, DrillPrometheus prometheus)
    {
        await using (DrillSystem.Keep(async () =>
        {
            await system.Stores.Redis.CliAsync("flushall");
            await system.ReconnectAllAsync();
        }))
        {
            await prometheus.FireAsync("SessionMissSpike", "CacheHitRateLow");
        }

        await system.Stores.Redis.KillAsync();
        await using (DrillSystem.Keep(system.HoldWritersUpAsync))
        {
            await prometheus.FireAsync("RedisDown", "ReplayErrorsHigh", "HighLatency", "ReconnectSlow");
        }

        await system.Stores.Redis.StartAgainAsync();
        await prometheus.ClearAsync("RedisDown", "ReplayErrorsHigh", "HighLatency", "ReconnectSlow", "CacheHitRateLow", "SessionMissSpike");
    }

    private static async Task WithoutDatabaseAsync(DrillSystem system, DrillPrometheus prometheus)
    {
        system.DatabaseLine.Sever();
        await prometheus.FireAsync("DatabaseDown", "ErrorsElevated", "ErrorSpike", "NewErrorType");
        system.DatabaseLine.Mend();
        await prometheus.ClearAsync("DatabaseDown", "ErrorsElevated", "ErrorSpike", "NewErrorType");
    }

    /// <summary>While alerts fire, so that the dashboard of alerts has some too.</summary>
    private static async Task EveryDashboardHasDataAsync(DrillPrometheus prometheus)
    {
        foreach (var (dashboard, panel, query) in MonitoringFiles.Dashboards(Checkout.Slo).SelectMany(dashboard => dashboard.Panels.SelectMany(panel => panel.Queries.Select(query => (dashboard.Title, panel.Title, query.Expression)))))
        {
            var expression = query.Replace("$__rate_interval", "6s").Replace("$__range", "1m");
            await prometheus.HoldsAsync(expression, $"{dashboard}, {panel}");
        }
    }
}
