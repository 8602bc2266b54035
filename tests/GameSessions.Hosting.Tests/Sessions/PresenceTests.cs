using GameSessions.Wire;

namespace GameSessions.Hosting.Tests.Sessions;

public class PresenceTests
{
    private readonly World world = new();

    [Fact]
    public void The_others_hear_when_a_player_comes_and_goes()
    {
        var game = world.NewGame();
        var ann = world.Live(game, World.Ann);
        var bob = world.Live(game, World.Bob);
        ann.Presences.ShouldBe([new ServerFrame.Presence(game, World.Bob, Online: true)]);
        bob.Presences.ShouldBeEmpty();

        bob.HangUp();
        ann.Presences[^1].ShouldBe(new ServerFrame.Presence(game, World.Bob, Online: false));
    }

    [Fact]
    public void A_take_over_is_no_news()
    {
        var game = world.NewGame();
        var ann = world.Live(game, World.Ann);
        var old = world.Live(game, World.Bob);
        ann.Forget();
        world.Live(game, World.Bob);

        old.Close.ShouldBe(Close.TakenOver);
        ann.Presences.ShouldBeEmpty();
    }

    [Fact]
    public void Spectators_come_and_go_unheard_but_hear()
    {
        var game = world.NewGame();
        var ann = world.Live(game, World.Ann);
        var cid = world.Live(game, World.Cid);
        world.Live(game, World.Bob).HangUp();
        cid.Presences.Select(presence => presence.Online).ShouldBe([true, false]);

        ann.Forget();
        cid.HangUp();
        ann.Presences.ShouldBeEmpty();
    }

    [Fact]
    public void A_spectator_who_sits_down_is_there_from_then_on()
    {
        var game = world.NewGame(isAlone: true);
        var ann = world.Live(game, World.Ann);
        var bob = world.Live(game, World.Bob);
        ann.Presences.ShouldBeEmpty();

        world.Join(game, World.Bob);
        ann.Presences.ShouldBe([new ServerFrame.Presence(game, World.Bob, Online: true)]);
        bob.Presences.ShouldBeEmpty();
    }

    [Fact]
    public void A_new_socket_is_told_who_is_there()
    {
        var game = world.NewGame();
        world.Live(game, World.Ann);
        world.Live(game, World.Cid);
        world.Connect(game, World.Bob).Of<ServerFrame.Resume>().ShouldHaveSingleItem().Online.ShouldBe([World.Ann, World.Bob]);
    }

    [Fact]
    public void Who_comes_and_goes_on_another_node_is_heard_of_here_and_a_move_to_it_is_no_news()
    {
        var here = new World(withFeed: true);
        var game = here.NewGame();
        var ann = here.Live(game, World.Ann);
        var there = here.AddNode().Node;

        var bob = here.ConnectTo(there, game, World.Bob);
        bob.Of<ServerFrame.Resume>().Single().Online.ShouldBe([World.Ann, World.Bob], ignoreOrder: true);
        here.Pass(600);
        ann.Presences.ShouldBe([new ServerFrame.Presence(game, World.Bob, Online: true)]);

        var back = here.Live(game, World.Bob);
        here.Pass(600);
        bob.HangUp();
        here.Pass(600);
        ann.Presences.Count.ShouldBe(1);

        back.HangUp();
        ann.Presences[^1].ShouldBe(new ServerFrame.Presence(game, World.Bob, Online: false));
    }
}
