using GameSessions.Games;

namespace GameSessions.Storage.Tests.Redis;

/// <summary>A server that answers, but is emptied, full or a replica: its refusals are those commands' own, and the connection stays.</summary>
public sealed class RedisRefusalTests : RedisServerTest
{
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
}
