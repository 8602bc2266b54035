using GoLive.Probes;

namespace GoLive.Tests.Drill;

/// <summary>Off, seen to be off, and nobody else's keys touched.</summary>
public sealed class RollbackTests(StagingFixture fixture)
{
    private const int ForeignKeys = 100_000;

    [Fact]
    public async Task A_rollback_stops_the_counters_finds_the_log_line_and_purges_its_own_keys_alone()
    {
        var staging = await fixture.UseAsync();
        await fixture.Turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            await fixture.SwitchAsync(new ReadThrough(Enabled: true, Percent: 100));
            var redis = staging.Cluster.Stores.Redis;
            await redis.CliAsync("eval", "for i = 1, tonumber(ARGV[1]) do redis.call('SET', 'foreign:' .. i, 'x') end redis.call('SET', ARGV[2] .. 'x:session:1', 'x')", "0", $"{ForeignKeys}", staging.Cluster.CacheNamespace);
            using var golive = new GoLiveRun(staging.Variables, [.. staging.Logs.SelectMany(log => (string[])["--log", log])]);
            var validated = await golive.RunAsync(["validate", .. golive.Lenient]);
            validated.ExitCode.ShouldBe(ExitCodes.Pass, $"{validated}");
            (await CountAsync($"{staging.Cluster.CacheNamespace}:*")).ShouldBeGreaterThan(0);

            var result = await golive.RunAsync("rollback", "--purge", "--cause", "a test");

            result.ExitCode.ShouldBe(ExitCodes.Pass, $"{result}");
            (await fixture.SwitchAsync()).Enabled.ShouldBeFalse();
            (await CountAsync($"{staging.Cluster.CacheNamespace}:session*")).ShouldBe(0);
            (await CountAsync("foreign:*")).ShouldBe(ForeignKeys);
            (await CountAsync($"{staging.Cluster.CacheNamespace}x:*")).ShouldBe(1);
            File.ReadAllText(Directory.GetFiles(golive.Evidence, "incident.md", SearchOption.AllDirectories).Single()).ShouldContain("a test");

            async Task<int> CountAsync(string pattern) => int.Parse(await redis.CliAsync("eval", "return #redis.call('KEYS', ARGV[1])", "0", pattern));
        }
        finally
        {
            fixture.Turn.Release();
        }
    }

    [Fact]
    public async Task Without_a_log_nobody_can_tell_what_it_says_and_without_compose_a_release_is_left_to_be_typed()
    {
        var staging = await fixture.UseAsync();
        await fixture.Turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            await fixture.SwitchAsync(new ReadThrough(Enabled: true, Percent: 100));
            using var golive = new GoLiveRun(staging.Variables);
            var result = await golive.RunAsync("rollback", "--release", "v0.4.0");
            result.ExitCode.ShouldBe(ExitCodes.Unknown, $"{result}");
            result.OutcomeOf("flag off").ShouldBe("pass", $"{result}");
            result.OutcomeOf("log confirms").ShouldBe("unknown");
            result.OutcomeOf("release").ShouldBe("unknown");
            result.Output.ShouldContain("type, where it is: GW2OPTIMIZER_TAG=v0.4.0 docker-compose --file docker-compose.prod.yml up");
            (await fixture.SwitchAsync()).Enabled.ShouldBeFalse();
        }
        finally
        {
            fixture.Turn.Release();
        }
    }
}
