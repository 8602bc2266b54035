using GameSessions.Games;
using static GameSessions.Storage.Tests.Contracts.Sample;

namespace GameSessions.Storage.Tests.Contracts;

public abstract class NodeRowContract<TStore> : Contract<TStore>
    where TStore : TestStore, new()
{
    private const long FarAway = 10_000_000_000_000;

    [Fact]
    public async Task The_clock_is_the_stores()
    {
        (await Nodes.ReadClockAsync()).ShouldBe(Now);
        Store.Time.AdvanceMs(1_234);
        (await Nodes.ReadClockAsync()).ShouldBe(Now);
        (await Nodes.BeatAsync(Node, 0)).At.ShouldBe(Now);
    }

    [Fact]
    public async Task While_nobody_serves_a_running_clock_that_is_an_outage_stored_once()
    {
        await Log.AppendAsync(Node, [Make("g", deadline: FarAway)]);
        var from = Now;
        Store.Time.AdvanceMs(5_000);
        var outage = new Outage(from, Now);

        (await Nodes.BeatAsync(Node, 0)).Outages.ShouldBe([outage]);
        (await Nodes.BeatAsync(OtherNode, 0)).Outages.ShouldBe([outage]);
        Store.Time.AdvanceMs(500);
        (await Nodes.BeatAsync(Node, 0)).Outages.ShouldBe([outage]);
    }

    [Fact]
    public async Task Nodes_that_wake_together_store_one_outage()
    {
        await Log.AppendAsync(Node, [Make("g", deadline: FarAway)]);
        Store.Time.AdvanceMs(5_000);

        var beats = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Nodes.BeatAsync(new($"n{i}"), 0))));

        beats.ShouldAllBe(beat => beat.Outages.Count == 1);
    }

    [Fact]
    public async Task A_second_without_a_beat_is_no_outage_and_a_millisecond_more_is_one()
    {
        await Log.AppendAsync(Node, [Make("g", deadline: FarAway)]);
        Store.Time.AdvanceMs(1_000);
        (await Nodes.BeatAsync(Node, 0)).Outages.ShouldBeEmpty();
        Store.Time.AdvanceMs(1_001);
        (await Nodes.BeatAsync(Node, 0)).Outages.ShouldBe([new Outage(Now - 1_001, Now)]);
    }

    [Fact]
    public async Task A_node_that_dies_while_another_serves_is_no_outage()
    {
        await Log.AppendAsync(Node, [Make("g", deadline: FarAway)]);
        for (var i = 0; i < 10; i++)
        {
            Store.Time.AdvanceMs(900);
            (await Nodes.BeatAsync(OtherNode, 0)).Outages.ShouldBeEmpty();
        }

        (await Nodes.BeatAsync(Node, 0)).Outages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Silence_while_no_clock_runs_is_no_outage()
    {
        await Log.AppendAsync(Node, [Make("g", deadline: FarAway)]);
        await Log.AppendAsync(Node, [Move("g", 1, deadline: null)]);
        Store.Time.AdvanceMs(60_000);
        (await Nodes.BeatAsync(Node, 0)).Outages.ShouldBeEmpty();
        Store.Time.AdvanceMs(60_000);

        await Log.AppendAsync(OtherNode, [Move("g", 2, deadline: FarAway)]);

        (await Nodes.BeatAsync(OtherNode, 0)).Outages.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_event_that_starts_a_clock_is_the_first_beat()
    {
        await Log.AppendAsync(Node, [Make("g", deadline: FarAway)]);
        Store.Time.AdvanceMs(3_000);

        (await Nodes.BeatAsync(OtherNode, 0)).Outages.ShouldBe([new Outage(Now - 3_000, Now)]);
    }

    [Fact]
    public async Task An_append_that_runs_a_clock_finds_the_outage_that_it_ends()
    {
        await Log.AppendAsync(Node, [Make("g", deadline: FarAway)]);
        Store.Time.AdvanceMs(3_000);

        await Log.AppendAsync(OtherNode, [Make("h", deadline: FarAway)]);

        (await Nodes.BeatAsync(Node, 0)).Outages.ShouldBe([new Outage(Now - 3_000, Now)]);
    }

    [Fact]
    public async Task An_append_that_stops_the_last_clock_is_no_beat()
    {
        await Log.AppendAsync(Node, [Make("g", deadline: FarAway), Make("h", deadline: FarAway)]);
        Store.Time.AdvanceMs(800);
        await Log.AppendAsync(Node, [Move("g", 1, deadline: null)]);
        Store.Time.AdvanceMs(800);

        (await Nodes.BeatAsync(Node, 0)).Outages.ShouldBe([new Outage(Now - 1_600, Now)]);
    }

    [Fact]
    public async Task Outages_come_oldest_first_and_only_those_that_ended_after_an_instant()
    {
        await Log.AppendAsync(Node, [Make("g", deadline: FarAway)]);
        var start = Now;
        Store.Time.AdvanceMs(2_000);
        await Nodes.BeatAsync(Node, 0);
        Store.Time.AdvanceMs(3_000);
        await Nodes.BeatAsync(Node, 0);
        Outage first = new(start, start + 2_000);
        Outage second = new(start + 2_000, start + 5_000);

        (await Nodes.BeatAsync(Node, 0)).Outages.ShouldBe([first, second]);
        (await Nodes.BeatAsync(Node, first.To - 1)).Outages.ShouldBe([first, second]);
        (await Nodes.BeatAsync(Node, first.To)).Outages.ShouldBe([second]);
        (await Nodes.BeatAsync(Node, second.To)).Outages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Outages_are_told_after_the_clocks_have_stopped()
    {
        await Log.AppendAsync(Node, [Make("g", deadline: FarAway)]);
        Store.Time.AdvanceMs(2_000);
        await Nodes.BeatAsync(Node, 0);
        await Log.AppendAsync(Node, [Move("g", 1, deadline: null)]);

        (await Nodes.BeatAsync(Node, 0)).Outages.Count.ShouldBe(1);
    }
}
