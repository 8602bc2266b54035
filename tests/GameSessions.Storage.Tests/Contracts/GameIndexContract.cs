using GameSessions.Games;
using GameSessions.Log;
using static GameSessions.Storage.Tests.Contracts.Sample;

namespace GameSessions.Storage.Tests.Contracts;

/// <summary>Finding games by what moves with their events: deadline, status and seats.</summary>
public abstract class GameIndexContract<TStore> : Contract<TStore>
    where TStore : TestStore, new()
{
    [Fact]
    public async Task Due_games_come_the_most_overdue_first_up_to_a_limit()
    {
        await AppendAsync(Make("c", deadline: 300), Make("a", deadline: 100), Make("b", deadline: 200), Make("b2", deadline: 200), Make("d", deadline: 301), Make("none"));

        (await Log.FindDueAsync(300, 10)).ShouldBe(Ids("a", "b", "b2", "c"));
        (await Log.FindDueAsync(300, 2)).ShouldBe(Ids("a", "b"));
        (await Log.FindDueAsync(99, 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_deadline_moves_and_goes_with_the_events()
    {
        await AppendAsync(Make("a", deadline: 100), Make("b", deadline: 100));
        await AppendAsync(Move("a", 1, deadline: 900), Move("b", 1, deadline: null));

        (await Log.FindDueAsync(899, 10)).ShouldBeEmpty();
        (await Log.FindDueAsync(900, 10)).ShouldBe(Ids("a"));
    }

    [Fact]
    public async Task A_players_games_come_newest_first_page_by_page_without_a_kind()
    {
        await AppendAsync(
            Make("old", Seats(Ann), createdAt: 1),
            Make("new", Seats(Bob, Ann), createdAt: 3),
            Make("mid", Seats(Ann, Bob), createdAt: 2),
            Make("inbox", Seats(Ann), kind: "inbox", createdAt: 4),
            Make("bobs", Seats(Bob), createdAt: 5));

        (await Log.FindSeatedAsync(Ann, "inbox", 0, 10)).ShouldBe(Ids("new", "mid", "old"));
        (await Log.FindSeatedAsync(Ann, "inbox", 1, 1)).ShouldBe(Ids("mid"));
        (await Log.FindSeatedAsync(Ann, "inbox", 3, 10)).ShouldBeEmpty();
        (await Log.FindSeatedAsync(Ann, "draft", 0, 10)).ShouldBe(Ids("inbox"));
        (await Log.FindSeatedAsync(new PlayerId("carl"), "inbox", 0, 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_sits_down_is_seated_who_leaves_is_not_and_a_kept_seat_is_empty()
    {
        await AppendAsync(Make("g", [new SeatHolder(Blue, true, Ann), new SeatHolder(Red, true, KeptFor: Bob)]));
        (await Log.FindSeatedAsync(Bob, "", 0, 10)).ShouldBeEmpty();

        await AppendAsync(Move("g", 1, seats: Seats(null, Bob)));
        (await Log.FindSeatedAsync(Bob, "", 0, 10)).ShouldBe(Ids("g"));
        (await Log.FindSeatedAsync(Ann, "", 0, 10)).ShouldBeEmpty();

        await AppendAsync(Move("g", 2));
        (await Log.FindSeatedAsync(Bob, "", 0, 10)).ShouldBe(Ids("g"));
    }

    [Fact]
    public async Task A_game_made_without_a_change_of_seats_has_those_of_its_creation()
    {
        var make = Make("g");
        await AppendAsync(make with { Creation = make.Creation! with { Seats = Seats(Ann) } });

        (await Log.FindSeatedAsync(Ann, "", 0, 10)).ShouldBe(Ids("g"));
    }

    [Fact]
    public async Task Open_games_are_those_that_are_not_finished()
    {
        await AppendAsync(
            Make("waiting", Seats(Ann), status: GameStatus.Waiting),
            Make("running", Seats(Ann)),
            Make("finished", Seats(Ann), status: GameStatus.Finished),
            Make("ending", Seats(Ann)));
        (await Log.CountOpenAsync(Ann, "inbox")).ShouldBe(3);

        await AppendAsync(Move("ending", 1, status: GameStatus.Finished));
        (await Log.CountOpenAsync(Ann, "inbox")).ShouldBe(2);
        (await Log.CountOpenAsync(Bob, "inbox")).ShouldBe(0);
    }

    [Fact]
    public async Task Open_games_are_counted_without_a_kind()
    {
        await AppendAsync(Make("inbox", Seats(Ann), kind: "inbox"), Make("draft", Seats(Ann)), Make("squad", Seats(Ann), kind: "squad"));

        (await Log.CountOpenAsync(Ann, "inbox")).ShouldBe(2);
        (await Log.CountOpenAsync(Ann, "none")).ShouldBe(3);
    }

    private static GameId[] Ids(params string[] ids) => [.. ids.Select(id => new GameId(id))];

    private async Task AppendAsync(params Append[] batch) => (await Log.AppendAsync(Node, batch)).ShouldAllBe(outcome => outcome is AppendOutcome.Stored);
}
