using GameSessions.Games;
using GameSessions.Wire;

namespace GameSessions.Client.Tests;

public class AckTests
{
    private readonly World world = new();

    [Fact]
    public void A_replay_is_acknowledged_whole_and_at_once()
    {
        world.Start();
        world.HandOver(head: 50);
        world.Socket.Acks.ShouldBe([50]);
    }

    [Fact]
    public void What_is_acknowledged_already_is_not_acknowledged_again()
    {
        world.Start();
        world.HandOver(from: 5, head: 5, outcome: "current");
        world.Socket.Acks.ShouldBeEmpty();
    }

    [Fact]
    public void An_event_after_a_quiet_time_is_acknowledged_at_once_and_a_stream_once_an_interval()
    {
        world.Start();
        world.HandOver();
        world.Say(World.Live(1));
        world.Socket.Acks.ShouldBe([1]);
        world.Say(World.Live(2), World.Live(3), World.Live(4));
        world.Pass(199);
        world.Socket.Acks.ShouldBe([1]);
        world.Pass(1);
        world.Socket.Acks.ShouldBe([1, 4]);
        world.Pass(60);
        world.Socket.Acks.ShouldBe([1, 4]);
    }

    [Fact]
    public void Many_events_are_acknowledged_before_the_interval_ends()
    {
        world.Start();
        world.HandOver();
        world.Say(Enumerable.Range(1, 40).Select(n => World.Live(n)));
        world.Socket.Acks.ShouldBe([1, 33]);
        world.Pass(200);
        world.Socket.Acks.ShouldBe([1, 33, 40]);
    }

    [Fact]
    public void An_event_is_acknowledged_only_after_its_owner_has_taken_it()
    {
        world.OnNews = news =>
        {
            if (news is ClientNews.Happened)
            {
                world.Socket.Acks.ShouldBeEmpty();
            }
        };
        world.Start();
        world.HandOver();
        world.Say(World.Live(1));
        world.Socket.Acks.ShouldBe([1]);
    }

    [Fact]
    public void A_lost_ack_is_made_good_by_the_next_hand_over()
    {
        world.Start();
        world.HandOver(head: 8);
        world.Drop();
        world.Say(world.Resume(ack: 2, head: 8, outcome: "current"), new ServerFrame.ReplayEnd(World.Game, 8));
        world.Socket.Acks.ShouldBe([8]);
    }

    [Fact]
    public void With_acks_off_only_the_owner_acknowledges()
    {
        var manual = new World(new GameClientOptions { Acks = null }).Start();
        manual.HandOver(head: 8);
        manual.Pass(5_000);
        manual.Socket.Acks.ShouldBeEmpty();
        manual.Do(() => manual.Client.Acknowledge(3));
        manual.Do(() => manual.Client.Acknowledge(2));
        manual.Socket.Acks.ShouldBe([3]);
        manual.Drop();
        manual.HandOver(from: 8, head: 8, outcome: "current");
        manual.Socket.Acks.ShouldBeEmpty();
    }

    [Fact]
    public void The_stored_ack_is_what_the_server_says()
    {
        world.Start();
        world.HandOver(head: 8);
        world.Client.StoredAck.ShouldBe(0);
        world.Say(new ServerFrame.Acked(World.Game, new PlayerId("me"), 8));
        world.Client.StoredAck.ShouldBe(8);
    }
}
