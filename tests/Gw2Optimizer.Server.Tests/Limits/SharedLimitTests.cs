using System.Globalization;
using Gw2Optimizer.Server.Limits;
using RealStores;

namespace Gw2Optimizer.Server.Tests.Limits;

/// <summary>Two nodes on one database and one Redis.</summary>
public sealed class SharedLimitTests : IAsyncLifetime
{
    private RedisServer redis = null!;
    private TestServer a = null!;
    private TestServer b = null!;

    public async ValueTask InitializeAsync()
    {
        redis = await Missing.RedisOrSkipAsync();
        (string, string)[] variables = [("REDIS_URL", $"{redis.Url}"), ("AUTH_RATE_LIMIT_PER_MINUTE", "10"), ("AUTH_RATE_LIMIT_PER_HOUR", "50"), ("AI_RATE_LIMIT_PER_MINUTE", "30"), ("RATE_LIMIT_PER_MINUTE", "100")];
        a = await TestServer.StartAsync(variables);
        b = await a.StartBesideAsync(variables);
        foreach (var node in (TestServer[])[a, b])
        {
            node.Time.Advance(TimeSpan.FromTicks(TimeSpan.TicksPerHour - (node.Time.GetUtcNow().Ticks % TimeSpan.TicksPerHour)));
            await ShouldShareAsync(node);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (b?.DisposeAsync() ?? default);
        await (a?.DisposeAsync() ?? default);
        await (redis?.DisposeAsync() ?? default);
    }

    [Fact]
    public async Task The_eleventh_sign_in_of_a_minute_is_refused_by_both_until_the_minute_is_over()
    {
        for (var i = 0; i < 10; i++)
        {
            var answer = await GuestAsync(i % 2 == 0 ? a : b);
            (answer.Status, answer.Header("RateLimit-Remaining")).ShouldBe((201, $"{9 - i}"));
        }

        foreach (var node in (TestServer[])[a, b])
        {
            var refused = await GuestAsync(node);
            (refused.Status, refused.Header("RateLimit-Remaining")).ShouldBe((429, "0"));
            var wait = int.Parse(refused.Header("Retry-After"), CultureInfo.InvariantCulture);
            wait.ShouldBeInRange(1, 60);
            node.Time.Advance(TimeSpan.FromSeconds(wait));
        }

        (await GuestAsync(a)).Header("RateLimit-Remaining").ShouldBe("9");
        (await GuestAsync(b)).Header("RateLimit-Remaining").ShouldBe("8");
    }

    [Fact]
    public async Task Of_many_calls_for_advice_at_once_on_both_thirty_pass()
    {
        var user = await a.SignUpAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => (i % 2 == 0 ? a : b).GetAsync("/api/v1/ai/nowhere", user.Access)));
        answers.Count(answer => answer.Status == 404).ShouldBe(30);
        answers.Count(answer => answer.Status == 429).ShouldBe(20);
    }

    [Theory]
    [InlineData("FLUSHALL")]
    [InlineData("EVAL", "for _, key in ipairs(redis.call('KEYS', '*')) do redis.call('DEL', key) redis.call('SADD', key, 'x') end", "0")]
    [InlineData("EVAL", "for _, key in ipairs(redis.call('KEYS', '*')) do redis.call('SET', key, '-1e300x') end", "0")]
    public async Task A_Redis_that_forgot_or_was_poisoned_gives_nobody_a_second_allowance(params string[] command)
    {
        await ExhaustAsync();
        await redis.CliAsync(command);
        (await GuestAsync(a)).Status.ShouldBe(429);
        (await GuestAsync(b)).Status.ShouldBe(429);
        a.Service<SharedWindows>().IsShared.ShouldBeTrue();
    }

    [Fact]
    public async Task While_Redis_is_away_each_node_goes_on_from_what_it_knew_and_tells_so()
    {
        await ExhaustAsync();
        await redis.KillAsync();
        (await GuestAsync(a)).Status.ShouldBe(429);
        (await b.GetAsync("/api/v1/nowhere")).Status.ShouldBe(404);
        b.Service<SharedWindows>().IsShared.ShouldBeFalse();

        await redis.StartAgainAsync();
        await ShouldShareAsync(a);
        await ShouldShareAsync(b);
        (await GuestAsync(a)).Status.ShouldBe(429);
        (await GuestAsync(b)).Status.ShouldBe(429);
        File.ReadAllText(b.LogPath).ShouldContain("event=counts_alone");
    }

    [Fact]
    public async Task Look_ups_in_Redis_are_counted_by_what_they_found()
    {
        (await a.GetAsync("/metrics")).Body.ShouldContain("\nredis_hits_total 0\n");
        await GuestAsync(a);
        await GuestAsync(a);
        var text = (await a.GetAsync("/metrics")).Body;
        text.ShouldContain("\nredis_misses_total 2\n");
        text.ShouldContain("\nredis_hits_total 2\n");
    }

    private static Task<Answer> GuestAsync(TestServer node) => node.SendAsync("POST", "/api/v1/auth/guest");

    private async Task ExhaustAsync()
    {
        for (var i = 0; i < 11; i++)
        {
            await GuestAsync(a);
        }

        (await GuestAsync(b)).Status.ShouldBe(429);
    }

    private static async Task ShouldShareAsync(TestServer node)
    {
        for (var left = 100; !node.Service<SharedWindows>().IsShared && left > 0; left--)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        node.Service<SharedWindows>().IsShared.ShouldBeTrue();
    }
}
