using GameSessions.Clocks;
using GameSessions.Games;
using static GameSessions.Tests.Duel;

namespace GameSessions.Tests;

public class RefereeTests
{
    private static readonly Seat White = DuelRules.White;
    private static readonly Seat Black = DuelRules.Black;

    [Fact]
    public void A_player_without_a_wish_gets_the_first_free_seat()
    {
        var duel = new Duel();
        duel.Do(new Join(Ann, null));
        duel.Do(new Join(Bob, null));

        duel.Game.SeatOf(Ann).ShouldBe(White);
        duel.Game.SeatOf(Bob).ShouldBe(Black);
    }

    [Fact]
    public void A_player_gets_the_seat_asked_for()
    {
        var duel = new Duel();
        duel.Do(new Join(Ann, Black));

        duel.Game.SeatOf(Ann).ShouldBe(Black);
    }

    [Fact]
    public void A_kept_seat_is_for_its_player_only()
    {
        var duel = new Duel(blackKeptFor: Cid);

        RefusalOf(duel.Do(new Join(Ann, Black))).ShouldBe("SEAT_TAKEN");
        duel.Do(new Join(Cid, null));
        duel.Game.SeatOf(Cid).ShouldBe(Black);
        duel.Do(new Join(Ann, null));
        duel.Game.SeatOf(Ann).ShouldBe(White);
    }

    [Fact]
    public void A_taken_seat_is_refused_and_a_full_table_too()
    {
        var duel = new Duel();
        duel.Do(new Join(Ann, White));
        RefusalOf(duel.Do(new Join(Bob, White))).ShouldBe("SEAT_TAKEN");
        RefusalOf(duel.Do(new Join(Bob, new Seat("sofa")))).ShouldBe("SEAT_TAKEN");

        duel.Do(new Join(Bob, null));
        duel.Do(new Join(Cid, null));
        RefusalOf(duel.Do(new Join(new PlayerId("dan"), null))).ShouldBe("GAME_FULL");
        RefusalOf(duel.Do(new Join(new PlayerId("dan"), White))).ShouldBe("GAME_FULL");
    }

    [Fact]
    public void Joining_twice_changes_nothing()
    {
        var duel = Started();
        var before = duel.Game;

        Types(duel.Do(new Join(Ann, Black))).ShouldBeEmpty();
        duel.Game.ShouldBe(before);
    }

    [Fact]
    public void A_locked_room_seats_nobody() => RefusalOf(new Duel(isLocked: true).Do(new Join(Ann, null))).ShouldBe("LOCKED");

    [Fact]
    public void The_last_required_seat_starts_the_game_and_the_first_clock()
    {
        var duel = new Duel(TimeControl.Blitz);
        Types(duel.Do(new Join(Ann, null))).ShouldBe(["joined"]);
        duel.Game.Status.ShouldBe(GameStatus.Waiting);
        duel.Game.Clock!.Turn.ShouldBeNull();

        duel.Now = 5_000;
        Types(duel.Do(new Join(Bob, null))).ShouldBe(["joined", "started"]);
        duel.Game.Status.ShouldBe(GameStatus.Running);
        duel.Game.Clock!.Turn!.ShouldBe(new Turn(White, StartedAt: 5_000, AllowanceMs: 0, CreditedMs: 0, CreditedThrough: 5_000));
    }

    [Fact]
    public void A_seat_that_is_not_required_starts_nothing_and_may_be_taken_late()
    {
        var duel = new Duel();
        duel.Do(new Join(Ann, null));
        Types(duel.Do(new Join(Cid, DuelRules.Guest))).ShouldBe(["joined"]);
        Types(duel.Do(new Join(Bob, null))).ShouldBe(["joined", "started"]);

        var other = Started();
        Types(other.Do(new Join(Cid, null))).ShouldBe(["joined"]);
    }

    [Fact]
    public void Nobody_joins_a_finished_game()
    {
        var duel = Started();
        duel.Do(Ann, "move", "last");

        RefusalOf(duel.Do(new Join(Cid, null))).ShouldBe("GAME_OVER");
    }

