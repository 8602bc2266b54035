using GameSessions.Games;
using GameSessions.Log;
using GameSessions.Wire;

namespace GameSessions.Hosting.Tests.Sessions;

public class LeavingTests
{
    private readonly World world = new(withFeed: true);

    [Fact]
    public void Who_leaves_is_gone_for_the_others_and_watches_on()
    {
        var game = world.NewGame();
        var ann = world.Live(game, World.Ann);
        var bob = world.Live(game, World.Bob);
        ann.Forget();
        bob.Leave();
        ann.Presences.ShouldBe([new ServerFrame.Presence(game, World.Bob, Online: false)]);
        bob.Presences.ShouldBeEmpty();

        ann.Step();
        bob.Events.ShouldBe([4, 5]);
        bob.Step("step-of-nobody");
        bob.Of<ServerFrame.Refused>().ShouldHaveSingleItem().Code.ShouldBe("NOT_A_PLAYER");
        world.Connect(game, World.Cid).Of<ServerFrame.Resume>().ShouldHaveSingleItem().Online.ShouldBe([World.Ann]);

        ann.Forget();
        bob.HangUp();
        ann.Presences.ShouldBeEmpty();
    }

    [Fact]
    public void Who_comes_back_takes_a_free_seat_and_is_there_again()
    {
        var game = world.NewGame();
        var ann = world.Live(game, World.Ann);
        var bob = world.Live(game, World.Bob);
        ann.Forget();
        bob.Leave();
        world.Join(game, World.Bob);
        ann.Presences.Select(presence => presence.Online).ShouldBe([false, true]);
        bob.Close.ShouldBeNull();
    }

    [Fact]
    public void The_same_leave_again_is_answered_as_the_first()
    {
        var game = world.NewGame();
        var bob = world.Live(game, World.Bob);
        bob.Leave("l");
        bob.Leave("l");
        bob.Of<ServerFrame.Accepted>().ShouldBe([new ServerFrame.Accepted(new CommandId("l"), 4, 1), new ServerFrame.Accepted(new CommandId("l"), 4, 1)]);
    }

    [Fact]
    public void Who_leaves_a_private_game_hears_of_it_is_answered_and_then_shut_out()
    {
        var game = world.NewGame(isPublic: false);
        var ann = world.Live(game, World.Ann);
        var bob = world.Live(game, World.Bob);
        ann.Forget();
        bob.Leave();
        bob.Types.ShouldBe(["GAME_EVENT", "GAME_ACCEPTED"]);
        bob.Close.ShouldBe(Close.Forbidden);
        ann.Presences.ShouldBe([new ServerFrame.Presence(game, World.Bob, Online: false)]);
        ann.Close.ShouldBeNull();

        ann.Step();
        bob.Events.ShouldBe([4]);
        world.Connect(game, World.Bob).Close.ShouldBe(Close.Forbidden);
    }

    [Fact]
    public void Who_left_a_private_game_on_another_node_hears_nothing_that_came_after()
    {
        var game = world.NewGame(isPublic: false);
        var ann = world.Live(game, World.Ann);
        var bob = world.Live(game, World.Bob);
        world.Put(new Append(game, 3, [Elsewhere(4, new Left(WalkRules.Right, World.Bob), World.Bob), Elsewhere(5, new Stepped(WalkRules.Left), World.Ann)], GameStatus.Running, Deadline: null));
        world.Pass(1_000);
        ann.Events.ShouldBe([4, 5]);
        bob.Events.ShouldBe([4]);
        bob.Close.ShouldBe(Close.Forbidden);
    }

    [Fact]
    public void Who_left_a_private_game_and_came_back_at_once_stays()
    {
        var game = world.NewGame(isPublic: false);
        var bob = world.Live(game, World.Bob);
        world.Put(new Append(game, 3, [Elsewhere(4, new Left(WalkRules.Right, World.Bob), World.Bob), Elsewhere(5, new Joined(WalkRules.Right, World.Bob), World.Bob)], GameStatus.Running, Deadline: null));
        world.Pass(1_000);
        bob.Events.ShouldBe([4, 5]);
        bob.Close.ShouldBeNull();
    }

    [Fact]
    public void A_socket_that_is_on_its_way_when_its_player_leaves_a_private_game_is_not_let_in()
    {
        var game = world.NewGame(isPublic: false);
        var first = world.Live(game, World.Bob);
        world.Store.Hold("OpenAsync");
        var second = world.Connect(game, World.Bob);
        first.Leave();
        first.Close.ShouldBe(Close.Forbidden);
        world.Store.Recover();
        second.Close.ShouldBe(Close.Forbidden);
        second.Types.ShouldBeEmpty();
    }

    private RecordedEvent Elsewhere(long sequence, GameEvent happened, PlayerId player) =>
        new(sequence, new WalkRules().Events.NameOf(happened), EventCodec.Encode(happened), player, CommandId: null, world.Time.NowMs);
}
