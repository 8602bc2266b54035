using System.Diagnostics;
using GameSessions.Hosting.Storage;
using GameSessions.Log;
using GameSessions.Storage.PostgreSql;
using Npgsql;
using static GameSessions.Storage.Tests.Contracts.Sample;

namespace GameSessions.Storage.Tests.PostgreSql;

/// <summary>A server that freezes, crashes and comes back.</summary>
public sealed class PostgreSqlOutageTests
{
    private static readonly NodeId Node = new("node");

    [Fact]
    public async Task A_frozen_server_is_said_to_be_unavailable_in_time_and_works_when_it_thaws()
    {
        await using var own = await OwnServer.StartAsync();
        await own.Log.AppendAsync(Node, [Make("g")]);
        await own.Server.FreezeAsync();

        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Should.ThrowAsync<StorageUnavailableException>(
            () => i % 2 == 0 ? own.Log.ReadAsync(new("g"), 0, 1) : own.Log.AppendAsync(Node, [Move("g", 1, Ann, $"c{i}")]))));
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));

        await own.Server.ThawAsync();
        var head = (await OwnServer.EventuallyAsync(() => own.Log.FindAsync(new("g"))))!.Head;
        (await OwnServer.EventuallyAsync(() => own.Log.AppendAsync(Node, [Move("g", head)]))).ShouldHaveSingleItem();
        (await own.Log.ReadAsync(new("g"), 0, 100)).Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, (int)(await own.Log.FindAsync(new("g")))!.Head).Select(i => (long)i));
    }

    [Fact]
    public async Task After_a_restart_only_the_first_who_asks_is_failed_however_many_connections_had_been_waiting()
    {
        await using var own = await OwnServer.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AskAsync()));
        await own.Server.StopAsync();
        await own.Server.StartAgainAsync();
        await Should.ThrowAsync<StorageUnavailableException>(AskAsync);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AskAsync()));

        Task AskAsync() => own.Database.ReadAsync(async connection =>
        {
            await using var command = new NpgsqlCommand("SELECT pg_sleep(0.1)", connection);
            return await command.ExecuteScalarAsync();
        });
    }

    [Fact]
    public async Task A_server_that_crashed_and_started_again_works_again_by_itself()
    {
        await using var own = await OwnServer.StartAsync();
        var feed = new PostgreSqlCommitFeed(own.Database);
        await feed.WaitAsync(TestContext.Current.CancellationToken);
        await own.Log.AppendAsync(Node, [Make("g"), Make("h")]);
        var epoch = await own.Log.ReadEpochAsync();
        var cursor = await feed.ReadHeadAsync();

        await own.Server.CrashAsync();
        await Should.ThrowAsync<StorageUnavailableException>(() => own.Log.AppendAsync(Node, [Move("g", 1)]));
        var reconnected = feed.WaitAsync(TestContext.Current.CancellationToken);
        await own.Server.StartAgainAsync();

        (await OwnServer.EventuallyAsync(() => own.Log.ReadEpochAsync())).ShouldBe(epoch);
        await reconnected;
        (await own.Log.AppendAsync(Node, [Move("g", 1) with { Epoch = epoch }])).ShouldBe([new AppendOutcome.Stored(2)]);
        (await feed.ReadAsync(cursor)).Notices.ShouldBe([new FeedNotice.Committed(new("g"), 2)]);
        var woken = feed.WaitAsync(TestContext.Current.CancellationToken);
        await own.Log.AppendAsync(Node, [Move("h", 1)]);
        await woken.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
