using GameSessions.Hosting.Nodes;
using GameSessions.Hosting.Storage;
using GameSessions.Testing;

namespace GameSessions.Hosting.Tests.Nodes;

public class StoreClockTests
{
    private readonly ManualTimeProvider time = new();
    private readonly SlowRows rows;
    private readonly StoreClock clock;

    public StoreClockTests()
    {
        rows = new SlowRows(time) { AheadMs = 60_000 };
        clock = new StoreClock(rows, time);
    }

    [Fact]
    public void Before_the_first_sample_there_is_only_a_guess()
    {
        clock.TryNow(out _).ShouldBeFalse();
        clock.Estimate.ShouldBe(time.NowMs);
    }

    [Fact]
    public async Task The_store_s_time_is_taken_for_the_middle_of_the_round_trip()
    {
        rows.ThereMs = 10;
        rows.BackMs = 10;
        await clock.SyncAsync();
        clock.TryNow(out var now).ShouldBeTrue();
        ShouldBeAhead(now, 60_000);
    }

    [Fact]
    public async Task A_round_trip_of_more_than_twice_the_uncertainty_judges_nobody()
    {
        rows.BackMs = (int)(2 * StoreClock.UncertaintyMsMax) + 2;
        await clock.SyncAsync();
        clock.TryNow(out var guess).ShouldBeFalse();
        ShouldBeAhead(guess, 60_000 - (rows.BackMs / 2));
    }

    [Fact]
    public async Task A_worse_sample_does_not_replace_a_better_one()
    {
        await clock.SyncAsync();
        rows.BackMs = 40;
        await clock.SyncAsync();
        ShouldBeAhead(clock.Estimate, 60_000);
    }

    [Fact]
    public async Task A_better_sample_replaces_a_worse_one()
    {
        rows.BackMs = 40;
        await clock.SyncAsync();
        ShouldBeAhead(clock.Estimate, 59_980);
        rows.BackMs = 0;
        await clock.SyncAsync();
        ShouldBeAhead(clock.Estimate, 60_000);
    }

    [Fact]
    public async Task A_good_sample_grows_old_until_a_worse_one_is_better()
    {
        await clock.SyncAsync();

        // Two crystals part by 0.2 ms a second: after 100 s the old sample may be wrong by 20 ms, the new one by 10.
        time.AdvanceMs(100_000);
        rows.AheadMs = 60_015;
        rows.ThereMs = 10;
        rows.BackMs = 10;
        await clock.SyncAsync();
        ShouldBeAhead(clock.Estimate, 60_015);
    }

    [Fact]
    public async Task A_clock_that_is_not_asked_again_is_known_well_enough_for_two_minutes()
    {
        await clock.SyncAsync();
        time.AdvanceMs(125_000);
        clock.TryNow(out _).ShouldBeTrue();
        time.AdvanceMs(10);
        clock.TryNow(out _).ShouldBeFalse();
    }

    /// <remarks>By less than a ms more or less: local time is a fraction.</remarks>
    private void ShouldBeAhead(long known, long ms) => (known - time.NowMs).ShouldBeInRange(ms - 1, ms);

    /// <summary>A store whose clock is ahead, and which takes its time to hear and to answer.</summary>
    private sealed class SlowRows(ManualTimeProvider time) : INodeRows
    {
        public int AheadMs { get; set; }

        public int ThereMs { get; set; }

        public int BackMs { get; set; }

        public Task<long> ReadClockAsync()
        {
            time.AdvanceMs(ThereMs);
            var told = time.NowMs + AheadMs;
            time.AdvanceMs(BackMs);
            return Task.FromResult(told);
        }

        public Task<Beat> BeatAsync(NodeId node, long endedAfter) => throw new NotSupportedException();
    }
}
