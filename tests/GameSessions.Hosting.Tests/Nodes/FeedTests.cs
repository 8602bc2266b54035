namespace GameSessions.Hosting.Tests.Nodes;

public class FeedTests
{
    private readonly World world = new(withFeed: true);

    [Fact]
    public void An_idle_feed_is_polled_for_long_with_one_wait()
    {
        var before = world.Store.Calls("ReadFeedAsync");
        world.Pass(TimeSpan.FromMinutes(10));
        (world.Store.Calls("ReadFeedAsync") - before).ShouldBeGreaterThan(1_000);
        world.Store.FeedWaits.ShouldBe(1);
    }

    [Fact]
    public void The_feed_wakes_its_reader_at_once()
    {
        world.Pass(2_000);
        var before = world.Store.Calls("ReadFeedAsync");
        world.NewGame();
        world.Store.Calls("ReadFeedAsync").ShouldBeGreaterThan(before);
        world.Store.FeedWaits.ShouldBe(1);
    }

    [Fact]
    public void A_node_that_was_away_for_longer_than_the_feed_is_kept_reads_every_game_on()
    {
        var game = world.NewGame();
        var ann = world.Live(game, World.Ann);
        world.Store.Fail("ReadFeedAsync");
        for (var seconds = 0; seconds < 6 * 60; seconds += 20)
        {
            // Only who shows life keeps its socket.
            ann.Ack(3);
            world.Pass(TimeSpan.FromSeconds(20));
        }

        var before = world.Store.Calls("ReadAsync");
        world.Store.Recover();
        world.Pass(1_000);
        world.Store.Calls("ReadAsync").ShouldBeGreaterThan(before);
        ann.Close.ShouldBeNull();
    }
}
