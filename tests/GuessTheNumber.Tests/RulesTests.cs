using GameSessions.Games;

namespace GuessTheNumber.Tests;

public class RulesTests
{
    private readonly Table table = new();

    #region tests
    [Fact]
    public void The_number_is_the_keepers_alone()
    {
        table.Do(Table.Ann, "choose", new { number = 42 }).Events.Single().Audience.ShouldBe([GuessRules.Keeper]);
        table.ViewOf(GuessRules.Keeper).ShouldContain("42");
        table.ViewOf(GuessRules.Seeker).ShouldNotContain("42");
        table.ViewOf(seat: null).ShouldNotContain("42");
    }

    [Fact]
    public void A_keeper_who_does_not_choose_in_time_loses()
    {
        table.Now = 179_999;
        table.Settle().ShouldBeEmpty();
        table.Now = 180_000;
        table.Settle().Select(recorded => recorded.Type).ShouldBe(["flagFall", "finished"]);
        table.Game.Result!.Winner.ShouldBe(GuessRules.Seeker);
        table.Do(Table.Ann, "choose", new { number = 42 }).Refused.ShouldBe("GAME_OVER");
    }
    #endregion

    [Fact]
    public void The_right_guess_ends_the_game()
    {
        table.Do(Table.Ann, "choose", new { number = 42 });
        table.Do(Table.Bob, "guess", new { number = 50 }).Events.Single().Data.Text.ShouldContain("lower");
        table.Do(Table.Bob, "guess", new { number = 42 }).Events.Select(recorded => recorded.Type).ShouldBe(["guessed", "finished"]);
        (table.Game.Result!.Winner, table.Game.Result.Reason).ShouldBe((GuessRules.Seeker, "found"));
    }

    [Fact]
    public void Six_wrong_guesses_are_all()
    {
        table.Do(Table.Ann, "choose", new { number = 100 });
        for (var number = 1; number <= 6; number++)
        {
            table.Game.Status.ShouldBe(GameStatus.Running);
            table.Do(Table.Bob, "guess", new { number }).Refused.ShouldBeNull();
        }

        (table.Game.Result!.Winner, table.Game.Result.Reason).ShouldBe((GuessRules.Keeper, "kept"));
    }

    [Fact]
    public void Answers_narrow_the_range_and_never_widen_it()
    {
        table.Do(Table.Ann, "choose", new { number = 42 });
        foreach (var number in (int[])[30, 60, 10, 90])
        {
            table.Do(Table.Bob, "guess", new { number });
        }

        table.ViewOf(GuessRules.Seeker).ShouldBe("""{"number":null,"low":31,"high":59,"guessesLeft":2}""");
    }

    [Fact]
    public void What_is_not_allowed_is_refused_in_the_engines_order()
    {
        table.Do(Table.Bob, "choose", new { number = 42 }).Refused.ShouldBe("NOT_ALLOWED");
        table.Do(Table.Bob, "guess", new { number = 0 }).Refused.ShouldBe("NOT_YOUR_TURN");
        foreach (var number in (object[])[0, 101, 1.5, "42", long.MaxValue])
        {
            table.Do(Table.Ann, "choose", new { number }).Refused.ShouldBe("BAD_DATA", number.ToString());
        }

        table.Do(Table.Ann, "choose", new { }).Refused.ShouldBe("BAD_DATA");
    }
}
