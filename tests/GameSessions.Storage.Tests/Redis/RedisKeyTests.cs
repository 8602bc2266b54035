using GameSessions.Games;
using GameSessions.Hosting.Storage;
using GameSessions.Storage.Redis;

namespace GameSessions.Storage.Tests.Redis;

/// <summary>Which keys there are, how long they live, and how they go.</summary>
public sealed class RedisKeyTests : RedisServerTest
{
    [Fact]
    public async Task Every_key_has_its_name_and_a_time_to_live()
    {
        await WriteEverythingAsync();

        (await KeysAsync("*")).ShouldBe(["gsr:events:a:game", "gsr:events:h", "gsr:head:a:game", "gsr:head:h", "gsr:head:i", "gsr:session:a:game:ann", "gsr:sessionId:a-token", "gsr:sessionId:another"]);
        foreach (var key in await KeysAsync("*"))
        {
            int.Parse(await Server.CliAsync("ttl", key)).ShouldBeInRange(1, Limits.SessionTtlSeconds, key);
        }
    }

    [Fact]
    public async Task A_write_gives_a_key_its_whole_time_again()
    {
        await WriteEverythingAsync();
        foreach (var key in await KeysAsync("*"))
        {
            await Server.CliAsync("expire", key, "5");
        }

        await AppendAsync(4, 4);
        await SaveAsync(generation: 3);
        foreach (var key in (string[])["gsr:events:a:game", "gsr:head:a:game", "gsr:session:a:game:ann", "gsr:sessionId:a-token"])
        {
            int.Parse(await Server.CliAsync("ttl", key)).ShouldBeGreaterThan(5, key);
        }
    }

    [Fact]
    public async Task Without_the_list_the_head_still_refuses_and_without_the_head_the_list_is_nothing()
    {
        await AppendAsync(1, 3);
        await Server.CliAsync("del", "gsr:events:a:game");
        (await Cache.ReadEventsAsync(Game)).ShouldBeEmpty();
        await AppendAsync(2, 3);
        (await Cache.ReadEventsAsync(Game)).ShouldBeEmpty();
        await AppendAsync(4, 5);
        await ShouldHold(4, 5);

        await Server.CliAsync("del", "gsr:head:a:game");
        (await Cache.ReadEventsAsync(Game)).ShouldBeEmpty();
        await AppendAsync(6, 7);
        await ShouldHold(6, 7);
    }

    [Fact]
    public async Task A_purge_removes_its_own_keys_and_no_others()
    {
        await WriteEverythingAsync();
        for (var i = 0; i < 1_200; i++)
        {
            await Cache.TrimEventsAsync(new GameId($"many:{i}"), Epoch, 1);
        }

        string[] foreign = ["gsr2:head:a", "gsr:rate:a", "head:a", "xgsr:head:a"];
        foreach (var key in foreign)
        {
            await Server.CliAsync("set", key, "1");
        }

        (await Cache.PurgeAsync()).ShouldBe(1_208);

        (await KeysAsync("*")).ShouldBe(foreign);
        (await Cache.PurgeAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Two_namespaces_do_not_see_each_other()
    {
        await WriteEverythingAsync();
        await UseAsync(options => options with { Namespace = "other" });

        (await Cache.ReadEventsAsync(Game)).ShouldBeEmpty();
        (await Cache.FindByTokenAsync(Token)).ShouldBeNull();
        (await Cache.PurgeAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("gsr*")]
    [InlineData("g s r")]
    [InlineData("[gsr]")]
    public void A_namespace_that_would_match_other_keys_is_refused(string prefix) =>
        Should.Throw<ArgumentException>(() => RedisCaches.Make(Server, options => options with { Namespace = prefix }));

    [Fact]
    public async Task A_database_by_its_number_is_the_one_that_is_used()
    {
        await UseAsync(options => options with { Address = options.Address with { Database = 3 } });
        await AppendAsync(1, 1);

        (await KeysAsync("*")).ShouldBeEmpty();
        (await Server.CliAsync("-n", "3", "exists", "gsr:head:a:game")).ShouldBe("1");
    }

    [Fact]
    public void No_command_is_used_that_holds_a_server_up_or_empties_it()
    {
        var assembly = typeof(RedisSessionCache).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".lua", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var script = reader.ReadToEnd();
            script.ShouldNotContain("'KEYS'", Case.Insensitive, name);
            script.ShouldNotContain("FLUSH", Case.Insensitive, name);
        }
    }

    [Fact]
    public async Task The_server_has_seen_no_command_that_holds_it_up_or_empties_it()
    {
        await WriteEverythingAsync();
        await Cache.PurgeAsync();

        var seen = await Server.CliAsync("info", "commandstats");
        seen.ShouldContain("cmdstat_scan:");
        seen.ShouldContain("cmdstat_unlink:");
        seen.ShouldNotContain("cmdstat_keys:");
        seen.ShouldNotContain("cmdstat_flush");
    }

    private async Task WriteEverythingAsync()
    {
        await AppendAsync(1, 3);
        await Cache.HydrateEventsAsync(new GameId("h"), Epoch, 1, ["x"]);
        await Cache.TrimEventsAsync(new GameId("i"), Epoch, 1);
        await SaveAsync(generation: 1);
        await Cache.SaveSessionAsync(new CachedSession(Session, Epoch, new TokenHash("another"), 0, 2));
    }

    private async Task<string[]> KeysAsync(string pattern) =>
        [.. (await Server.CliAsync("--scan", "--pattern", pattern)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
