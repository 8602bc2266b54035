using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Lobby;
using GameSessions.Log;
using GameSessions.Wire;
using static GameSessions.Tests.Duel;

namespace GameSessions.Tests.Lobby;

public class QueueTests
{
    private static readonly GameId Queue = QueueRules.IdOf(Town.Kind, TimeControl.Blitz);

    private readonly Town town = new();

    [Fact]
    public void Only_wishes_for_the_same_share_a_queue()
    {
        TimeControl?[] controls =
        [
            null, TimeControl.Blitz, TimeControl.Normal, TimeControl.Long,
            TimeControl.Custom(180_000, 0, 0), TimeControl.Custom(180_000, 0, 1), TimeControl.Custom(180_000, 1, 0), TimeControl.Custom(18_000, 0, 0),
        ];
        var ids = controls.Select(control => QueueRules.IdOf("duel", control)).Concat(controls.Select(control => QueueRules.IdOf("draft", control))).ToList();

        ids.Distinct().Count().ShouldBe(2 * controls.Length);
        ids.ShouldAllBe(id => id == GameId.Parse(id.Value, null));
        QueueRules.IdOf("duel", TimeControl.Custom(180_000, 1, 0)).ShouldBe(QueueRules.IdOf("duel", TimeControl.Custom(180_000, 1, 0)));
    }

    [Fact]
    public void Whoever_comes_first_waits_and_the_next_is_paired_with_them()
    {
        Types(Send(new Enter(Ann, 1))).ShouldBe(["entered"]);
        town.PlacesIn(TimeControl.Blitz).ShouldBe([new Place(Ann, 1)]);

        Types(Send(new Enter(Bob, 4))).ShouldBe(["paired"]);
        town.PlacesIn(TimeControl.Blitz).ShouldBeEmpty();
        town.Happened<Paired>(Queue).ShouldBe([new Paired(Ann, Bob)]);
    }

    [Fact]
    public void Nobody_is_paired_with_oneself()
    {
        Send(new Enter(Ann, 1));

        Types(Send(new Enter(Ann, 1))).ShouldBeEmpty();
        Types(Send(new Enter(Ann, 3))).ShouldBeEmpty();
        town.PlacesIn(TimeControl.Blitz).ShouldBe([new Place(Ann, 1)]);
    }

    [Fact]
    public void Only_the_wish_that_waits_can_be_withdrawn()
    {
        Send(new Enter(Ann, 3));

        Types(Send(new Withdraw(Ann, 1))).ShouldBeEmpty();
        Types(Send(new Withdraw(Bob, 3))).ShouldBeEmpty();
        Types(Send(new Withdraw(Ann, 3))).ShouldBe(["withdrawn"]);
        Types(Send(new Withdraw(Ann, 3))).ShouldBeEmpty();
        town.PlacesIn(TimeControl.Blitz).ShouldBeEmpty();
        town.Open.ShouldHaveSingleItem().Reactions.ShouldBe([new Reaction(InboxId.Matchmaking(Ann), new Unqueue())]);
    }

    [Fact]
    public void Nobody_sits_in_a_queue_sees_who_waits_or_commands_it()
    {
        Send(new Enter(Ann, 1));
        var rules = new QueueRules([]);

        rules.IsPublic(RawJson.EmptyObject).ShouldBeFalse();
        town.Find(Queue)!.ViewFor(rules, null).Text.ShouldBe("{}");
        RefusalOf(Send(new Join(Bob, null))).ShouldBe("GAME_FULL");
        RefusalOf(town.Send(Queue, new PlayerCommand(Ann, new CommandId("c"), "entered", RawJson.EmptyObject.Parse()))).ShouldBe("NOT_A_PLAYER");
    }

    [Fact]
    public void A_pair_is_dealt_a_running_game_with_its_clock_before_anybody_hears_of_it()
    {
        Send(new Enter(Ann, 1));
        Send(new Enter(Bob, 1));

        var reactions = town.Open.ShouldHaveSingleItem().Reactions;
        reactions.Select(one => one.Command.GetType()).ShouldBe([typeof(Deal), typeof(FindMatch), typeof(FindMatch), typeof(Notify), typeof(Notify)]);
        reactions.Select(one => one.Target).Distinct().Count().ShouldBe(5);

        town.Now = 9_000;
        town.Settle();
        var duel = town.Duels.ShouldHaveSingleItem();
        duel.Status.ShouldBe(GameStatus.Running);
        (duel.SeatOf(Ann), duel.SeatOf(Bob)).ShouldBe((DuelRules.White, DuelRules.Black));
        // The time that passed before the game was dealt is nobody's.
        (duel.Clock!.Turn!.Seat, duel.Clock.Turn.StartedAt, duel.Clock.Deadline).ShouldBe((DuelRules.White, 9_000, 9_000 + 180_000));
        town.Happened<GameEvent>(duel.Id).Select(happened => happened.GetType()).ShouldBe([typeof(Joined), typeof(Joined), typeof(Started)]);
        Guid.TryParse(duel.Id.Value, out _).ShouldBeTrue();
    }

