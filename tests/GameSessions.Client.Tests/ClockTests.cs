using GameSessions.Games;
using GameSessions.Wire;

namespace GameSessions.Client.Tests;

public class ClockTests
{
    private static readonly Seat Blue = new("blue");
    private static readonly Seat Red = new("red");
    private readonly World world = new();

    private static Wire.GameTimer Timer(long asOf, bool running = true, long delayLeft = 0) =>
        new(Blue, new Dictionary<string, long> { ["blue"] = 60_000, ["red"] = 90_000 }, running, "blitz", 180_000, 0, 0, delayLeft, asOf, 1);

    [Fact]
    public void Only_the_active_seat_loses_time_and_never_below_nothing()
    {
        world.Start();
        world.Say(world.Resume(timer: Timer(world.Now)));
        world.Pass(4_000);
        world.Client.RemainingMs(Blue).ShouldBe(56_000);
        world.Client.RemainingMs(Red).ShouldBe(90_000);
        world.Client.RemainingMs(new Seat("green")).ShouldBeNull();
        world.Say(new ServerFrame.TimeUpdate(World.Game, Timer(world.Now - 100_000)));
        world.Client.RemainingMs(Blue).ShouldBe(0);
    }

    [Fact]
    public void The_delay_runs_before_the_time_does()
    {
        world.Start();
        world.Say(world.Resume(timer: Timer(world.Now, delayLeft: 3_000)));
        world.Pass(4_000);
        world.Client.RemainingMs(Blue).ShouldBe(59_000);
    }

    [Fact]
    public void A_stopped_clock_stands()
    {
        world.Start();
        world.Say(world.Resume(timer: Timer(world.Now, running: false)));
        world.Pass(4_000);
        world.Client.RemainingMs(Blue).ShouldBe(60_000);
    }

    [Fact]
    public void The_servers_clock_is_known_from_the_handshake_and_better_from_a_tighter_round_trip()
    {
        const long ahead = 3_600_000;
        world.Start();
        world.Pass(80);
        world.Say(world.Resume() with { IssuedAt = world.Now + ahead });
        (world.Client.ServerNow - world.Now).ShouldBe(ahead + 40);

        world.Say(new ServerFrame.ReplayEnd(World.Game, 0));
        var ping = world.Socket.Sent.OfType<ClientFrame.Ping>().ShouldHaveSingleItem();
        world.Pass(10);
        world.Say(new ServerFrame.Pong(ping.T, world.Now - 5 + ahead));
        (world.Client.ServerNow - world.Now).ShouldBe(ahead);

        world.Say(new ServerFrame.Pong(new RawJson((world.Now - 500).ToString()), world.Now + ahead - 500));
        (world.Client.ServerNow - world.Now).ShouldBe(ahead);
    }

    [Fact]
    public void A_game_without_a_clock_has_no_time_left_and_none_lost()
    {
        world.Start();
        world.HandOver();
        world.Client.RemainingMs(Blue).ShouldBeNull();
    }
}
