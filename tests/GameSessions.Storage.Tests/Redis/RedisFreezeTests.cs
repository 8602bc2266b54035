using System.Diagnostics;
using System.Globalization;
using GameSessions.Games;
using GameSessions.Hosting.Storage;

namespace GameSessions.Storage.Tests.Redis;

/// <summary>A server that keeps its connections and answers nothing: one call waits, the next ones fail at once, and nothing late does harm.</summary>
public sealed class RedisFreezeTests : RedisServerTest
{
    /// <summary>Ten times what a call may take in these tests, before it is given up.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await UseAsync(options => options with { CommandTimeout = TimeSpan.FromMilliseconds(200) });
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
    public async Task Calls_that_wait_fail_when_the_connection_ends()
    {
        await UseAsync(options => options with { CommandTimeout = RedisCaches.Patience });
        await Server.FreezeAsync();
        var watch = Stopwatch.StartNew();
        Task[] waiting = [.. Enumerable.Range(0, 10).Select(_ => ShouldFail(() => Cache.FindByTokenAsync(Token)))];
        await Server.KillAsync();

        await Task.WhenAll(waiting);
        watch.Elapsed.ShouldBeLessThan(RedisCaches.Patience / 2);
        Reports.ShouldHaveSingleItem().ShouldNotBeNull().ShouldStartWith("the connection is lost");
    }

    [Fact]
    public async Task One_call_more_than_may_wait_fails_at_once_and_opens_no_circuit()
    {
        await UseAsync(options => options with { CommandTimeout = RedisCaches.Patience, InFlightMax = 16, WaitingMax = 240 });
        await Server.FreezeAsync();
        Task[] waiting = [.. Enumerable.Range(0, 256).Select(i => Cache.TrimEventsAsync(new GameId($"g{i}"), Epoch, 1))];

        var watch = Stopwatch.StartNew();
        (await ShouldFail(() => Cache.ReadEventsAsync(Game))).Message.ShouldBe("240 commands wait for the cache.");
        watch.Elapsed.ShouldBeLessThan(RedisCaches.Patience / 2);

        await Server.ThawAsync();
        await Task.WhenAll(waiting);
        (await Cache.ReadEventsAsync(Game)).ShouldBeEmpty();
        Reports.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_process_that_is_late_itself_does_not_blame_the_server()
    {
        await UseAsync(options => options with { CommandTimeout = TimeSpan.FromMilliseconds(200) });
        for (var i = 0; i < 400 * Environment.ProcessorCount; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ => Thread.Sleep(1), null);
        }

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

    private async Task<int> ScriptsRunAsync()
    {
        const string Line = "cmdstat_evalsha:calls=";
        var line = (await Server.CliAsync("info", "commandstats")).Split('\n').SingleOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal));
        return line is null ? 0 : int.Parse(line[Line.Length..line.IndexOf(',', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
    }
}
