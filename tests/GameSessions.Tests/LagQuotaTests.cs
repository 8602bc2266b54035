using GameSessions.Clocks;

namespace GameSessions.Tests;

public class LagQuotaTests
{
    [Theory]
    [InlineData(1_000, 40, 40)]
    [InlineData(1_000, 500, 500)]
    [InlineData(1_000, 2_000, 500)]
    [InlineData(120, 300, 120)]
    [InlineData(0, 300, 0)]
    [InlineData(1_000, -5, 0)]
    public void A_turn_may_take_the_least_of_half_a_second_the_quota_and_the_measured_round_trip(int quota, int roundTrip, int allowance) =>
        new LagQuota(quota).AllowanceFor(roundTrip).ShouldBe(allowance);

    [Fact]
    public void Without_a_measurement_nothing_is_given() => LagQuota.Full.AllowanceFor(roundTripMs: null).ShouldBe(0);

    [Fact]
    public void A_line_of_300_ms_uses_the_quota_up_and_then_lives_on_what_it_regains()
    {
        var quota = LagQuota.Full;
        var given = new List<int>();
        for (var move = 0; move < 8; move++)
        {
            given.Add(quota.AllowanceFor(300));
            quota = quota.AfterMove(given[^1]);
        }

        given.ShouldBe([300, 300, 300, 250, 50, 50, 50, 50]);
    }

    [Fact]
    public void The_quota_never_exceeds_its_start() => LagQuota.Full.AfterMove(0).ShouldBe(LagQuota.Full);

    [Fact]
    public void A_line_of_50_ms_keeps_its_quota_for_ever() =>
        Enumerable.Range(0, 100).Aggregate(LagQuota.Full, (quota, _) => quota.AfterMove(quota.AllowanceFor(50))).ShouldBe(LagQuota.Full);
}
