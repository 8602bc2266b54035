using System.Collections.Concurrent;
using System.Diagnostics;
using GameSessions.Storage.Redis;

namespace GameSessions.Storage.Tests.Redis;

/// <summary>How a cache finds its server, loses it, and finds it again.</summary>
public sealed class RedisConnectionTests : RedisServerTest
{
    /// <summary>Far less than a call is waited for in these tests.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task A_server_that_is_not_there_or_frozen_at_the_start_holds_nobody_up()
    {
        await Server.KillAsync();
        await StartWithoutServerAsync(Server.StartAgainAsync);
        await Server.FreezeAsync();
        await StartWithoutServerAsync(Server.ThawAsync);
    }

    [Fact]
    public async Task A_password_is_given_and_never_told()
    {
        await Server.CliAsync("config", "set", "requirepass", "sesame");
        await UseAsync(options => options with { Address = options.Address with { Password = "sesame" } });
        await AppendAsync(1, 1);
        await ShouldHold(1, 1);

        List<string> reasons = [];
        await using var stranger = RedisCaches.Make(Server, options => options with { Address = options.Address with { Password = "open sesame" } }, reasons.Add);
        await WaitAsync(() => Task.FromResult(reasons.Count > 0));
        reasons[0].ShouldNotContain("sesame");
        (await ShouldFail(() => stranger.ReadEventsAsync(Game))).Message.ShouldNotContain("sesame");
    }

    [Fact]
    public async Task A_node_holds_one_connection_and_none_after_it_is_closed()
    {
        (await ConnectionsAsync()).ShouldBe(1);
        await Cache.DisposeAsync();
        await ShouldFail(() => Cache.ReadEventsAsync(Game));
        await WaitAsync(async () => await ConnectionsAsync() == 0);
        Reports.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_is_killed_is_used_again_when_it_is_back()
    {
        await AppendAsync(1, 3);
        await Server.KillAsync();
        await ShouldFail(() => AppendAsync(4, 4));
        var watch = Stopwatch.StartNew();
        await ShouldFail(() => Cache.ReadEventsAsync(Game));
        watch.Elapsed.ShouldBeLessThan(Soon);

        await Server.StartAgainAsync();
        await Cache.AnswersAsync();
        Reports.ShouldBe(["the connection is lost", null]);
        (await Cache.ReadEventsAsync(Game)).ShouldBeEmpty();
        await AppendAsync(5, 6);
        await ShouldHold(5, 6);
    }

    [Fact]
    public async Task Tries_to_connect_come_one_at_a_time_and_ever_slower()
    {
        await Server.KillAsync();
        var time = new RecordedPauses();
        await using var cache = new RedisSessionCache(new RedisCacheOptions(new RedisAddress("127.0.0.1", Server.Port)), time);
        await WaitAsync(() => Task.FromResult(time.Pauses.Count >= 7));

        time.Pauses.Take(7).Select(pause => pause.TotalMilliseconds).ShouldBe([250, 500, 1_000, 2_000, 4_000, 4_000, 4_000]);
    }

    private static async Task WaitAsync(Func<Task<bool>> condition)
    {
        for (var watch = Stopwatch.StartNew(); !await condition(); await Task.Delay(5))
        {
            watch.Elapsed.ShouldBeLessThan(RedisCaches.Patience);
        }
    }

    private async Task StartWithoutServerAsync(Func<Task> bringServer)
    {
        List<string?> reports = [];
        var watch = Stopwatch.StartNew();
        await using var early = RedisCaches.Make(Server, opened: reports.Add, closed: () => reports.Add(null));
        await ShouldFail(() => early.ReadEventsAsync(Game));
        watch.Elapsed.ShouldBeLessThan(Soon);
        await WaitAsync(() => Task.FromResult(reports.Count > 0));
        await ShouldFail(() => early.ReadEventsAsync(Game));

        await bringServer();
        await early.AnswersAsync();
        (await early.ReadEventsAsync(Game)).ShouldBeEmpty();
        reports.Count.ShouldBe(2);
        reports[1].ShouldBeNull();
    }

    private async Task<int> ConnectionsAsync() =>
        (await Server.CliAsync("client", "list")).Split('\n').Count(client => client.Contains("name=game-sessions", StringComparison.Ordinal));

    /// <summary>Its timers fire at once, and are remembered.</summary>
    private sealed class RecordedPauses : TimeProvider
    {
        public ConcurrentQueue<TimeSpan> Pauses { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Pauses.Enqueue(dueTime);
            return System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
