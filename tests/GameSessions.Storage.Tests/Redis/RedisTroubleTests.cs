using System.Diagnostics;
using System.Globalization;
using GameSessions.Games;
using GameSessions.Hosting.Storage;

namespace GameSessions.Storage.Tests.Redis;

/// <summary>A server that freezes, dies, is emptied or full: calls fail soon and for a while at once, and nothing late does harm.</summary>
public sealed class RedisTroubleTests : RedisServerTest
{
    /// <summary>Ten times what a call may take before it is given up here.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan CommandTimeout = TimeSpan.FromMilliseconds(200);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await UseAsync(options => options with { CommandTimeout = CommandTimeout });
    }

    [Fact]
    public async Task A_frozen_server_costs_one_wait_and_then_nothing_and_is_used_again_after_the_thaw()
    {
        await AppendAsync(1, 3);
        await Server.CliAsync("config", "resetstat");
        await Server.FreezeAsync();
        var watch = Stopwatch.StartNew();
        await ShouldFail(() => AppendAsync(4, 4));
        watch.Elapsed.ShouldBeLessThan(Soon);

        watch.Restart();
        for (var i = 0; i < 1_000; i++)
        {
            await ShouldFail(() => SaveAsync(generation: i));
        }

        watch.Elapsed.ShouldBeLessThan(Soon);
        Reports.ShouldBe(["no answer within 200 ms"]);

        await Server.ThawAsync();
        await Cache.AnswersAsync();
        Reports.ShouldBe(["no answer within 200 ms", null]);
        (await ScriptsRunAsync()).ShouldBeLessThanOrEqualTo(1);
        (await Cache.FindSessionAsync(Session)).ShouldBeNull();
        await HydrateAsync(1, 6);
        await ShouldHold(1, 6);
    }

    [Fact]
    public async Task What_waits_to_be_sent_to_a_frozen_server_is_never_sent()
    {
        const int Calls = 200;
        string[] large = [new string('x', 500_000)];
        await AppendAsync(1, 1);
        await Server.CliAsync("config", "resetstat");
        await Server.FreezeAsync();

        await Task.WhenAll(Enumerable.Range(1, Calls).Select(i => ShouldFail(() => Cache.HydrateEventsAsync(Game, Epoch, i, large))));

        await Server.ThawAsync();
        await Cache.AnswersAsync();
        (await ScriptsRunAsync()).ShouldBeLessThan(Calls / 2, "what the sockets hold still runs, what the process held does not");
    }

    [Fact]
    public async Task What_was_given_up_does_nothing_to_newer_data_after_the_thaw()
    {
        await using var otherNode = RedisCaches.Make(Server);
        await otherNode.AnswersAsync();
        await AppendAsync(1, 3);
        await SaveAsync(generation: 1);
        await Server.FreezeAsync();
        // Sent by a node that will not wait; what it sent is read after the thaw, before or after what the other one sends.
        await Task.WhenAll(
            ShouldFail(() => AppendAsync(4, 5)),
            ShouldFail(() => HydrateAsync(1, 4)),
            ShouldFail(() => Cache.TrimEventsAsync(Game, Epoch, 1)),
            ShouldFail(() => SaveAsync(generation: 2)));
        var newer = Task.WhenAll(
            otherNode.HydrateEventsAsync(Game, Epoch, 1, [.. Enumerable.Range(1, 9).Select(i => $"entry {i}")]),
            otherNode.TrimEventsAsync(Game, Epoch, 2),
            otherNode.SaveSessionAsync(new CachedSession(Session, Epoch, Token, 0, 3)));
        await Server.ThawAsync();
        await newer;
        await Cache.AnswersAsync();

        await ShouldHold(3, 9);
        (await Cache.FindSessionAsync(Session))!.Generation.ShouldBe(3);
        await Cache.AppendEventsAsync(Game, Epoch, 10, ["entry 10"]);
        await ShouldHold(3, 10);
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
    public async Task Calls_that_wait_fail_when_the_connection_ends()
    {
        await UseAsync(options => options with { CommandTimeout = RedisCaches.Patience });
        await Server.FreezeAsync();
        var watch = Stopwatch.StartNew();
        Task[] waiting = [.. Enumerable.Range(0, 10).Select(_ => ShouldFail(() => Cache.FindByTokenAsync(Token)))];
        await Server.KillAsync();

        await Task.WhenAll(waiting);
        watch.Elapsed.ShouldBeLessThan(RedisCaches.Patience / 2);
        Reports.ShouldBe(["the connection is lost"]);
    }

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
    public async Task A_server_that_is_emptied_is_filled_again()
    {
        await AppendAsync(1, 3);
        await SaveAsync(generation: 2);
        await Server.CliAsync("flushall");

        (await Cache.ReadEventsAsync(Game)).ShouldBeEmpty();
        (await Cache.FindByTokenAsync(Token)).ShouldBeNull();
        (await Cache.FindSessionAsync(Session)).ShouldBeNull();
        await AppendAsync(4, 4);
        await ShouldHold(4, 4);
        await HydrateAsync(1, 4);
        await ShouldHold(1, 4);
        await SaveAsync(generation: 1);
        (await Cache.FindByTokenAsync(Token)).ShouldBe(Session);
        Reports.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_forgot_the_scripts_is_told_again()
    {
        await AppendAsync(1, 3);
        await Server.CliAsync("script", "flush");
        await AppendAsync(4, 4);
        await ShouldHold(1, 4);
        Reports.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_full_server_refuses_writes_whole_and_is_still_read()
    {
        await AppendAsync(1, 3);
        await Server.CliAsync("config", "set", "maxmemory-policy", "noeviction");
        await Server.CliAsync("config", "set", "maxmemory", "2mb");
        await Server.CliAsync("setrange", "filling", "2000000", "x");

        (await ShouldFail(() => AppendAsync(4, 4))).IsSpoilt.ShouldBeFalse();
        await ShouldFail(() => HydrateAsync(1, 4));
        await ShouldFail(() => SaveAsync(generation: 1));
        await ShouldFail(() => Cache.HydrateEventsAsync(new GameId("h"), Epoch, 1, ["x"]));
        await ShouldFail(() => Cache.TrimEventsAsync(new GameId("h"), Epoch, 1));
        Cache.Refusals.ShouldBe(5);
        await ShouldHold(1, 3);
        await Cache.TrimEventsAsync(Game, Epoch, 1);
        await ShouldHold(2, 3);
        (await Cache.FindSessionAsync(Session)).ShouldBeNull();
        (await Cache.FindByTokenAsync(Token)).ShouldBeNull();
        Reports.ShouldBeEmpty();

        await Server.CliAsync("config", "set", "maxmemory", "0");
        await AppendAsync(4, 4);
        await ShouldHold(2, 4);
    }

    [Fact]
    public async Task A_replica_refuses_writes_and_is_still_read()
    {
        await AppendAsync(1, 3);
        await Server.CliAsync("replicaof", "127.0.0.1", "1");

        (await ShouldFail(() => AppendAsync(4, 4))).IsSpoilt.ShouldBeFalse();
        Cache.Refusals.ShouldBe(1);
        await ShouldHold(1, 3);
        Reports.ShouldBeEmpty();

        await Server.CliAsync("replicaof", "no", "one");
        await AppendAsync(4, 4);
        await ShouldHold(1, 4);
    }

    [Fact]
    public async Task One_call_more_than_may_wait_fails_at_once_and_opens_no_circuit()
    {
        await UseAsync(options => options with { CommandTimeout = RedisCaches.Patience });
        await Server.FreezeAsync();
        Task[] waiting = [.. Enumerable.Range(0, 256).Select(i => Cache.TrimEventsAsync(new GameId($"g{i}"), Epoch, 1))];

        var watch = Stopwatch.StartNew();
        (await ShouldFail(() => Cache.ReadEventsAsync(Game))).Message.ShouldBe("256 commands wait for the cache.");
        watch.Elapsed.ShouldBeLessThan(RedisCaches.Patience / 2);

        await Server.ThawAsync();
        await Task.WhenAll(waiting);
        (await Cache.ReadEventsAsync(Game)).ShouldBeEmpty();
        Reports.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_follows_an_answer_does_not_hold_up_the_next_answer()
    {
        await UseAsync(options => options with { CommandTimeout = RedisCaches.Patience });
        await Cache.FindByTokenAsync(Token).ContinueWith(
            _ => Cache.FindByTokenAsync(Token).Wait(RedisCaches.Patience, CancellationToken.None).ShouldBeTrue(),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
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

    private async Task<int> ScriptsRunAsync()
    {
        const string Line = "cmdstat_evalsha:calls=";
        var line = (await Server.CliAsync("info", "commandstats")).Split('\n').SingleOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal));
        return line is null ? 0 : int.Parse(line[Line.Length..line.IndexOf(',', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
    }

    private async Task<int> ConnectionsAsync() =>
        (await Server.CliAsync("client", "list")).Split('\n').Count(client => client.Contains("name=game-sessions", StringComparison.Ordinal));
}
