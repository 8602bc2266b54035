using GameSessions.Client.Sockets;
using GameSessions.Wire;

namespace GameSessions.Client.Tests;

public class ReconnectTests
{
    private readonly World world = new();

    [Fact]
    public void A_refused_resume_token_is_dropped_and_the_access_token_tried_once_more()
    {
        world.Start();
        world.HandOver(head: 3);
        world.Drop();
        world.Close(Close.InvalidResumeToken);
        world.Pass(0);
        world.Transport.Requests[^1].ShouldBe(new("/ws/game", World.Game, "access", null, 3, "epoch-1"));

        world.Close(Close.Unauthorized);
        world.Pass(60_000);
        world.Transport.Requests.Count.ShouldBe(3);
        world.Outcomes.Last().ShouldBe(new SessionOutcome.Revoked("Unauthorized"));
        world.Client.Completion.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Theory]
    [InlineData("Forbidden")]
    [InlineData("Unauthorized")]
    [InlineData("Invalid position")]
    [InlineData("Invalid resume token")]
    public void A_refusal_of_the_access_token_is_final(string reason)
    {
        world.Start();
        world.Close(new Close(1008, reason));
        world.Pass(60_000);
        world.Transport.Requests.Count.ShouldBe(1);
        world.Outcomes.ShouldBe([new SessionOutcome.Revoked(reason)]);
    }

    [Fact]
    public void A_session_that_was_taken_over_stays_down()
    {
        world.Start();
        world.HandOver();
        world.Close(Close.TakenOver);
        world.Pass(60_000);
        world.Transport.Requests.Count.ShouldBe(1);
        world.Outcomes.Last().ShouldBe(new SessionOutcome.TakenOver());
    }

    [Fact]
    public void An_owner_without_an_access_token_has_a_revoked_client()
    {
        world.AccessToken = null;
        world.Start();
        world.Transport.Requests.ShouldBeEmpty();
        world.Outcomes.ShouldBe([new SessionOutcome.Revoked("Unauthorized")]);
    }

