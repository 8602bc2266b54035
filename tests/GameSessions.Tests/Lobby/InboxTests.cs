using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Lobby;
using GameSessions.Wire;
using static GameSessions.Tests.Duel;

namespace GameSessions.Tests.Lobby;

public class InboxTests
{
    private static readonly GameId Search = InboxId.Matchmaking(Ann);
    private static readonly GameId Elsewhere = new("elsewhere");

    private readonly Town town = new();

    [Fact]
    public void An_inbox_is_its_owners_and_runs_from_the_start()
    {
        town.Send(InboxId.Notifications(Ann), new Notify(Notice("a")));

        var inbox = town.Find(InboxId.Notifications(Ann))!;
        inbox.SeatOf(Ann).ShouldBe(new Seat("owner"));
        inbox.SeatOf(Bob).ShouldBeNull();
        inbox.Status.ShouldBe(GameStatus.Running);
        new InboxRules().IsPublic(inbox.Options).ShouldBeFalse();
    }

    [Fact]
    public void The_ids_of_inboxes_name_their_owners_and_no_other_id_does()
    {
        InboxId.OwnerOf(InboxId.Notifications(Ann)).ShouldBe(Ann);
        InboxId.OwnerOf(InboxId.Matchmaking(Ann)).ShouldBe(Ann);
        InboxId.OwnerOf(QueueRules.IdOf(Town.Kind, null)).ShouldBeNull();
        InboxId.OwnerOf(new GameId("Notifications:ann")).ShouldBeNull();
        InboxId.IsNotifications(InboxId.Matchmaking(Ann)).ShouldBeFalse();
        InboxId.IsMatchmaking(InboxId.Notifications(Ann)).ShouldBeFalse();
    }

    [Fact]
    public void Neither_an_inbox_nor_a_queue_can_be_made()
    {
        new InboxRules().SetUp(RawJson.EmptyObject.Parse()).Problems.Keys.ShouldBe(["kind"]);
        new QueueRules([]).SetUp(RawJson.EmptyObject.Parse()).Problems.Keys.ShouldBe(["kind"]);
    }

    [Fact]
    public void Its_owner_can_command_nothing_and_nobody_else_can_sit_down()
    {
        town.Send(Search, new Enqueue(Town.Kind, null));

        RefusalOf(town.Send(Search, new PlayerCommand(Ann, new CommandId("c"), "queued", RawJson.EmptyObject.Parse()))).ShouldBe("UNKNOWN_COMMAND");
        RefusalOf(town.Send(Search, new Join(Bob, null))).ShouldBe("GAME_FULL");
    }

    [Fact]
    public void Notices_are_kept_in_order_and_do_nothing_to_other_games()
    {
        foreach (var kind in (string[])["a", "b", "a"])
        {
            Types(town.Send(InboxId.Notifications(Ann), new Notify(Notice(kind)))).ShouldBe(["notified"]);
        }

        town.Happened<Notified>(InboxId.Notifications(Ann)).Select(notice => notice.Kind).ShouldBe(["a", "b", "a"]);
        ((Inbox)town.Find(InboxId.Notifications(Ann))!.Room).Notices.ShouldBe(3);
        town.Open.ShouldBeEmpty();
    }

    [Fact]
    public void A_wish_is_noted_with_its_time_and_takes_a_place_in_its_queue()
    {
        town.Now = 5_000;
        Types(town.Send(Search, new Enqueue(Town.Kind, TimeControl.Blitz))).ShouldBe(["queued"]);

        town.SearchOf(Ann).Wish.ShouldBe(new Wish(Town.Kind, TimeControl.Blitz, 5_000));
        town.Open.ShouldHaveSingleItem().Reactions.ShouldHaveSingleItem().Command.ShouldBe(new Enter(Ann, Ticket: 1));
    }

