using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Log;

namespace GameSessions.Hosting.Tests.Games;

public class OverdueTests
{
    private static readonly TimeControl OneSecond = TimeControl.Custom(1_000, 0, 0)!;

    private readonly World world = new();

    [Fact]
    public void A_flag_falls_when_its_time_is_up()
    {
        var ann = world.Live(world.NewGame(OneSecond), World.Ann);
        world.Pass(990);
        ann.Events.ShouldBeEmpty();
        world.Pass(20);
        ann.Events.ShouldBe([4, 5]);
    }

    [Fact]
    public void An_overdue_game_whose_store_fails_is_tried_again_after_a_pause()
    {
        var ann = world.Live(world.NewGame(OneSecond), World.Ann);
        world.Store.Fail("AppendAsync", "FindDueAsync");
        world.Pass(2_000);
        var before = world.Store.Calls("AppendAsync");
        world.Pass(2_000);
        (world.Store.Calls("AppendAsync") - before).ShouldBe(8);

        world.Store.Recover();
        world.Pass(250);
        ann.Events.ShouldBe([4, 5]);
    }

    [Fact]
    public void An_overdue_game_whose_store_finds_it_and_cannot_write_is_not_tried_more_often()
    {
        world.Live(world.NewGame(OneSecond), World.Ann);
        world.Store.Fail("AppendAsync");
        world.Pass(2_000);
        var before = world.Store.Calls("AppendAsync");
        world.Pass(2_000);
        (world.Store.Calls("AppendAsync") - before).ShouldBeInRange(1, 8);
    }

    [Fact]
    public void Games_that_cannot_be_decoded_do_not_keep_the_sweep_from_another()
    {
        // More of them than the sweep asks for at once, all more overdue than the good one.
        for (var i = 0; i < 300; i++)
        {
            world.NewDamagedGame(i);
        }

        var good = NewForgottenGame();
        world.Pass(2_000);
        world.Get(() => world.Store.FindAsync(good))!.Head.ShouldBe(5);
    }

    [Fact]
    public void A_game_that_cannot_be_decoded_is_let_be_for_a_while()
    {
        world.NewDamagedGame(1);
        world.Pass(29_000);
        world.Log.Count.ShouldBe(1);
        world.Pass(2_000);
        world.Log.Count.ShouldBe(2);
    }

    /// <summary>Its clock runs for a second, and no node has it in memory.</summary>
    private GameId NewForgottenGame()
    {
        var elsewhere = new World();
        var id = elsewhere.NewGame(OneSecond);
        var stored = elsewhere.Get(() => elsewhere.Store.FindAsync(id))!;
        var events = elsewhere.Get(() => elsewhere.Store.ReadAsync(id, 0, 100));
        world.Put(new Append(id, 0, events, GameStatus.Running, events[^1].At + 1_000, Creation: stored.Creation));
        return id;
    }
}
