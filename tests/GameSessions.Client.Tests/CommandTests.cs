using GameSessions.Games;
using GameSessions.Wire;

namespace GameSessions.Client.Tests;

public class CommandTests
{
    private readonly World world = new();

    private Pending Send(string id) => world.Send(id);

    private void Accept(string id, long sequence = 1) => world.Say(new ServerFrame.Accepted(new CommandId(id), sequence, 1));

    private void Refuse(string id, string code, bool retryable) => world.Say(new ServerFrame.Refused(new CommandId(id), code, "", retryable));

    [Fact]
    public void A_command_is_answered_with_what_it_caused_or_why_not()
    {
        world.Start();
        world.HandOver();
        var (first, second) = (Send("a"), Send("b"));
        Refuse("b", "NOT_YOUR_TURN", retryable: false);
        Accept("a", 7);
        first.Result.ShouldBe(new CommandResult.Accepted(7, 1));
        second.Result.ShouldBe(new CommandResult.Refused("NOT_YOUR_TURN", ""));
        world.Client.CommandsUnanswered.ShouldBe(0);
    }

    [Fact]
    public void Commands_given_before_the_hand_over_wait_for_its_end()
    {
        Send("a");
        world.Start();
        Send("b");
        world.Say(world.Resume());
        world.Socket.Commands.ShouldBeEmpty();
        world.Say(new ServerFrame.ReplayEnd(World.Game, 0));
        world.Socket.Commands.ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Unanswered_commands_go_out_again_in_order_under_their_ids_after_each_hand_over()
    {
        world.Start();
        world.HandOver();
        var a = Send("a");
        Send("b");
        Send("c");
        Accept("b");
        world.Drop();
        Send("d");
        world.HandOver(outcome: "current");
        world.Socket.Commands.ShouldBe(["a", "c", "d"]);
        Accept("a", 4);
        a.Result.ShouldBe(new CommandResult.Accepted(4, 1));
    }

    [Fact]
    public void A_retryable_refusal_is_sent_again_under_the_same_id_and_never_seen()
    {
        world.Start();
        world.HandOver();
        var a = Send("a");
        Refuse("a", "STORAGE_UNAVAILABLE", retryable: true);
        Send("b");
        world.Socket.Commands.ShouldBe(["a"]);
        world.Pass(100);
        world.Socket.Commands.ShouldBe(["a", "a", "b"]);
        a.Result.ShouldBeNull();
        Accept("a");
        a.Result.ShouldBeOfType<CommandResult.Accepted>();
    }

    [Fact]
    public void No_more_commands_are_on_the_wire_than_the_rate_limit_forgives()
    {
        world.Start();
        world.HandOver();
        var ids = Enumerable.Range(0, 40).Select(n => $"c{n}").ToList();
        ids.ForEach(id => Send(id));
        world.Socket.Commands.ShouldBe(ids.Take(16));
        Accept("c0");
        Accept("c1");
        world.Socket.Commands.ShouldBe(ids.Take(18));
    }

    [Fact]
    public void A_rate_limited_client_rests_and_then_repeats_what_was_dropped_and_nothing_else()
    {
        world.Start();
        world.HandOver(head: 1);
        Send("a");
        Send("b");
        world.Say(new ServerFrame.Error("RATE_LIMITED", "", true, new CommandId("b")), new ServerFrame.Error("RATE_LIMITED", "", true));
        world.Pass(999);
        world.Socket.Commands.ShouldBe(["a", "b"]);
        world.Pass(1);
        world.Socket.Commands.ShouldBe(["a", "b", "b"]);
        world.Socket.Acks.ShouldBe([1, 1]);
    }

    [Fact]
    public void A_frame_that_the_server_cannot_read_is_a_refusal()
    {
        world.Start();
        world.HandOver();
        var a = Send("a");
        world.Say(new ServerFrame.Error("BAD_FRAME", "data must be an object.", false, new CommandId("a")));
        a.Result.ShouldBe(new CommandResult.Refused("BAD_FRAME", "data must be an object."));
    }

    [Fact]
    public void An_id_that_waits_for_its_answer_is_the_same_command()
    {
        world.Start();
        world.HandOver();
        Send("a").Task.ShouldBeSameAs(Send("a").Task);
        world.Socket.Commands.ShouldBe(["a"]);
    }

    [Fact]
    public void Made_up_ids_differ()
    {
        world.Start();
        world.HandOver();
        world.Send();
        world.Send();
        world.Socket.Commands.Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void A_command_that_fits_no_frame_is_not_taken()
    {
        Should.Throw<ArgumentException>(() => world.Client.SendAsync("note", new { text = new string('x', 16_384) }));
        world.Client.CommandsUnanswered.ShouldBe(0);
    }

    [Fact]
    public void The_outbox_has_an_end()
    {
        var small = new World(new GameClientOptions { CommandsWaitingMax = 1 });
        small.Send();
        small.Send().Result.ShouldBeOfType<CommandResult.Refused>().Code.ShouldBe("OUTBOX_FULL");
    }

    [Fact]
    public void What_is_unanswered_when_the_client_ends_is_said_to_be_unanswered()
    {
        world.Start();
        world.HandOver();
        var a = Send("a");
        world.Close(Close.TakenOver);
        a.Result.ShouldBeOfType<CommandResult.Unanswered>();
        Send("b").Result.ShouldBeOfType<CommandResult.Unanswered>();
    }
}
