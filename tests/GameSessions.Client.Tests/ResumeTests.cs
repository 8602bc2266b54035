using GameSessions.Games;
using GameSessions.Wire;

namespace GameSessions.Client.Tests;

public class ResumeTests
{
    private readonly World world = new();

    [Fact]
    public void The_first_socket_opens_with_the_access_token_and_no_position()
    {
        world.Start();
        world.Transport.Requests.ShouldHaveSingleItem().ShouldBe(new("/ws/game", World.Game, "access", null, null, null));
    }

    [Fact]
    public void The_next_socket_opens_with_the_resume_token_and_the_position()
    {
        world.Start();
        world.HandOver(head: 3);
        world.Drop();
        world.Transport.Requests[^1].ShouldBe(new("/ws/game", World.Game, null, "token-1", 3, "epoch-1"));
    }

    [Fact]
    public void An_owner_that_knows_where_it_stands_resumes_from_there_in_a_new_life()
    {
        var later = new World(new GameClientOptions { Start = new LogPosition(7, "epoch-1"), ResumeToken = "kept" }).Start();
        later.Transport.Requests[0].ShouldBe(new("/ws/game", World.Game, null, "kept", 7, "epoch-1"));
        later.HandOver(from: 7, head: 9);
        later.Journal.ShouldBe([8, 9]);
    }

    [Fact]
    public void A_client_without_a_position_begins_after_the_stored_ack()
    {
        world.Start();
        world.HandOver(from: 4, head: 6);
        world.Journal.ShouldBe([5, 6]);
    }

    [Fact]
    public void Each_hand_over_has_its_outcome_after_its_events()
    {
        world.Start();
        world.HandOver(head: 2, outcome: "new");
        world.Drop();
        world.HandOver(from: 2, head: 2, outcome: "current");
        world.Drop();
        world.HandOver(from: 2, head: 5);

        world.Outcomes.Where(outcome => outcome is not SessionOutcome.Retrying)
            .ShouldBe([new SessionOutcome.Fresh(), new SessionOutcome.Current(), new SessionOutcome.Replayed(3)]);
        world.News[^1].ShouldBe(new ClientNews.OutcomeKnown(new SessionOutcome.Replayed(3)));
    }

    [Fact]
    public void An_event_that_comes_again_is_dropped_and_counted()
    {
        world.Start();
        world.HandOver(head: 3);
        world.Say(World.Live(3), World.Live(4), World.Live(2), World.Live(5));
        world.Journal.ShouldBe([1, 2, 3, 4, 5]);
        world.Client.Duplicates.ShouldBe(2);
    }

    [Fact]
    public void A_gap_is_never_delivered_but_resumed_from()
    {
        world.Start();
        world.HandOver(head: 3);
        world.Say(World.Live(5), World.Live(6));
        world.Journal.ShouldBe([1, 2, 3]);
        world.Client.Gaps.ShouldBe(1);

        world.Pass(5_000);
        world.Transport.Requests[^1].From.ShouldBe(3);
        world.HandOver(from: 3, head: 6);
        world.Journal.ShouldBe([1, 2, 3, 4, 5, 6]);
    }

    [Fact]
    public void A_replay_that_ends_short_of_its_end_is_a_gap()
    {
        world.Start();
        world.Say(world.Resume(head: 3), new ServerFrame.Replay(World.Game, [World.Event(1)]), new ServerFrame.ReplayEnd(World.Game, 3));
        world.Pass(5_000);
        world.Client.IsLive.ShouldBeFalse();
        world.Transport.Requests[^1].From.ShouldBe(1);
    }

