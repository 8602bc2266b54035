using GoLive.Probes;

namespace GoLive.Tests.Drill;

/// <summary>A canary on two real nodes whose metrics are made to look ill: each gate alone, just inside its bound and just outside.</summary>
public sealed class CanaryTests(StagingFixture fixture)
{
    private const int LookUps = 1_000;

    /// <summary>So many events go through a histogram from one scrape to the next.</summary>
    private const int Observed = 1_000;

    // A gate, and what is added with each scrape to the series named. Every case but its own gate is healthy.
    public static TheoryData<string, string, double> Breaches => new()
    {
        { "reconnect_p95", "ws_reconnect_duration_seconds", 0.06 },
        { "cache_hit_rate", "game_session_cache_misses_total", 400 },
        { "cache_errors", "game_session_cache_errors_total", 1 },
        { "backlog_after_ack", "ws_replay_backlog_after_ack_events", 0.06 },
        { "log_warnings", "game_session_cache_log_warnings_total", 1 },
    };

    [Theory]
    [MemberData(nameof(Breaches))]
    public async Task A_gate_that_is_breached_alone_is_named_and_rolls_back(string gate, string metric, double amount)
    {
        var (result, flag) = await CanaryAsync((sample, scrape) => Healthy(sample, scrape) + Ill(sample, scrape, metric, amount));
        result.ExitCode.ShouldBe(ExitCodes.Fail, $"{result}");
        result.Decision.ShouldBe("NO-GO");
        result.Broken.ShouldBe([gate], $"{result}");
        result.OutcomeOf("flag off").ShouldBe("pass");
        result.OutcomeOf("counters stop").ShouldBe("pass", $"{result}");
        result.OutcomeOf("log confirms").ShouldBe("pass", $"{result}");
        flag.ShouldBe(new ReadThrough(Enabled: false, Percent: 0));
    }

    [Fact]
    public async Task A_healthy_canary_is_go_and_stays()
    {
        var (result, flag) = await CanaryAsync(Healthy);
        result.ExitCode.ShouldBe(ExitCodes.Pass, $"{result}");
        result.Decision.ShouldBe("GO");
        flag.ShouldBe(new ReadThrough(Enabled: true, Percent: 15));
    }

    [Fact]
    public async Task A_measurement_that_is_missing_is_not_told_and_rolls_back()
    {
        var (result, flag) = await CanaryAsync((sample, scrape) => sample.Metric.StartsWith("ws_reconnect_duration_seconds", StringComparison.Ordinal) ? null : Healthy(sample, scrape));
        result.ExitCode.ShouldBe(ExitCodes.Unknown, $"{result}");
        result.Decision.ShouldBe("UNKNOWN");
        result.Broken.ShouldBe(["reconnect_p95"], $"{result}");
        flag.Enabled.ShouldBeFalse();
    }

    [Fact]
    public async Task Metrics_that_nobody_can_read_are_not_told_and_roll_back()
    {
        var (result, flag) = await CanaryAsync((_, _) => null);
        result.ExitCode.ShouldBe(ExitCodes.Unknown, $"{result}");
        flag.Enabled.ShouldBeFalse();
    }

    [Fact]
    public async Task A_canary_that_is_interrupted_rolls_back_and_is_not_told()
    {
        var staging = await fixture.UseAsync();
        await fixture.Turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            using var golive = new GoLiveRun(staging.Variables, [.. staging.Logs.SelectMany(log => (string[])["--log", log])]);
            Validated.Write(golive);
            await fixture.SwitchAsync(new ReadThrough(Enabled: false, Percent: 0));
            using var interrupt = new CancellationTokenSource();
            var canary = golive.RunUntilAsync(interrupt.Token, "canary", "--drill", "--percent", "15", "--watch", "5m", "--players", "0");
            await ChangedAsync(canary, isOn: true);
            await interrupt.CancelAsync();
            var result = await canary;

            result.ExitCode.ShouldBe(ExitCodes.Unknown, $"{result}");
            result.Decision.ShouldBe("UNKNOWN");
            result.OutcomeOf("flag off").ShouldBe("pass", $"{result}");
            (await fixture.SwitchAsync()).Enabled.ShouldBeFalse();
        }
        finally
        {
            fixture.Turn.Release();
        }
    }

    private async Task<(GoLiveResult Result, ReadThrough Flag)> CanaryAsync(Func<Sample, int, double?> treat)
    {
        var staging = await fixture.UseAsync();
        await fixture.Turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            using var doctor = new MetricsDoctor(staging.Cluster.Nodes[0].Address, treat);
            using var golive = new GoLiveRun(staging.Variables, [.. staging.Logs.SelectMany(log => (string[])["--log", log])]);
            Validated.Write(golive);
            await fixture.SwitchAsync(new ReadThrough(Enabled: false, Percent: 0));
            var canary = golive.RunAsync("canary", "--drill", "--percent", "15", "--watch", "3s", "--players", "0", "--metrics", $"{doctor.Address}");
            await ChangedAsync(canary, isOn: true);
            await ChangedAsync(canary, isOn: false);
            // A rollback looks at the real counters.
            doctor.Freeze();
            var result = await canary;
            return (result, await fixture.SwitchAsync());
        }
        finally
        {
            fixture.Turn.Release();
        }
    }

    /// <summary>Waits for the switch, or for the canary's end.</summary>
    private async Task ChangedAsync(Task canary, bool isOn)
    {
        while (!canary.IsCompleted && (await fixture.SwitchAsync()).Enabled != isOn)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Many look-ups, nearly all of them hits, and quick returns.</summary>
    private static double? Healthy(Sample sample, int scrape) => sample.Value + sample.Metric switch
    {
        "game_session_cache_hits_total" when sample.Labels["operation"] == "replay_fetch" => scrape * LookUps,
        _ => Counted(sample, "ws_reconnect_duration_seconds", 0.2, scrape * Observed) + Counted(sample, "ws_replay_backlog_after_ack_events", 1, scrape * Observed),
    };

    /// <param name="amount">Of a histogram the share that lies far beyond every bound, else what a counter grows by.</param>
    private static double Ill(Sample sample, int scrape, string metric, double amount) => sample.Metric == metric
        ? sample.Labels.ContainsKey("reason") && sample.Labels["reason"] != "error" || (sample.Labels.TryGetValue("operation", out var operation) && operation != "replay_fetch") ? 0 : scrape * amount
        : Counted(sample, metric, 1e9, scrape * Observed * amount / (1 - amount));

    /// <summary>What so many observations of a value add to a series of the histogram.</summary>
    private static double Counted(Sample sample, string histogram, double value, double count) =>
        sample.Metric == $"{histogram}_count" || (sample.Metric == $"{histogram}_bucket" && (sample.Labels["le"] == "+Inf" || double.Parse(sample.Labels["le"]) >= value)) ? count : 0;
}
