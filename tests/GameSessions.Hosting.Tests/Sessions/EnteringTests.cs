using GameSessions.Wire;

namespace GameSessions.Hosting.Tests.Sessions;

public class EnteringTests
{
    private readonly World world = new();

    [Fact]
    public void Hand_overs_that_storage_fails_do_not_count_as_sockets()
    {
        world.Store.Fail("OpenAsync");
        for (var i = 0; i < Limits.SocketsPerPlayerMax; i++)
        {
            world.Connect(world.NewGame(), World.Ann).Close.ShouldBe(Close.StorageUnavailable);
        }

        world.Store.Recover();
        world.Live(world.NewGame(), World.Ann);
    }

    [Fact]
    public void Peers_that_leave_during_their_hand_over_do_not_count_as_sockets()
    {
        world.Store.Hold("OpenAsync");
        for (var i = 0; i < Limits.SocketsPerPlayerMax; i++)
        {
            world.Connect(world.NewGame(), World.Ann).HangUp();
        }

        // Nobody knows whether their sessions were opened.
        world.Pass(5_000);
        world.Store.Recover();
        world.Live(world.NewGame(), World.Ann);
    }

    [Fact]
    public void A_handshake_that_began_before_another_does_not_take_its_session()
    {
        var game = world.NewGame();
        var stillSignedIn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var early = world.Connect(game, World.Ann, () => stillSignedIn.Task);
        var late = world.Live(game, World.Ann);
        world.Get(() => Task.FromResult(stillSignedIn.TrySetResult(true))).ShouldBeTrue();

        early.Close.ShouldBe(Close.TakenOver);
        early.Types.ShouldBeEmpty();
        late.Close.ShouldBeNull();
        late.Step();
        late.Types.ShouldContain("GAME_ACCEPTED");
    }

    [Fact]
    public void A_player_has_so_many_sockets_and_no_more()
    {
        for (var i = 0; i < Limits.SocketsPerPlayerMax; i++)
        {
            world.Live(world.NewGame(), World.Ann);
        }

        world.Connect(world.NewGame(), World.Ann).Close.ShouldBe(Close.TooManySockets);
    }

    [Fact]
    public void A_player_with_the_most_sockets_can_take_over_one_of_them()
    {
        for (var i = 1; i < Limits.SocketsPerPlayerMax; i++)
        {
            world.Live(world.NewGame(), World.Ann);
        }

        var game = world.NewGame();
        var old = world.Live(game, World.Ann);
        world.Live(game, World.Ann);
        old.Close.ShouldBe(Close.TakenOver);
    }
}
