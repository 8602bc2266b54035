namespace GameSessions.Hosting.Tests.Sessions;

public class LiveOrderTests
{
    private readonly World world = new();

    [Fact]
    public void A_player_gets_the_events_of_a_command_then_its_answer_then_the_clock()
    {
        var ann = world.Live(world.NewGame(), World.Ann);
        ann.Step();
        ann.Types.ShouldBe(["GAME_EVENT", "GAME_ACCEPTED", "TIME_UPDATE"]);
    }

    [Fact]
    public void The_others_get_the_events_then_the_clock()
    {
        var game = world.NewGame();
        var ann = world.Live(game, World.Ann);
        var bob = world.Live(game, World.Bob);
        ann.Step();
        bob.Types.ShouldBe(["GAME_EVENT", "TIME_UPDATE"]);
    }

    [Fact]
    public void The_first_ping_comes_right_after_the_replay_and_ahead_of_what_happened_meanwhile()
    {
        var game = world.NewGame();
        var ann = world.Live(game, World.Ann);

        // Bob has joined, and reads what he missed, when Ann steps.
        world.Store.Hold("ReadAsync");
        var bob = world.Connect(game, World.Bob);
        ann.Step();
        world.Store.Recover();

        bob.Types.Where(type => type != "GAME_REPLAY").ShouldBe(["GAME_RESUME", "GAME_REPLAY_END", "PING", "GAME_EVENT", "TIME_UPDATE"]);
        bob.Events.ShouldBe([4]);
    }

    [Fact]
    public void A_command_sent_during_the_hand_over_is_answered_after_it()
    {
        var game = world.NewGame();
        world.Store.Hold("OpenAsync");
        var ann = world.Connect(game, World.Ann);
        ann.Step();
        world.Store.Recover();

        ann.Types.ShouldContain("GAME_ACCEPTED");
        ann.Types.ToList().IndexOf("GAME_ACCEPTED").ShouldBeGreaterThan(ann.Types.ToList().IndexOf("PING"));
    }

    [Fact]
    public void The_clock_is_told_again_while_it_runs()
    {
        var ann = world.Live(world.NewGame(), World.Ann);
        world.Pass(5_100);
        ann.Types.ShouldBe(["TIME_UPDATE"]);
    }
}
