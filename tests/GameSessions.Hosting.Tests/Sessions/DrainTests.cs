namespace GameSessions.Hosting.Tests.Sessions;

public class DrainTests
{
    private readonly World world = new();

    [Fact]
    public void A_command_that_was_received_is_answered_before_the_socket_closes()
    {
        var ann = world.Live(world.NewGame(), World.Ann);
        world.Store.Hold("AppendAsync");
        ann.Step();
        var draining = world.Do(world.Node.DrainAsync);
        ann.Close.ShouldBeNull();
        draining.IsCompleted.ShouldBeFalse();

        world.Store.Recover();
        ann.Types.ShouldContain("GAME_ACCEPTED");
        ann.Close?.Code.ShouldBe(1012);
        draining.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void An_ack_that_was_received_is_answered_before_the_socket_closes()
    {
        var ann = world.Live(world.NewGame(), World.Ann);
        world.Store.Hold("AckAsync");
        ann.Ack(1);
        var draining = world.Do(world.Node.DrainAsync);
        world.Pass(new SessionOptions().AckPause);
        ann.Close.ShouldBeNull();

        world.Store.Recover();
        ann.Types.ShouldContain("GAME_ACK");
        ann.Close?.Code.ShouldBe(1012);
        draining.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void A_command_that_comes_during_the_drain_is_left_for_the_next_socket()
    {
        var game = world.NewGame();
        var ann = world.Live(game, World.Ann);
        world.Store.Hold("AckAsync");
        ann.Ack(1);
        _ = world.Do(world.Node.DrainAsync);
        ann.Step();
        world.Store.Recover();

        ann.Types.ShouldNotContain("GAME_ACCEPTED");
        world.Get(() => world.Store.FindAsync(game))!.Head.ShouldBe(3);
    }

    [Fact]
    public void A_socket_that_is_opening_its_session_does_not_go_live()
    {
        var game = world.NewGame();
        world.Store.Hold("OpenAsync");
        var ann = world.Connect(game, World.Ann);
        var draining = world.Do(world.Node.DrainAsync);
        draining.IsCompleted.ShouldBeFalse();

        world.Store.Recover();
        ann.Close?.Code.ShouldBe(1012);
        ann.Types.ShouldBeEmpty();
        draining.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void A_socket_whose_game_is_loading_does_not_go_live()
    {
        var game = world.NewGame(isAlone: true);
        world.Pass(TimeSpan.FromMinutes(2));
        world.Store.Hold("FindAsync");
        var ann = world.Connect(game, World.Ann);
        _ = world.Do(world.Node.DrainAsync);
        world.Store.Recover();

        ann.Close?.Code.ShouldBe(1012);
        ann.Types.ShouldBeEmpty();
    }

    [Fact]
    public void A_draining_node_sends_new_sockets_away()
    {
        var game = world.NewGame();
        _ = world.Do(world.Node.DrainAsync);
        world.Connect(game, World.Ann).Close?.Code.ShouldBe(1012);
    }

    [Fact]
    public void A_drain_ends_when_its_sockets_are_closed_and_no_peer_keeps_it_for_long()
    {
        var game = world.NewGame();
        var ann = world.Live(game, World.Ann);
        ann.StopReading();
        ann.Step();
        var draining = world.Do(world.Node.DrainAsync);
        world.Pass(9_000);
        draining.IsCompleted.ShouldBeFalse();

        world.Pass(2_000);
        ann.Close?.Code.ShouldBe(1012);
        draining.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void A_drain_does_not_wait_for_ever_for_storage_that_is_away()
    {
        var ann = world.Live(world.NewGame(), World.Ann);
        world.Store.Hold("AppendAsync");
        ann.Step();
        var draining = world.Do(world.Node.DrainAsync);
        world.Pass(5_000);

        ann.Of<Wire.ServerFrame.Refused>().ShouldHaveSingleItem().Code.ShouldBe("STORAGE_UNAVAILABLE");
        ann.Close?.Code.ShouldBe(1012);
        draining.IsCompletedSuccessfully.ShouldBeTrue();
    }
}
