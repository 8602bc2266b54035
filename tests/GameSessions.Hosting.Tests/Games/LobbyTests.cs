using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Hosting.Games;
using GameSessions.Hosting.Sessions;
using GameSessions.Hosting.Storage;
using GameSessions.Lobby;
using GameSessions.Log;
using GameSessions.Wire;

namespace GameSessions.Hosting.Tests.Games;

public class LobbyTests
{
    /// <summary>Appends by which a second wish becomes a match: the wish, the pair, the game, two inboxes and two notices.</summary>
    private const int AppendsOfAMatch = 7;

    private static readonly TimeControl Control = TimeControl.Normal;
    private static readonly PlayerId[] Pair = [World.Ann, World.Bob];

    /// <summary>Longer than an event's effects wait for whoever stored it, and than a second try waits for a third.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly World world;

    public LobbyTests()
        : this(new World())
    {
    }

    private LobbyTests(World world) => this.world = world;

    [Fact]
    public void Whoever_finds_an_opponent_at_once_is_told_so_at_once()
    {
        Search(World.Ann);
        SearchOf(World.Ann).Wish.ShouldNotBeNull();
        Search(World.Bob);

        ShouldBeMatched();
        OpenReactions().ShouldBeEmpty();
    }

    [Fact]
    public void Whatever_append_fails_the_match_is_made_once_in_the_end()
    {
        for (var stored = 0; stored <= AppendsOfAMatch; stored++)
        {
            new LobbyTests().ShouldBeMatchedThough(store => store.FailAfter("AppendAsync", stored));
            new LobbyTests().ShouldBeMatchedThough(store => store.LoseAnswersAfter("AppendAsync", stored));
        }
    }

    [Theory]
    [InlineData("CloseReactionAsync")]
    [InlineData("FindAsync")]
    [InlineData("ReadAsync")]
    [InlineData("FindOpenReactionsAsync")]
    [InlineData("PostponeReactionAsync")]
    public void Whatever_else_the_store_fails_the_match_is_made_once_in_the_end(string method)
    {
        ShouldBeMatchedThough(store => store.Fail(method));
        OpenReactions().ShouldBeEmpty();
    }

    [Fact]
    public void What_a_dead_node_left_behind_another_finishes()
    {
        var (other, _) = world.AddNode();
        Search(World.Ann);
        world.Store.FailAfter("AppendAsync", 2);
        Search(World.Bob);
        world.Store.Fail("FindOpenReactionsAsync", "FindAsync", "ReadAsync");
        world.Pass(Patience);

        foreach (var player in Pair)
        {
            world.Get(() => other.Lobby.FindAsync(player)).Match.ShouldNotBeNull();
        }

        world.Store.Recover();
        OpenReactions().ShouldBeEmpty();
        ShouldBeToldOnce();
    }

    [Fact]
    public void Two_nodes_that_do_the_same_do_it_once()
    {
        var (_, line) = world.AddNode();
        Search(World.Ann);
        // The first node neither ends it nor looks for it again.
        world.Store.Fail("CloseReactionAsync", "FindOpenReactionsAsync");
        line.Fail("CloseReactionAsync");
        Search(World.Bob);
        world.Pass(Patience);
        line.Calls("CloseReactionAsync").ShouldBeGreaterThan(1);

        line.Recover();
        world.Store.Recover();
        world.Pass(Patience);
        OpenReactions().ShouldBeEmpty();
        ShouldBeToldOnce();
    }

    [Fact]
    public void Two_who_wait_on_different_nodes_are_matched()
    {
        var (other, _) = world.AddNode();
        Search(World.Ann);
        world.Get(() => other.Lobby.EnqueueAsync(World.Bob, "walk", Control)).ShouldBeOfType<CommandResult.Accepted>();

        ShouldBeToldOnce();
        world.Get(() => other.Lobby.FindAsync(World.Bob)).Match!.Opponent.ShouldBe(World.Ann);
    }

    [Fact]
    public void Whoever_has_left_is_matched_with_nobody()
    {
        Search(World.Ann);
        Leave(World.Ann).IsCompletedSuccessfully.ShouldBeTrue();
        Leave(World.Ann).IsCompletedSuccessfully.ShouldBeTrue();
        Search(World.Bob);
        world.Pass(Patience);

        SearchOf(World.Ann).ShouldBe(new Inbox());
        SearchOf(World.Bob).Wish.ShouldNotBeNull();
    }

