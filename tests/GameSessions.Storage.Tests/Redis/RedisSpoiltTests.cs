namespace GameSessions.Storage.Tests.Redis;

/// <summary>Somebody else wrote under our keys: a read says so, and the next write puts it right.</summary>
public sealed class RedisSpoiltTests : RedisServerTest
{
    private const string SessionName = "gsr:session:a:game:ann";
    private const string PointerName = "gsr:sessionId:a-token";
    private const string EventsName = "gsr:events:a:game";
    private const string HeadName = "gsr:head:a:game";

    [Theory]
    [InlineData(EventsName, "set {0} nonsense")]
    [InlineData(EventsName, "sadd {0} nonsense")]
    [InlineData(EventsName, "rpush {0} one two three four")]
    [InlineData(HeadName, "set {0} nonsense")]
    [InlineData(HeadName, "rpush {0} nonsense")]
    [InlineData(HeadName, "hset {0} other field")]
    [InlineData(HeadName, "hset {0} epoch an-epoch head x trimmed 0")]
    [InlineData(HeadName, "hset {0} epoch an-epoch head -3 trimmed 0")]
    [InlineData(HeadName, "hset {0} epoch an-epoch head 1e300 trimmed 0")]
    [InlineData(HeadName, "hset {0} epoch an-epoch head 3 trimmed 4")]
    [InlineData(HeadName, "hset {0} epoch an-epoch head 2 trimmed 0")]
    public async Task Entries_that_are_spoilt_are_no_answer_and_every_write_replaces_them(string key, string spoil)
    {
        await SpoilAsync(key, spoil);
        await HydrateAsync(2, 4);
        await ShouldHold(2, 4);

        await SpoilAsync(key, spoil);
        await AppendAsync(4, 5);
        (await Cache.ReadEventsAsync(Game))[^1].ShouldBe("entry 5");

        await SpoilAsync(key, spoil);
        await Cache.TrimEventsAsync(Game, Epoch, 9);
        (await Cache.ReadEventsAsync(Game)).ShouldBeEmpty();

        await SpoilAsync(key, spoil);
        await Cache.DropEventsAsync(Game);
        (await Cache.ReadEventsAsync(Game)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("set {0} nonsense")]
    [InlineData("rpush {0} nonsense")]
    [InlineData("hset {0} game a:game")]
    [InlineData("hset {0} game a:game player ann epoch an-epoch token a-token generation x lastAck 1")]
    [InlineData("hset {0} game a:game player ann epoch an-epoch token a-token generation 99 lastAck 1.5")]
    [InlineData("hset {0} game a:game player ann epoch an-epoch generation 99 lastAck 1")]
    public async Task A_session_that_is_spoilt_is_no_answer_and_a_save_replaces_it(string spoil)
    {
        await SaveAsync(generation: 5);
        await Server.CliAsync("del", SessionName);
        await Server.CliAsync(Command(spoil, SessionName));
        await ShouldBeSpoilt(() => Cache.FindSessionAsync(Session));

        await SaveAsync(generation: 1);
        (await Cache.FindSessionAsync(Session))!.Generation.ShouldBe(1);

        await Server.CliAsync("del", SessionName);
        await Server.CliAsync(Command(spoil, SessionName));
        await Cache.DropSessionAsync(Session);
        (await Cache.FindSessionAsync(Session)).ShouldBeNull();
    }

    [Theory]
    [InlineData("set {0} nonsense")]
    [InlineData("set {0} a/game")]
    [InlineData("rpush {0} nonsense")]
    [InlineData("hset {0} game nonsense")]
    public async Task A_pointer_that_is_spoilt_is_no_answer_and_a_save_replaces_it(string spoil)
    {
        await Server.CliAsync(Command(spoil, PointerName));
        await ShouldBeSpoilt(() => Cache.FindByTokenAsync(Token));

        await SaveAsync(generation: 1);
        (await Cache.FindByTokenAsync(Token)).ShouldBe(Session);
    }

    [Fact]
    public async Task Spoilt_keys_are_counted_and_open_no_circuit()
    {
        await Server.CliAsync("set", HeadName, "nonsense");
        await ShouldBeSpoilt(() => Cache.ReadEventsAsync(Game));

        Cache.Refusals.ShouldBe(1);
        Cache.IsAnswering.ShouldBeTrue();
        Reports.ShouldBeEmpty();
    }

    private static string[] Command(string text, string key) => [.. text.Split(' ').Select(word => word.Replace("{0}", key, StringComparison.Ordinal))];

    /// <summary>After three entries, of which the cache was told.</summary>
    private async Task SpoilAsync(string key, string spoil)
    {
        await Cache.DropEventsAsync(Game);
        await AppendAsync(1, 3);
        await Server.CliAsync("del", key);
        await Server.CliAsync(Command(spoil, key));
        await ShouldBeSpoilt(() => Cache.ReadEventsAsync(Game));
    }
}
