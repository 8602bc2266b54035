using System.Globalization;
using GameSessions.Wire;

namespace GameSessions.Hosting.Tests.Nodes;

/// <summary>The database is restored to an earlier instant while the node runs.</summary>
public sealed class ForkTests
{
    private const int EpochIsReadEveryMs = 5_000;

    private readonly World world = new(withFeed: true);

    [Fact]
    public void Sockets_are_closed_to_come_back_and_whoever_is_ahead_is_told_and_gets_a_snapshot()
    {
        var game = world.NewGame();
        var ann = world.Connect(game, World.Ann);
        var backup = world.BackUp();
        ann.Step();
        ann.Events.ShouldBe([4]);
        world.Restore(backup);

        world.Pass(EpochIsReadEveryMs + 1_000);
        ann.Close!.Value.Code.ShouldBe(1012);

        var resume = ann.Of<ServerFrame.Resume>().Single();
        var back = world.Resume(resume.Token, from: 4.ToString(CultureInfo.InvariantCulture), epoch: resume.Epoch);
        back.Of<ServerFrame.Resume>().Single().Outcome.ShouldBe("resync");
        var resync = back.Of<ServerFrame.Resync>().Single();
        (resync.AsOf, resync.Reason).ShouldBe((3, "forked"));
        back.Of<ServerFrame.ReplayEnd>().Single().Through.ShouldBe(3);
        back.Step("step-2");
        back.Events.ShouldBe([4]);
    }

    [Fact]
    public void A_command_decided_by_the_old_log_is_not_stored_in_the_new_one()
    {
        var game = world.NewGame();
        var (ann, bob) = (world.Live(game, World.Ann), world.Live(game, World.Bob));
        var backup = world.BackUp();
        ann.Step();
        world.Restore(backup);

        bob.Step();

        bob.Of<ServerFrame.Refused>().Single().Code.ShouldBe("STORAGE_UNAVAILABLE");
        bob.Close!.Value.Code.ShouldBe(1012);
        world.Get(() => world.Store.FindAsync(game))!.Head.ShouldBe(3);
    }

    [Fact]
    public void A_handshake_on_a_node_that_has_not_noticed_makes_it_notice()
    {
        var game = world.NewGame();
        world.Live(game, World.Ann);
        var backup = world.BackUp();
        world.Restore(backup);

        world.Connect(game, World.Bob).Close!.Value.Code.ShouldBe(1012);
        world.Connect(game, World.Bob).Types.ShouldContain("GAME_REPLAY_END");
    }
}