    [Fact]
    public void To_leave_is_to_have_left_though_the_wish_has_not_reached_its_queue()
    {
        // There is a queue that could say that it does not know the player.
        Search(World.Cid);
        Leave(World.Cid).IsCompletedSuccessfully.ShouldBeTrue();
        world.Store.FailAfter("AppendAsync", 1);
        Search(World.Ann);
        Leave(World.Ann).Exception!.InnerException.ShouldBeOfType<StorageUnavailableException>();

        world.Store.Recover();
        world.Pass(Patience);
        Leave(World.Ann).IsCompletedSuccessfully.ShouldBeTrue();
        SearchOf(World.Ann).ShouldBe(new Inbox());
        Search(World.Bob);
        SearchOf(World.Bob).Wish.ShouldNotBeNull();
    }

    [Fact]
    public void To_leave_is_to_have_left_though_the_inbox_has_not_heard_of_it()
    {
        Search(World.Ann);
        world.Store.FailAfter("AppendAsync", 1);
        Leave(World.Ann).Exception!.InnerException.ShouldBeOfType<StorageUnavailableException>();
        Leave(World.Ann).Exception!.InnerException.ShouldBeOfType<StorageUnavailableException>();

        world.Store.Recover();
        world.Pass(Patience);
        Leave(World.Ann).IsCompletedSuccessfully.ShouldBeTrue();
        SearchOf(World.Ann).ShouldBe(new Inbox());
        Search(World.Ann);
        SearchOf(World.Ann).Wish.ShouldNotBeNull();
    }

    [Fact]
    public void Whoever_leaves_while_a_match_is_made_has_the_match()
    {
        Search(World.Ann);
        world.Store.Hold("CloseReactionAsync");
        var searching = world.Do(() => world.Node.Lobby.EnqueueAsync(World.Bob, "walk", Control));
        var leaving = Leave(World.Ann);
        world.Store.Recover();

        searching.IsCompletedSuccessfully.ShouldBeTrue();
        leaving.IsCompletedSuccessfully.ShouldBeTrue();
        ShouldBeMatched();
    }

    [Fact]
    public void A_match_that_nobody_can_read_does_not_hold_its_players()
    {
        var hearing = new LobbyTests(new World(withFeed: true));
        hearing.DamageTheMatch();
        hearing.SearchOf(World.Ann).ShouldBe(new Inbox());
        hearing.Search(World.Ann);
        hearing.SearchOf(World.Ann).Wish.ShouldNotBeNull();
    }

    [Fact]
    public void Effects_on_inboxes_that_cannot_be_read_do_not_keep_others_from_being_done()
    {
        // More of them than are sought at once, all more overdue than the good one.
        for (var i = 0; i < 300; i++)
        {
            var guest = new PlayerId($"guest-{i}");
            Damage(InboxId.Notifications(guest), 0, InboxRules.CreationFor(guest, 0));
            Invite(guest);
        }

        world.Pass(1);
        Invite(World.Bob);
        world.Pass(Patience);
        HeadOf(InboxId.Notifications(World.Bob)).ShouldBe(1);
        OpenReactions().Count.ShouldBe(300);
    }

    [Fact]
    public void Events_that_cannot_be_read_do_not_keep_what_others_do_from_being_done()
    {
        for (var i = 0; i < 300; i++)
        {
            Damage(new GameId($"unreadable-{i}"), 0, CreationFor(World.Cid), reacting: true);
        }

        world.Pass(1);
        Invite(World.Bob);
        world.Pass(Patience);
        HeadOf(InboxId.Notifications(World.Bob)).ShouldBe(1);
        world.Log.Count.ShouldBe(300);
    }

    [Fact]
    public void Inboxes_that_somebody_only_asked_for_take_no_memory()
    {
        for (var i = 0; i < 100; i++)
        {
            world.Get(() => world.Node.Directory.FindAsync(InboxId.Notifications(new PlayerId($"nobody-{i}")))).ShouldNotBeNull();
        }

        world.Node.Directory.Count.ShouldBe(0);
    }