    [Fact]
    public void Both_of_a_pair_are_told_in_both_inboxes()
    {
        town.Search(Ann, TimeControl.Blitz);
        town.Search(Bob, TimeControl.Blitz);
        town.Settle();

        var game = town.Duels.ShouldHaveSingleItem().Id;
        town.Happened<Matched>(InboxId.Matchmaking(Ann)).ShouldBe([new Matched(game, Town.Kind, Bob)]);
        town.Happened<Matched>(InboxId.Matchmaking(Bob)).ShouldBe([new Matched(game, Town.Kind, Ann)]);
        foreach (var player in (PlayerId[])[Ann, Bob])
        {
            var notice = town.Happened<Notified>(InboxId.Notifications(player)).ShouldHaveSingleItem();
            (notice.Kind, notice.Data.Text).ShouldBe(("match", $$"""{"gameId":"{{game}}"}"""));
        }
    }

    [Fact]
    public void Each_pair_of_a_queue_has_a_game_of_its_own()
    {
        for (var i = 0; i < 10; i++)
        {
            Send(new Enter(new PlayerId($"p{i}"), 1));
        }

        town.Settle();
        town.Duels.Count().ShouldBe(5);
    }

    /// <summary>As after a restored backup: whoever remembers the lost game must not be led into that of others.</summary>
    [Fact]
    public void Another_pair_under_the_same_sequence_has_another_game()
    {
        GameId DealtTo(PlayerId second, long at)
        {
            var recorded = new RecordedEvent(2, "paired", EventCodec.Encode(new Paired(Ann, second)), null, null, at);
            return Referee.React(new QueueRules([new DuelRules()]), Queue, QueueRules.CreationFor(Town.Kind, TimeControl.Blitz, 0), recorded)[0].Target;
        }

        DealtTo(Bob, 5).ShouldBe(DealtTo(Bob, 5));
        DealtTo(Cid, 5).ShouldNotBe(DealtTo(Bob, 5));
        DealtTo(Bob, 6).ShouldNotBe(DealtTo(Bob, 5));
    }

    [Fact]
    public void A_game_that_has_begun_is_not_dealt_again()
    {
        var duel = Duel.Started();

        Types(duel.Do(new Deal([Cid, Ann]))).ShouldBeEmpty();
        duel.Game.SeatOf(Ann).ShouldBe(DuelRules.White);

        var waiting = new Duel();
        waiting.Do(new Join(Ann, null));
        Types(waiting.Do(new Deal([Bob, Cid]))).ShouldBeEmpty();
    }

    [Fact]
    public void Only_kinds_with_two_required_seats_can_be_paired() => QueueRules.CanPair(new DuelRules()).ShouldBeTrue();

    [Fact]
    public void Whoever_a_seat_is_kept_for_is_told_so_once_by_the_first_event()
    {
        var seats = new DuelRules().SetUp(RawJson.EmptyObject.Parse()).Seats.Select(holder => holder.Seat == DuelRules.Black ? holder with { KeptFor = Bob } : holder);
        var game = new GameId("g");
        town.Send(game, new Join(Ann, DuelRules.White), new GameCreation(Town.Kind, RawJson.EmptyObject, null, 0, [.. seats]));
        town.Settle();
        town.Send(game, new Join(Bob, null));
        town.Settle();

        var notice = town.Happened<Notified>(InboxId.Notifications(Bob)).ShouldHaveSingleItem();
        (notice.Kind, notice.Data.Text).ShouldBe(("invitation", """{"gameId":"g"}"""));
        town.Find(InboxId.Notifications(Ann)).ShouldBeNull();
    }

    [Fact]
    public void What_a_stored_event_does_is_what_it_did_when_it_happened()
    {
        town.Search(Ann, TimeControl.Blitz);
        var inbox = town.Find(InboxId.Matchmaking(Ann))!;
        var effect = town.Open.ShouldHaveSingleItem();
        var recorded = new RecordedEvent(1, "queued", EventCodec.Encode(town.Happened<Queued>(inbox.Id).Single()), null, null, 1_000);

        RawJson.From(Referee.React(new InboxRules(), inbox.Id, inbox.Creation, recorded)).ShouldBe(RawJson.From(effect.Reactions));
    }

    [Fact]
    public void A_queue_is_the_same_when_it_is_read_back()
    {
        Send(new Enter(Ann, 7));
        var rules = new QueueRules([new DuelRules()]);
        var queue = town.Find(Queue)!;

        var read = Game.Create(rules, Queue, queue.Creation).Restore(rules, queue.TakeSnapshot(rules));

        ((Queue)read.Room).Places.ShouldBe([new Place(Ann, 7)]);
        queue.Creation.Options.To<QueueOptions>().ShouldBe(new QueueOptions(Town.Kind, TimeControl.Blitz));
    }

    private Ruling Send(ServerCommand command) => town.Send(Queue, command, QueueRules.CreationFor(Town.Kind, TimeControl.Blitz, 0));
}
