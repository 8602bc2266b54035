using GameSessions.Hosting.Sessions;
using GameSessions.Testing;
using GameSessions.Wire;

namespace GameSessions.Hosting.Tests.Sessions;

public class OutboxTests
{
    private readonly OneThread thread = new();
    private readonly Link link;
    private readonly Outbox outbox;
    private Task? pumping;

    public OutboxTests()
    {
        link = new Link(thread);
        outbox = new Outbox(link, bytesMax: 1_000);
        thread.Run(() => pumping = outbox.PumpAsync());
    }

    [Fact]
    public void Held_frames_follow_the_replay_in_their_order()
    {
        Do(() =>
        {
            outbox.SendLive(Frame(4));
            outbox.Send(Frame(1));
            outbox.SendLive(Frame(5));
            outbox.Send(Frame(2));
        });
        Sent().ShouldBe([1, 2]);

        Do(outbox.Release);
        Do(() => outbox.SendLive(Frame(6)));
        Sent().ShouldBe([1, 2, 4, 5, 6]);
    }

    [Fact]
    public void What_is_queued_is_sent_before_the_end()
    {
        Do(() =>
        {
            outbox.Send(Frame(1));
            outbox.Send(Frame(2));
            outbox.End(Close.TakenOver);
        });
        Sent().ShouldBe([1, 2]);
        outbox.Why.ShouldBe(Close.TakenOver);
        pumping!.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void Nothing_is_sent_after_the_end()
    {
        Do(() =>
        {
            outbox.SendLive(Frame(3));
            outbox.End(Close.TakenOver);
            outbox.Send(Frame(1));
            outbox.SendLive(Frame(4));
            outbox.Release();
        });
        Sent().ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_first_word_of_the_end_counts()
    {
        Do(() => outbox.End(Close.Unauthorized));
        Do(() => outbox.End(Close.TakenOver));
        outbox.Why.ShouldBe(Close.Unauthorized);
    }

    [Fact]
    public void A_slow_reader_is_cut_off_and_what_waited_for_it_is_dropped()
    {
        link.StopReading();
        Do(() => outbox.Send(Frame(0)));
        Do(() =>
        {
            for (var i = 1; i < 100; i++)
            {
                outbox.Send(Frame(i));
            }
        });
        outbox.Why.ShouldBe(Close.SlowReader);

        // One was on its way.
        link.ReadOn();
        Sent().ShouldBe([0]);
        pumping!.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void Held_frames_count_for_a_slow_reader_too()
    {
        Do(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                outbox.SendLive(Frame(i));
            }
        });
        outbox.Why.ShouldBe(Close.SlowReader);
        Do(outbox.Release);
        Sent().ShouldBeEmpty();
    }

    [Fact]
    public void A_frame_that_nothing_waits_before_is_sent_however_large()
    {
        Do(() => outbox.Send(Large(1)));
        Do(() => outbox.Send(Large(2)));
        Do(() => outbox.Send(Frame(3)));
        link.Of<ServerFrame.Pong>().Count().ShouldBe(3);
        outbox.Why.ShouldBeNull();
    }

    [Fact]
    public void A_large_page_waits_until_all_before_it_is_read()
    {
        link.StopReading();
        Do(() => outbox.Send(Frame(0)));
        Task? room = null;
        Do(() => room = outbox.WaitForRoomAsync(Large(1).Length, TimeSpan.FromSeconds(30), new ManualTimeProvider()));
        room!.IsCompleted.ShouldBeFalse();
        link.ReadOn();
        room.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void A_page_waits_until_half_of_what_may_pile_up_is_read()
    {
        var time = new ManualTimeProvider();
        link.StopReading();
        Do(() =>
        {
            for (var length = 0; length <= 500; length += Frame(1).Length)
            {
                outbox.Send(Frame(1));
            }
        });
        Task? room = null;
        Do(() => room = outbox.WaitForRoomAsync(Frame(1).Length, TimeSpan.FromSeconds(30), time));
        room!.IsCompleted.ShouldBeFalse();
        link.ReadOn();
        room.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void A_peer_that_makes_no_room_for_long_is_given_up()
    {
        var time = new ManualTimeProvider();
        link.StopReading();
        Do(() =>
        {
            for (var length = 0; length <= 500; length += Frame(1).Length)
            {
                outbox.Send(Frame(1));
            }
        });
        Task? room = null;
        Do(() => room = outbox.WaitForRoomAsync(Frame(1).Length, TimeSpan.FromSeconds(30), time));
        Do(() => time.AdvanceMs(30_000));
        room!.Exception!.InnerException.ShouldBeOfType<TimeoutException>();
    }

    private static byte[] Large(int number) => Envelope.Write(new ServerFrame.Pong(RawJson.From(new string('x', 2_000) + number), 0), 0);

    private static byte[] Frame(int number) => Envelope.Write(new ServerFrame.Pong(RawJson.From(number), 0), 0);

    private IEnumerable<int> Sent() => link.Of<ServerFrame.Pong>().Select(pong => int.Parse(pong.T.Text));

    private void Do(Action action) => thread.Run(action);
}
