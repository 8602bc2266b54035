using GameSessions.Games;
using GameSessions.Log;
using static GameSessions.Storage.Tests.Contracts.Sample;

namespace GameSessions.Storage.Tests.Contracts;

/// <summary>What an event does to other games is open from the append that stores it until it is closed.</summary>
public abstract class ReactionContract<TStore> : Contract<TStore>
    where TStore : TestStore, new()
{
    /// <summary>When the first event of every game of the samples is due.</summary>
    private const long FirstDueAt = 1_001 + Limits.ReactionGraceMs;

    private static readonly GameId Game = new("g");

    [Fact]
    public async Task What_an_event_does_is_open_from_some_time_after_it_happened()
    {
        await AppendAsync(Make("g") with { Reacting = [1] });

        (await Log.FindOpenReactionsAsync(FirstDueAt - 1, 10)).ShouldBeEmpty();
        (await Log.FindOpenReactionsAsync(FirstDueAt, 10)).ShouldBe([(Game, 1L)]);
    }

    [Fact]
    public async Task Of_several_events_those_are_open_that_do_something()
    {
        await AppendAsync(Make("g") with { Reacting = [] });
        await AppendAsync(Move("g", 1, count: 4) with { Reacting = [3, 5] });

        (await FindAllAsync()).ShouldBe([(Game, 3L), (Game, 5L)]);
    }

    [Fact]
    public async Task Of_an_append_that_was_not_stored_nothing_is_open()
    {
        await AppendAsync(Make("g"));
        await AppendAsync(Move("g", 1, null, "source:1") with { Reacting = [2] });
        await Log.CloseReactionAsync(Game, 2);

        (await AppendAsync(Move("g", 1, null, "source:2") with { Reacting = [2] })).ShouldBe(new AppendOutcome.Behind(2));
        (await AppendAsync(Move("g", 2, null, "source:1") with { Reacting = [3] })).ShouldBe(new AppendOutcome.Repeated(2, 1));
        (await AppendAsync(Make("g") with { Reacting = [1] })).ShouldBe(new AppendOutcome.Behind(2));
        (await AppendAsync(Move("none", 1) with { Reacting = [2] })).ShouldBe(new AppendOutcome.Behind(0));

        (await FindAllAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_done_in_another_incarnation_of_the_log_stays_open_in_this_one()
    {
        await AppendAsync(Make("g") with { Reacting = [1] });
        await Log.CloseReactionAsync(Game, 1, "another");
        (await FindAllAsync()).ShouldBe([(Game, 1L)]);
        await Log.CloseReactionAsync(Game, 1, await Log.ReadEpochAsync());
        (await FindAllAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task In_a_batch_each_append_opens_its_own()
    {
        await Log.AppendAsync(Node, [Make("a") with { Reacting = [1] }, Move("b", 1) with { Reacting = [2] }, Make("c") with { Reacting = [1] }]);

        (await FindAllAsync()).ShouldBe([(new GameId("a"), 1L), (new GameId("c"), 1L)]);
    }

    [Fact]
    public async Task Nothing_of_a_malformed_batch_is_open()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => Log.AppendAsync(Node, [Make("g") with { Reacting = [1] }, Move("h", 1) with { Events = [] }]));

        (await FindAllAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_most_overdue_comes_first_up_to_a_limit()
    {
        await AppendAsync(Make("b") with { Reacting = [1] });
        await AppendAsync(Make("a") with { Reacting = [1] });
        await AppendAsync(Move("a", 1, count: 2) with { Reacting = [3, 2] });

        (await Log.FindOpenReactionsAsync(long.MaxValue, 3)).ShouldBe([(new GameId("a"), 1L), (new GameId("b"), 1L), (new GameId("a"), 2L)]);
        (await Log.FindOpenReactionsAsync(FirstDueAt, 10)).ShouldBe([(new GameId("a"), 1L), (new GameId("b"), 1L)]);
    }

    [Fact]
    public async Task What_is_postponed_lets_the_others_go_first()
    {
        await AppendAsync(Make("a") with { Reacting = [1] });
        await AppendAsync(Make("b") with { Reacting = [1] });

        await Log.PostponeReactionAsync(new GameId("a"), 1, FirstDueAt + 1_000);

        (await Log.FindOpenReactionsAsync(FirstDueAt + 999, 10)).ShouldBe([(new GameId("b"), 1L)]);
        (await Log.FindOpenReactionsAsync(FirstDueAt + 1_000, 10)).ShouldBe([(new GameId("b"), 1L), (new GameId("a"), 1L)]);
    }

    [Fact]
    public async Task What_is_closed_stays_closed()
    {
        await AppendAsync(Make("g") with { Reacting = [1] });
        await AppendAsync(Move("g", 1) with { Reacting = [2] });

        await Log.CloseReactionAsync(Game, 1);
        await Log.CloseReactionAsync(Game, 1);
        await Log.PostponeReactionAsync(Game, 1, 5);
        await Log.CloseReactionAsync(new GameId("none"), 1);

        (await FindAllAsync()).ShouldBe([(Game, 2L)]);
    }

    private Task<IReadOnlyList<(GameId, long)>> FindAllAsync() => Log.FindOpenReactionsAsync(long.MaxValue, 100);

    private async Task<AppendOutcome> AppendAsync(Append append) => (await Log.AppendAsync(Node, [append])).ShouldHaveSingleItem();
}