    [Fact]
    public void The_same_wish_again_changes_nothing_and_another_is_refused()
    {
        town.Send(Search, new Enqueue(Town.Kind, TimeControl.Blitz));

        Types(town.Send(Search, new Enqueue(Town.Kind, TimeControl.Blitz with { }))).ShouldBeEmpty();
        RefusalOf(town.Send(Search, new Enqueue(Town.Kind, TimeControl.Long))).ShouldBe("ALREADY_QUEUED");
        RefusalOf(town.Send(Search, new Enqueue(Town.Kind, null))).ShouldBe("ALREADY_QUEUED");
        RefusalOf(town.Send(Search, new Enqueue("other", TimeControl.Blitz))).ShouldBe("ALREADY_QUEUED");
    }

    [Fact]
    public void A_match_answers_the_wish_and_stands_in_the_way_of_others_until_it_is_over()
    {
        town.Send(Search, new Enqueue(Town.Kind, null));
        Types(town.Send(Search, new FindMatch(Elsewhere, Bob))).ShouldBe(["matched"]);

        var inbox = town.SearchOf(Ann);
        inbox.Wish.ShouldBeNull();
        inbox.Match.ShouldBe(new Match(Elsewhere, new Wish(Town.Kind, null, 1_000), Bob));
        Types(town.Send(Search, new Enqueue(Town.Kind, null))).ShouldBeEmpty();
        RefusalOf(town.Send(Search, new Enqueue(Town.Kind, TimeControl.Blitz))).ShouldBe("ALREADY_QUEUED");
        RefusalOf(town.Send(Search, new Enqueue(Town.Kind, TimeControl.Blitz, Over: new GameId("an-older-one")))).ShouldBe("ALREADY_QUEUED");

        Types(town.Send(Search, new Enqueue(Town.Kind, TimeControl.Blitz, Over: Elsewhere))).ShouldBe(["queued"]);
        town.SearchOf(Ann).Match.ShouldBeNull();
    }

    [Fact]
    public void The_same_wish_is_a_new_one_once_the_match_is_over()
    {
        town.Send(Search, new Enqueue(Town.Kind, null));
        town.Send(Search, new FindMatch(Elsewhere, Bob));

        Types(town.Send(Search, new Enqueue(Town.Kind, null, Over: Elsewhere))).ShouldBe(["queued"]);
    }

    [Fact]
    public void What_the_queue_says_of_a_wish_that_is_answered_changes_nothing()
    {
        Types(town.Send(Search, new Unqueue())).ShouldBeEmpty();
        Types(town.Send(Search, new FindMatch(Elsewhere, Bob))).ShouldBeEmpty();
        town.Send(Search, new Enqueue(Town.Kind, null));
        Types(town.Send(Search, new Unqueue())).ShouldBe(["unqueued"]);
        town.SearchOf(Ann).ShouldBe(new Inbox());
        Types(town.Send(Search, new FindMatch(Elsewhere, Bob))).ShouldBeEmpty();
        Types(town.Send(Search, new Unqueue())).ShouldBeEmpty();
    }

    [Fact]
    public void Its_events_say_on_the_wire_what_the_contract_says()
    {
        EventCodec.Encode(Notice("a")).Text.ShouldBe("""{"kind":"a","title":"T","message":"M","data":{"n":1}}""");
        EventCodec.Encode(new Matched(Elsewhere, Town.Kind, Bob)).Text.ShouldBe("""{"gameId":"elsewhere","kind":"duel","opponent":"bob"}""");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_inbox_is_the_same_when_it_is_read_back(bool isMatched)
    {
        town.Send(Search, new Notify(Notice("a")));
        town.Send(Search, new Enqueue(Town.Kind, TimeControl.Custom(60_000, 1, 2)));
        if (isMatched)
        {
            town.Send(Search, new FindMatch(Elsewhere, Bob));
        }

        var rules = new InboxRules();
        var inbox = town.Find(Search)!;
        var read = Game.Create(rules, Search, inbox.Creation).Restore(rules, inbox.TakeSnapshot(rules));
        read.Room.ShouldBe(inbox.Room);
        (read.Head, read.Status, read.LastAt).ShouldBe((inbox.Head, inbox.Status, inbox.LastAt));
    }

    private static Notified Notice(string kind) => new(kind, "T", "M", new RawJson("""{"n":1}"""));
}