    [Fact]
    public void A_draining_node_names_the_delay()
    {
        world.Start();
        world.HandOver();
        world.Close(Close.Drain(3_350));
        world.Outcomes.Last().ShouldBe(new SessionOutcome.Retrying(TimeSpan.FromMilliseconds(3_350)));
        world.Pass(3_349);
        world.Transport.Requests.Count.ShouldBe(1);
        world.Pass(1);
        world.Transport.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(1006)]
    [InlineData(1011)]
    [InlineData(1013)]
    [InlineData(4002)]
    [InlineData(4003)]
    public void Every_other_end_is_retried_within_the_first_bound(int code)
    {
        world.Start();
        world.HandOver();
        world.Close(new Close(code, ""));
        world.Outcomes.Last().ShouldBeOfType<SessionOutcome.Retrying>().After.ShouldBeLessThanOrEqualTo(TimeSpan.FromMilliseconds(100));
        world.Pass(100);
        world.Transport.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public void The_bound_doubles_up_to_its_cap_and_begins_anew_after_a_hand_over()
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5));
        Enumerable.Range(0, 9).Select(attempt => backoff.Delay(attempt, bytes => bytes.Fill(255)).TotalMilliseconds)
            .ShouldBe([100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000]);
        backoff.Delay(1_000_000, bytes => bytes.Fill(255)).ShouldBe(TimeSpan.FromSeconds(5));
        backoff.Delay(3, bytes => bytes.Clear()).ShouldBe(TimeSpan.Zero);

        world.Start();
        world.Transport.Unreachable = true;
        world.Drop();
        world.Pass(60_000);
        var failed = world.Transport.Requests.Count;
        failed.ShouldBeGreaterThan(10);
        world.Transport.Unreachable = false;
        world.Pass(5_000);
        world.HandOver();
        world.Do(() => world.Socket.Abort());
        world.Outcomes.Last().ShouldBeOfType<SessionOutcome.Retrying>().After.ShouldBeLessThanOrEqualTo(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void A_socket_that_keeps_breaking_before_its_hand_over_is_backed_off_from()
    {
        world.Start();
        for (var i = 0; i < 8; i++)
        {
            world.Close(IClientSocket.Broken);
            world.Pass(5_000);
        }

        world.Outcomes.OfType<SessionOutcome.Retrying>().Count(retry => retry.After > TimeSpan.FromMilliseconds(100)).ShouldBePositive();
    }

    [Fact]
    public void Three_silent_heartbeats_end_the_socket()
    {
        world.Start();
        world.HandOver();
        world.Pass(29_999);
        world.Socket.Gone.ShouldBeFalse();
        world.Pass(1);
        world.Transport.Sockets[0].Gone.ShouldBeTrue();
        world.Pass(5_000);
        world.Transport.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public void A_socket_that_is_given_up_on_is_sent_nothing_more_though_an_ack_was_waiting()
    {
        world.Start();
        world.Say(world.Resume() with { HeartbeatMs = 50 }, new ServerFrame.ReplayEnd(World.Game, 0), World.Live(1), World.Live(2));
        world.Pass(199);
        world.Transport.Sockets[0].Gone.ShouldBeTrue();
        world.Transport.Sockets[0].Acks.ShouldBe([1]);
    }

    [Fact]
    public void Any_frame_from_the_server_counts_as_life()
    {
        world.Start();
        world.HandOver();
        world.Pass(20_000);
        world.Say(World.Live(1));
        world.Pass(29_999);
        world.Socket.Gone.ShouldBeFalse();
        world.Pass(1);
        world.Transport.Sockets[0].Gone.ShouldBeTrue();
    }

    [Fact]
    public void A_server_that_accepts_and_says_nothing_is_given_up_on()
    {
        world.Start();
        world.Pass(10_000);
        world.Transport.Sockets[0].Gone.ShouldBeTrue();
    }

    [Fact]
    public void A_connect_that_never_ends_is_given_up_on()
    {
        world.Transport.Silent = true;
        world.Start();
        world.Pass(10_000);
        world.Transport.Silent = false;
        world.Pass(5_000);
        world.Transport.Requests.Count.ShouldBe(2);
        world.HandOver();
        world.Client.IsLive.ShouldBeTrue();
    }

    [Fact]
    public void A_ping_is_answered_with_its_own_t()
    {
        world.Start();
        world.HandOver();
        world.Say(new ServerFrame.Ping(new RawJson("\"a1\"")));
        world.Socket.Sent.OfType<ClientFrame.Pong>().ShouldHaveSingleItem().T.ShouldBe(new RawJson("\"a1\""));
    }

    [Fact]
    public void A_disposed_client_says_goodbye_and_stays_down()
    {
        world.Start();
        world.HandOver();
        var told = world.News.Count;
        world.Do(() => world.Client.DisposeAsync().AsTask()).IsCompletedSuccessfully.ShouldBeTrue();
        world.Pass(60_000);
        world.Socket.SaidGoodbye.ShouldBeTrue();
        world.Transport.Requests.Count.ShouldBe(1);
        world.News.Count.ShouldBe(told);
    }

    [Fact]
    public void A_client_is_disposed_also_while_it_waits_or_connects()
    {
        world.Transport.Unreachable = true;
        world.Start();
        world.Do(() => world.Client.DisposeAsync().AsTask()).IsCompletedSuccessfully.ShouldBeTrue();

        var connecting = new World();
        connecting.Transport.Silent = true;
        connecting.Start();
        connecting.Do(() => connecting.Client.DisposeAsync().AsTask()).IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void An_owner_that_throws_ends_its_client_and_finds_the_exception()
    {
        world.OnNews = _ => throw new InvalidOperationException("mine");
        world.Start();
        world.HandOver();
        world.Client.Completion.Exception!.InnerException!.Message.ShouldBe("mine");
        world.Do(() => world.Client.DisposeAsync().AsTask()).IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void A_request_can_be_logged_without_its_tokens()
    {
        var text = new ConnectRequest("/ws/game", World.Game, "secret-a", "secret-r", 3, "e").ToString();
        text.ShouldNotContain("secret");
    }
}