    [Fact]
    public void A_refusal_is_the_first_that_applies()
    {
        var duel = new Duel();
        RefusalOf(duel.Do(Ann, "fly")).ShouldBe("NOT_A_PLAYER");
        duel.Do(new Join(Ann, null));
        RefusalOf(duel.Do(Ann, "fly")).ShouldBe("UNKNOWN_COMMAND");
        RefusalOf(duel.Do(Ann, "move")).ShouldBe("GAME_NOT_STARTED");
        duel.Do(new Join(Bob, null));
        RefusalOf(duel.Do(Bob, "move")).ShouldBe("NOT_YOUR_TURN");
        duel.Do(Ann, "move", "last");
        RefusalOf(duel.Do(Bob, "fly")).ShouldBe("UNKNOWN_COMMAND");
        RefusalOf(duel.Do(Bob, "move")).ShouldBe("GAME_OVER");
    }

    [Fact]
    public void A_refusal_changes_nothing()
    {
        var duel = Started();
        var before = duel.Game;
        duel.Do(Bob, "move");

        duel.Game.ShouldBeSameAs(before);
        duel.Log.Count.ShouldBe(3);
    }

    [Fact]
    public void Every_event_of_a_command_has_its_player_its_id_and_one_instant()
    {
        var duel = Started();
        duel.Now = 2_000;
        duel.Do(Ann, "move", "last");

        var events = duel.Log[^2..];
        events.Select(recorded => recorded.Sequence).ShouldBe([4L, 5L]);
        events.ShouldAllBe(recorded => recorded.Player == Ann && recorded.CommandId == new CommandId("c1") && recorded.At == 2_000);
    }

    [Fact]
    public void Time_never_runs_backwards_in_the_log()
    {
        var duel = Started();
        duel.Now = 3_000;
        duel.Do(Ann, "move");
        duel.Now = 2_000;
        duel.Do(Bob, "move");

        duel.Log.Select(recorded => recorded.At).ShouldBe(duel.Log.Select(recorded => recorded.At).Order());
        duel.Log[^1].At.ShouldBe(3_000);
        duel.Game.Clock![Black].RemainingMs.ShouldBe(11_000);
    }

    [Fact]
    public void A_move_holds_the_lag_it_was_given_and_the_lag_the_next_turn_may_take()
    {
        var duel = new Duel(TimeControl.Custom(10_000, 1_000, 0));
        duel.RoundTrips[White] = 80;
        duel.RoundTrips[Black] = 900;
        duel.Do(new Join(Ann, White));
        duel.Do(new Join(Bob, Black));
        duel.Log[^1].Data.Text.ShouldBe("""{"allowanceMs":80}""");

        duel.Now += 5_000;
        duel.Do(Ann, "move");
        var data = duel.Log[^1].Data.Parse();
        data.GetProperty("lagMs").GetInt32().ShouldBe(80);
        data.GetProperty("allowanceMs").GetInt32().ShouldBe(500);
        duel.Game.Clock![White].RemainingMs.ShouldBe(10_000 - 4_920 + 1_000);

        duel.Now += 700;
        duel.Do(Bob, "move");
        duel.Log[^1].Data.Parse().GetProperty("lagMs").GetInt32().ShouldBe(500);
        duel.Game.Clock![Black].ShouldBe(new SeatTime(Black, 10_800, new LagQuota(550)));
    }

    [Fact]
    public void The_last_move_starts_no_turn()
    {
        var duel = Started();
        duel.Do(Ann, "move", "last");

        duel.Log[^2].Data.Parse().TryGetProperty("allowanceMs", out _).ShouldBeFalse();
        duel.Game.Clock!.Turn.ShouldBeNull();
    }

    [Fact]
    public void What_is_no_move_leaves_the_turn_as_it_is()
    {
        var duel = Started();
        var turn = duel.Game.Clock!.Turn;
        duel.Now = 4_000;
        duel.Do(Bob, "wave");

        duel.Game.Clock!.Turn.ShouldBe(turn);
        duel.Log[^1].Data.Text.ShouldBe("""{"seat":"black"}""");
    }

    [Fact]
    public void Without_a_clock_a_move_holds_no_lag()
    {
        var duel = new Duel();
        duel.Do(new Join(Ann, White));
        duel.Do(new Join(Bob, Black));
        duel.Do(Ann, "move");

        duel.Log[^1].Data.Text.ShouldBe("""{"seat":"white","word":"hello"}""");
    }

