using GameSessions.Games;
using GameSessions.Hosting.Caching;
using GameSessions.Hosting.Storage;
using GameSessions.Wire;

namespace GameSessions.Hosting.Tests.Caching;

public sealed class ReadThroughTests : IDisposable
{
    private readonly FailingCache cache = new();
    private readonly World world;
    private readonly Counts counts;
    private readonly GameId game;

    public ReadThroughTests()
    {
        world = new World(cache: cache);
        counts = new Counts(world);
        game = world.NewGame();
    }

    public void Dispose() => counts.Dispose();

    /// <summary>Ann has a token, and misses what she and Bob did after she left.</summary>
    private string Leave()
    {
        var ann = world.Connect(game, World.Ann);
        var token = ann.Of<ServerFrame.Resume>().Single().Token;
        ann.Ack(2);
        world.Pass(100);
        ann.HangUp();
        return token;
    }

    private Link Resume(string token)
    {
        var link = world.Resume(token);
        link.Types.ShouldContain("GAME_REPLAY_END");
        link.Of<ServerFrame.Replay>().SelectMany(replay => replay.Events).Select(happened => happened.Sequence).ShouldBe([3]);
        return link;
    }

    private long Misses(string reason) => counts.Of($"game_session_cache_misses_total replay_fetch {reason}");

    private long Hits(string operation) => counts.Of($"game_session_cache_hits_total {operation}");

    [Fact]
    public void A_warm_resume_reads_neither_session_nor_events_from_the_database()
    {
        var token = Leave();
        var hits = (Hits("replay_fetch"), Hits("session_by_id"));
        var (reads, lookUps) = (world.Store.Calls("ReadAsync"), world.Store.Calls("FindByTokenAsync"));
        Resume(token);
        (world.Store.Calls("ReadAsync"), world.Store.Calls("FindByTokenAsync")).ShouldBe((reads, lookUps));
        (Hits("replay_fetch"), Hits("session_by_id")).ShouldBe((hits.Item1 + 1, hits.Item2 + 1));
    }

    [Fact]
    public void With_the_switch_off_nothing_is_asked_of_it_and_nothing_is_counted()
    {
        var token = Leave();
        world.Switch(new ReadThrough(Enabled: false, 100));
        var hits = Hits("replay_fetch");
        Resume(token);
        (Hits("replay_fetch"), Hits("session_by_id"), Misses("not_found")).ShouldBe((hits, 0, 0));
        world.CacheLog.All.ShouldBe(["Information: Read-through is off: sessions and replays come from the database."]);
    }

    [Fact]
    public void What_it_has_forgotten_the_database_answers_once()
    {
        var token = Leave();
        world.Do(() => cache.DropEventsAsync(game)).IsCompletedSuccessfully.ShouldBeTrue();
        var hits = Hits("replay_fetch");
        var first = Resume(token);
        (Misses("not_found"), Hits("replay_fetch")).ShouldBe((1, hits));
        first.HangUp();
        Resume(first.Of<ServerFrame.Resume>().Single().Token);
        (Misses("not_found"), Hits("replay_fetch")).ShouldBe((1, hits + 1));
    }

    [Fact]
    public void Where_it_does_not_answer_the_database_does_and_that_is_logged_once()
    {
        var token = Leave();
        cache.IsAway = true;
        Resume(token);
        Misses("error").ShouldBe(1);
        cache.IsAway = false;
        Resume(Leave());
        world.CacheLog.All.ShouldBe(["Warning: The cache does not answer, the database does: It is frozen.", "Information: The cache answers again."]);
        counts.Of("game_session_cache_log_warnings_total").ShouldBe(1);
    }

    public static TheoryData<string, Func<string, string>> Lies() => new()
    {
        { "cut off", entry => entry[..(entry.Length / 2)] },
        { "changed", entry => entry.Replace("started", "stepped", StringComparison.Ordinal) },
        { "nothing", _ => "" },
        { "no JSON", _ => "\u0001\u0002" },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public void What_was_not_put_there_is_not_believed(string kind, Func<string, string> lie)
    {
        var token = Leave();
        cache.Entries = entries => [.. entries.Select(lie)];
        Resume(token);
        (Misses("error"), kind).ShouldBe((1, kind));
        world.CacheLog.All.ShouldContain(line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Fact]
    public void Entries_of_another_game_are_not_believed()
    {
        var token = Leave();
        var other = world.NewGame();
        cache.Entries = _ => world.Get(() => cache.Inner.ReadEventsAsync(other));
        Resume(token);
        Misses("error").ShouldBe(1);
    }

    [Fact]
    public void A_pointer_to_somebody_elses_session_lets_nobody_in_and_keeps_nobody_out()
    {
        var token = Leave();
        cache.Pointer = new SessionKey(game, World.Bob);
        Resume(token).Of<ServerFrame.Resume>().Single().UserId.ShouldBe(World.Ann);
        world.Resume("a token of nobody").Close.ShouldBe(Close.InvalidResumeToken);
    }

    [Fact]
    public void What_both_have_acknowledged_is_gone_from_it()
    {
        var (ann, bob) = (world.Live(game, World.Ann), world.Live(game, World.Bob));
        world.Get(() => cache.Inner.ReadEventsAsync(game)).Count.ShouldBe(3);
        ann.Ack(3);
        bob.Ack(2);
        world.Pass(100);
        world.Get(() => cache.Inner.ReadEventsAsync(game)).Count.ShouldBe(1);
        bob.Ack(3);
        world.Pass(100);
        world.Get(() => cache.Inner.ReadEventsAsync(game)).ShouldBeEmpty();
    }

    [Fact]
    public void Whoever_is_signed_out_is_gone_from_it()
    {
        Leave();
        world.Get(() => cache.Inner.FindSessionAsync(new SessionKey(game, World.Ann))).ShouldNotBeNull();
        world.Revoke(World.Ann);
        world.Get(() => cache.Inner.FindSessionAsync(new SessionKey(game, World.Ann))).ShouldBeNull();
    }

    [Fact]
    public void A_share_is_the_same_games_on_every_node_and_about_as_large_as_it_says()
    {
        var games = Enumerable.Range(0, 10_000).Select(i => new GameId($"game-{i}")).ToList();
        var shares = games.Select(ReadThroughSwitch.ShareOf).ToList();
        shares.ShouldAllBe(share => share >= 0 && share < 100);
        shares.Count(share => share < 15).ShouldBeInRange(1_350, 1_650);
        // Nodes of different releases serve the same games.
        ReadThroughSwitch.ShareOf(new GameId("0193f2f4-7c1e-7000-8000-000000000001")).ShouldBe(19);
    }
}
