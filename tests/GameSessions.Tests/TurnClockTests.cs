using GameSessions.Clocks;
using GameSessions.Games;

namespace GameSessions.Tests;

public class TurnClockTests
{
    private static readonly Seat White = new("white");
    private static readonly Seat Black = new("black");

    [Fact]
    public void Nobody_loses_time_before_the_first_turn()
    {
        var clock = Clock(10_000);

        clock.RemainingMs(White, 1_000_000).ShouldBe(10_000);
        clock.Deadline.ShouldBeNull();
    }

    [Fact]
    public void Only_the_seat_to_move_loses_time()
    {
        var clock = Clock(10_000).Start(White, 100, 0);

        clock.RemainingMs(White, 3_100).ShouldBe(7_000);
        clock.RemainingMs(Black, 3_100).ShouldBe(10_000);
    }

    [Fact]
    public void What_is_left_never_goes_below_zero() => Clock(10_000).Start(White, 0, 0).RemainingMs(White, 20_000).ShouldBe(0);

    [Fact]
    public void The_increment_comes_after_a_completed_move()
    {
        var clock = Clock(10_000, incrementMs: 2_000).Start(White, 0, 0);

        clock.RemainingMs(White, 3_000).ShouldBe(7_000);
        clock.Complete(3_000, lagMs: 0)[White].RemainingMs.ShouldBe(9_000);
    }

    [Fact]
    public void The_increment_may_lift_a_bank_above_its_start() => Clock(10_000, incrementMs: 2_000).Start(White, 0, 0).Complete(0, 0)[White].RemainingMs.ShouldBe(12_000);

    [Fact]
    public void A_stopped_clock_pays_its_time_and_gets_no_increment()
    {
        var clock = Clock(10_000, incrementMs: 2_000).Start(White, 0, 0).Stop(3_000);

        clock[White].RemainingMs.ShouldBe(7_000);
        clock.Turn.ShouldBeNull();
        clock.Deadline.ShouldBeNull();
    }

    [Theory]
    [InlineData(0, 10_000, 5_000)]
    [InlineData(4_999, 10_000, 1)]
    [InlineData(5_000, 10_000, 0)]
    [InlineData(7_000, 8_000, 0)]
    public void A_simple_delay_runs_out_before_the_bank_does(long at, long remaining, long delayLeft)
    {
        var clock = Clock(10_000, delayMs: 5_000).Start(White, 0, 0);

        clock.RemainingMs(White, at).ShouldBe(remaining);
        clock.DelayLeftMs(at).ShouldBe(delayLeft);
    }

    [Fact]
    public void An_unused_delay_is_not_saved() => Clock(10_000, delayMs: 5_000).Start(White, 0, 0).Complete(1_000, 0)[White].RemainingMs.ShouldBe(10_000);

    [Theory]
    [InlineData(0)]
    [InlineData(5_000)]
    [InlineData(14_999)]
    [InlineData(20_000)]
    public void A_client_can_count_from_any_instant(long later)
    {
        var clock = Clock(10_000, delayMs: 5_000).Start(White, 0, 0);
        foreach (var asOf in new long[] { 0, 2_500, 5_000, 6_000 }.Where(asOf => asOf <= later))
        {
            var counted = Math.Max(0, clock.RemainingMs(White, asOf) - Math.Max(0, later - asOf - clock.DelayLeftMs(asOf)));

            counted.ShouldBe(clock.RemainingMs(White, later));
        }
    }

    [Fact]
    public void The_deadline_is_the_delay_the_bank_and_the_allowance() => Clock(10_000, delayMs: 5_000).Start(White, 1_000, 200).Deadline.ShouldBe(16_200);

    [Theory]
    [InlineData(0, 0, 10_000)]
    [InlineData(150, 150, 10_000)]
    [InlineData(200, 200, 10_000)]
    [InlineData(700, 200, 9_500)]
    [InlineData(10_150, 200, 50)]
    [InlineData(10_199, 200, 1)]
    public void Lag_is_given_up_to_the_turns_allowance_and_no_more_than_was_spent(long at, int lagMs, long remaining)
    {
        var clock = Clock(10_000).Start(White, 0, allowanceMs: 200);

        clock.LagGrant(at).ShouldBe(lagMs);
        clock.Complete(at, lagMs)[White].RemainingMs.ShouldBe(remaining);
    }

    [Fact]
    public void A_move_within_the_delay_needs_no_lag() => Clock(10_000, delayMs: 5_000).Start(White, 0, 200).LagGrant(4_000).ShouldBe(0);

    [Fact]
    public void A_credit_puts_the_deadline_off_and_gives_the_time_back()
    {
        var clock = Clock(10_000).Start(White, 1_000, 0);
        var credited = clock.Credit(clock.CreditFor(new Outage(2_000, 6_000)), 6_000);

        credited.Deadline.ShouldBe(15_000);
        credited.RemainingMs(White, 7_000).ShouldBe(8_000);
    }

    [Theory]
    [InlineData(0, 3_000, 2_000)]
    [InlineData(1_500, 3_000, 1_500)]
    [InlineData(0, 900, 0)]
    public void Only_the_part_of_an_outage_that_lay_in_the_turn_is_credited(long from, long to, long credit) =>
        Clock(10_000).Start(White, 1_000, 0).CreditFor(new Outage(from, to)).ShouldBe(credit);

    [Fact]
    public void An_outage_is_credited_once()
    {
        var outage = new Outage(2_000, 6_000);
        var clock = Clock(10_000).Start(White, 1_000, 0).Credit(4_000, through: 6_000);

        clock.CreditFor(outage).ShouldBe(0);
        clock.CreditFor(new Outage(5_000, 7_000)).ShouldBe(1_000);
    }

    [Fact]
    public void Without_a_turn_there_is_nothing_to_credit()
    {
        Clock(10_000).CreditFor(new Outage(0, 5_000)).ShouldBe(0);
        Clock(10_000).Credit(5_000, 5_000).ShouldBeSameTimesAs(Clock(10_000));
    }

    [Fact]
    public void A_clock_that_goes_back_gives_no_time_away() => Clock(10_000).Start(White, 5_000, 0).RemainingMs(White, 1_000).ShouldBe(10_000);

    private static TurnClock Clock(int totalMs, int incrementMs = 0, int delayMs = 0) =>
        TurnClock.For(TimeControl.Custom(totalMs, incrementMs, delayMs)!, [White, Black]);
}

file static class ClockAssertions
{
    public static void ShouldBeSameTimesAs(this TurnClock clock, TurnClock other)
    {
        clock.Times.ShouldBe(other.Times);
        clock.Turn.ShouldBe(other.Turn);
    }
}