    [Fact]
    public void The_flag_falls_at_the_deadline_and_not_before()
    {
        var duel = Started();
        var deadline = duel.Game.Clock!.Deadline!.Value;

        Referee.Due(duel.Game, deadline - 1, []).ShouldBeNull();
        Referee.Due(duel.Game, deadline, []).ShouldBe(new FallFlag(White));
    }

    [Fact]
    public void A_fallen_flag_ends_the_game_once()
    {
        var duel = Started();
        duel.Now = duel.Game.Clock!.Deadline!.Value;

        Types(duel.Do(new FallFlag(White))).ShouldBe(["flagFall", "finished"]);
        duel.Log[^1].Player.ShouldBeNull();
        duel.Game.Result.ShouldBe(new Finished(Black, "flag", Scores: null));
        duel.Game.Clock![White].RemainingMs.ShouldBe(0);
        Types(duel.Do(new FallFlag(White))).ShouldBeEmpty();
        Referee.Due(duel.Game, duel.Now + 1_000_000, [new Outage(0, duel.Now)]).ShouldBeNull();
        RefusalOf(duel.Do(Ann, "move")).ShouldBe("GAME_OVER");
    }

    [Fact]
    public void A_stale_flag_does_nothing()
    {
        var duel = Started();
        duel.Now = 2_000;
        Types(duel.Do(new FallFlag(White))).ShouldBeEmpty();

        duel.Do(Ann, "move");
        duel.Now = 1_000_000;
        Types(duel.Do(new FallFlag(White))).ShouldBeEmpty();
        duel.Game.Status.ShouldBe(GameStatus.Running);
    }

    [Fact]
    public void An_outage_is_credited_before_any_flag_and_once()
    {
        var duel = Started();
        var outage = new Outage(2_000, 9_000);
        duel.Now = duel.Game.Clock!.Deadline!.Value + 1;

        var due = Referee.Due(duel.Game, duel.Now, [outage]);
        due.ShouldBe(new CreditOutage(White, outage));
        Types(duel.Do(due!)).ShouldBe(["clockCredited"]);
        duel.Log[^1].Data.Text.ShouldBe("""{"seat":"white","ms":7000,"from":2000,"to":9000}""");
        duel.Log[^1].Player.ShouldBeNull();

        Referee.Due(duel.Game, duel.Now, [outage]).ShouldBeNull();
        Types(duel.Do(due!)).ShouldBeEmpty();
        Referee.Due(duel.Game, duel.Game.Clock!.Deadline!.Value, [outage]).ShouldBe(new FallFlag(White));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_outage_of_a_turn_is_credited_in_whatever_order_they_are_known(bool newestFirst)
    {
        var duel = Started();
        Outage[] outages = [new(2_000, 4_000), new(6_000, 9_000)];
        if (newestFirst)
        {
            Array.Reverse(outages);
        }

        duel.Now = 10_000;
        while (Referee.Due(duel.Game, duel.Now, outages) is { } due)
        {
            duel.Do(due);
        }

        duel.Game.Clock!.Turn!.CreditedMs.ShouldBe(5_000);
        duel.Log.Count(recorded => recorded.Type == "clockCredited").ShouldBe(2);
    }

    [Fact]
    public void An_outage_that_ended_before_the_turn_is_nobodys()
    {
        var duel = Started();

        Referee.Due(duel.Game, 2_000, [new Outage(0, 1_000)]).ShouldBeNull();
    }

    [Fact]
    public void The_seats_are_stored_where_they_changed()
    {
        var duel = new Duel();
        var before = duel.Game;
        var joined = duel.Do(new Join(Ann, null)).ShouldBeOfType<Ruling.Accepted>().ToAppend(before);
        joined.ExpectedHead.ShouldBe(0);
        joined.HeadAfter.ShouldBe(1);
        joined.Seats.ShouldNotBeNull();

        duel.Do(new Join(Bob, null));
        before = duel.Game;
        duel.Do(Ann, "move").ShouldBeOfType<Ruling.Accepted>().ToAppend(before).Seats.ShouldBeNull();
    }
}