    [Fact]
    public void A_first_notice_whose_answer_was_lost_reaches_who_listens()
    {
        var ann = world.LiveInbox(Channel.Notifications, World.Ann);
        world.Store.LoseAnswersAfter("AppendAsync", 0);
        world.Get(() => world.Node.Lobby.NotifyAsync(World.Ann, new Notified("a", "t", "m", RawJson.EmptyObject))).ShouldBeOfType<CommandResult.Refused>();
        world.Store.Recover();
        world.Pass(1_000);

        ann.Events.ShouldBe([1]);
        world.Get(() => world.Node.Lobby.NotifyAsync(World.Ann, new Notified("b", "t", "m", RawJson.EmptyObject))).ShouldBeOfType<CommandResult.Accepted>();
        ann.Events.ShouldBe([1, 2]);
    }

    /// <summary>The second of a pair comes while the store fails, and comes again, as clients do, until it is taken in.</summary>
    private void ShouldBeMatchedThough(Action<Store> fail)
    {
        Search(World.Ann);
        fail(world.Store);
        var first = world.Do(() => world.Node.Lobby.EnqueueAsync(World.Bob, "walk", Control));
        world.Pass(Patience);
        first.IsCompletedSuccessfully.ShouldBeTrue();
        world.Store.Recover();
        world.Pass(Patience);
        Search(World.Bob);
        world.Pass(Patience);
        ShouldBeMatched();
    }

    private void ShouldBeMatched()
    {
        var match = SearchOf(World.Ann).Match.ShouldNotBeNull();
        SearchOf(World.Bob).Match!.GameId.ShouldBe(match.GameId);
        var game = world.Get(() => world.Node.Directory.FindAsync(match.GameId)).ShouldNotBeNull();
        (game.Status, game.Head).ShouldBe((GameStatus.Running, 3));
        game.Clock!.Turn.ShouldNotBeNull();
        ShouldBeToldOnce();
    }

    private void ShouldBeToldOnce()
    {
        foreach (var player in Pair)
        {
            TypesIn(InboxId.Matchmaking(player)).ShouldBe(["queued", "matched"]);
            TypesIn(InboxId.Notifications(player)).ShouldBe(["notified"]);
            world.Get(() => world.Store.CountOpenAsync(player, InboxRules.Name)).ShouldBe(1);
        }
    }

    private void Search(PlayerId player) => world.Get(() => world.Node.Lobby.EnqueueAsync(player, "walk", Control));

    private Task<bool> Leave(PlayerId player) => world.Do(async () =>
    {
        await world.Node.Lobby.LeaveAsync(player);
        return true;
    });

    private Inbox SearchOf(PlayerId player) => world.Get(() => world.Node.Lobby.FindAsync(player));

    private IEnumerable<string> TypesIn(GameId game) => world.Get(() => world.Store.ReadAsync(game, 0, 100)).Select(recorded => recorded.Type);

    private long HeadOf(GameId game) => world.Get(() => world.Store.FindAsync(game))!.Head;

    private IReadOnlyList<(GameId Game, long Sequence)> OpenReactions() => world.Get(() => world.Store.FindOpenReactionsAsync(long.MaxValue, 1_000));

    private void DamageTheMatch()
    {
        Search(World.Ann);
        Search(World.Bob);
        Damage(SearchOf(World.Ann).Match!.GameId, 3, creation: null);
        world.Pass(1_000);
    }

    /// <summary>Another node stores an event that this one cannot decode.</summary>
    private void Damage(GameId game, long head, GameCreation? creation, bool reacting = false) => world.Put(new Append(
        game, head, [new RecordedEvent(head + 1, "flown", RawJson.EmptyObject, null, null, world.Time.NowMs)], GameStatus.Running, Deadline: null, Creation: creation,
        Reacting: reacting ? [head + 1] : null));

    /// <summary>A node keeps a seat for a guest, and dies before the guest is told.</summary>
    private void Invite(PlayerId guest)
    {
        var joined = new RecordedEvent(1, "joined", EventCodec.Encode(new Joined(WalkRules.Left, World.Ann)), World.Ann, null, world.Time.NowMs);
        world.Put(new Append(new GameId($"for-{guest}"), 0, [joined], GameStatus.Waiting, Deadline: null, Creation: CreationFor(guest), Reacting: [1]));
    }

    private static GameCreation CreationFor(PlayerId guest) =>
        new("walk", RawJson.EmptyObject, Control, 0, [new SeatHolder(WalkRules.Left, Required: true), new SeatHolder(WalkRules.Right, Required: true, KeptFor: guest)]);
}
