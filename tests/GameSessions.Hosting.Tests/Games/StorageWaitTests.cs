using GameSessions.Games;
using GameSessions.Hosting.Storage;
using GameSessions.Wire;

namespace GameSessions.Hosting.Tests.Games;

public class StorageWaitTests
{
    private readonly World world = new();

    [Fact]
    public void An_append_that_is_stored_after_its_host_gave_up_is_shown_to_everybody_soon()
    {
        var game = world.NewGame();
        var ann = world.Live(game, World.Ann);
        var bob = world.Live(game, World.Bob);
        world.Store.Hold("AppendAsync");
        ann.Step();

        // The host gives up, and has read its log again, when the disk awakes.
        world.Pass(6_000);
        ann.Of<ServerFrame.Refused>().ShouldHaveSingleItem().Retryable.ShouldBeTrue();
        world.Store.Recover();
        bob.Events.ShouldBe([4]);
        ann.Events.ShouldBe([4]);
    }

    [Fact]
    public void A_command_sent_again_after_it_was_stored_late_is_accepted_once()
    {
        var game = world.NewGame();
        var ann = world.Live(game, World.Ann);
        world.Store.Hold("AppendAsync");
        ann.Step();
        world.Pass(6_000);
        world.Store.Recover();
        ann.Step();

        ann.Of<ServerFrame.Accepted>().ShouldHaveSingleItem().Sequence.ShouldBe(4);
        ann.Events.ShouldBe([4]);
    }

    [Fact]
    public void An_append_that_nobody_waits_for_any_more_is_not_written_if_it_is_not_on_its_way()
    {
        var first = world.NewGame();
        var second = world.NewGame();
        world.Store.Hold("AppendAsync");
        world.Live(first, World.Ann).Step();
        world.Live(second, World.Ann).Step();
        world.Pass(6_000);
        world.Store.Recover();

        world.Get(() => world.Store.FindAsync(first))!.Head.ShouldBe(4);
        world.Get(() => world.Store.FindAsync(second))!.Head.ShouldBe(3);
    }

    [Fact]
    public void Messages_behind_a_hanging_load_are_all_answered_in_the_time_of_one()
    {
        world.Store.Hold("FindAsync");
        var game = new GameId("never-loaded");
        var looks = Enumerable.Range(0, 8).Select(_ => world.Do(() => world.Node.Directory.FindAsync(game))).ToList();
        world.Pass(3_900);
        looks.ShouldAllBe(look => !look.IsCompleted);

        world.Pass(200);
        looks.ShouldAllBe(look => look.IsFaulted && look.Exception!.InnerException is StorageUnavailableException);
    }

    [Fact]
    public void Commands_behind_a_hanging_append_are_all_answered_in_the_time_of_one()
    {
        var ann = world.Live(world.NewGame(), World.Ann);
        world.Store.Hold("AppendAsync");
        for (var i = 0; i < 8; i++)
        {
            ann.Step($"step-{i}");
        }

        world.Pass(4_100);
        ann.Of<ServerFrame.Refused>().Select(refused => refused.Code).ShouldBe(Enumerable.Repeat("STORAGE_UNAVAILABLE", 8));
    }
}