    [Fact]
    public void A_replay_cut_in_the_middle_goes_on_where_it_was_cut()
    {
        world.Start();
        world.Say(world.Resume(head: 4), new ServerFrame.Replay(World.Game, [World.Event(1), World.Event(2)]));
        world.Drop();
        world.Transport.Requests[^1].From.ShouldBe(2);
        world.HandOver(from: 2, head: 4);
        world.Journal.ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public void A_resync_takes_the_place_of_what_was_told_and_moves_the_position_down_too()
    {
        world.Start();
        world.HandOver(head: 9);
        world.Drop();
        world.Say(
            world.Resume(head: 5, outcome: "resync", epoch: "epoch-2"),
            new ServerFrame.Resync(World.Game, 4, new RawJson("{\"step\":4}"), "forked"),
            new ServerFrame.Replay(World.Game, [World.Event(5)]),
            new ServerFrame.ReplayEnd(World.Game, 5),
            World.Live(6));

        world.News.OfType<ClientNews.Snapshot>().ShouldHaveSingleItem().ShouldBe(new(4, new RawJson("{\"step\":4}"), "forked"));
        world.Journal.ShouldBe([1, 2, 3, 4, 5, 6, 7, 8, 9, 5, 6]);
        world.Outcomes.Last().ShouldBe(new SessionOutcome.Resynced("forked"));
        world.Client.Position.ShouldBe(new LogPosition(6, "epoch-2"));
    }

    [Fact]
    public void A_new_epoch_counts_only_together_with_its_snapshot()
    {
        world.Start();
        world.HandOver(head: 9);
        world.Drop();
        world.Say(world.Resume(head: 20, outcome: "resync", epoch: "epoch-2", token: "token-2"));
        world.Drop();
        world.Transport.Requests[^1].ShouldBe(new("/ws/game", World.Game, null, "token-2", 9, "epoch-1"));
    }

    [Fact]
    public void The_end_of_the_game_is_told_once_with_its_result()
    {
        world.Start();
        world.HandOver(head: 1);
        world.Say(World.Live(2, "finished", "{\"winner\":\"blue\"}"));
        world.Drop();
        world.Say(world.Resume(2, 2, "current", status: GameStatus.Finished), new ServerFrame.ReplayEnd(World.Game, 2));
        world.Outcomes.OfType<SessionOutcome.Ended>().ShouldHaveSingleItem().Result.Text.ShouldBe("{\"winner\":\"blue\"}");
    }

    [Fact]
    public void An_end_in_a_replay_is_told_after_the_outcome_of_the_replay()
    {
        world.Start();
        world.Say(world.Resume(head: 1, status: GameStatus.Finished), new ServerFrame.Replay(World.Game, [World.Event(1, "finished")]), new ServerFrame.ReplayEnd(World.Game, 1));
        world.Outcomes.ShouldBe([new SessionOutcome.Replayed(1), new SessionOutcome.Ended(new RawJson("{}"))]);
    }

    [Fact]
    public void An_end_that_only_the_summary_tells_of_has_the_result_of_the_state()
    {
        world.Start();
        world.Say(world.Resume(5, 5, "current", status: GameStatus.Finished, state: "{\"result\":{\"winner\":null}}"), new ServerFrame.ReplayEnd(World.Game, 5));
        world.Outcomes.Last().ShouldBe(new SessionOutcome.Ended(new RawJson("{\"winner\":null}")));
    }

    [Fact]
    public void Presence_is_told_as_changes()
    {
        var other = new PlayerId("other");
        world.Start();
        world.HandOver();
        world.Say(new ServerFrame.Presence(World.Game, other, true), new ServerFrame.Presence(World.Game, other, true));
        world.Drop();
        world.HandOver(outcome: "current");
        world.News.OfType<ClientNews.Presence>().ShouldBe([new(new PlayerId("me"), true), new(other, true), new(other, false)]);
    }

    [Fact]
    public void A_frame_type_of_a_later_protocol_is_skipped()
    {
        world.Start();
        world.HandOver();
        world.Do(() => world.Socket.SayText("{\"type\":\"GAME_FIREWORKS\",\"payload\":{}}"));
        world.Say(World.Live(1));
        world.Journal.ShouldBe([1]);
        world.Transport.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public void Nonsense_from_the_server_ends_the_socket_and_not_the_client()
    {
        world.Start();
        world.HandOver();
        world.Do(() => world.Socket.SayText("{\"type\":"));
        world.Pass(5_000);
        world.Transport.Requests.Count.ShouldBe(2);
        world.Client.Completion.IsCompleted.ShouldBeFalse();
    }
}
