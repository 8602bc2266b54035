using GameSessions.Games;
using GameSessions.Log;
using GameSessions.Wire;
using static GameSessions.Tests.Duel;

namespace GameSessions.Tests;

public class GameTests
{
    [Fact]
    public void The_log_and_the_snapshot_rebuild_the_game_at_every_step()
    {
        var duel = Started();
        duel.RoundTrips[DuelRules.Black] = 120;
        foreach (var (player, word) in new[] { (Ann, "a"), (Bob, "b"), (Ann, "c"), (Bob, "last") })
        {
            duel.Now += 1_500;
            duel.Do(player, "wave");
            duel.Do(player, "move", word);
            var snapshot = duel.Game.TakeSnapshot(duel.Rules);

            duel.Log.Aggregate(duel.New, (game, recorded) => game.Apply(duel.Rules, recorded)).TakeSnapshot(duel.Rules).ShouldBe(snapshot);
            duel.New.Restore(duel.Rules, snapshot).TakeSnapshot(duel.Rules).ShouldBe(snapshot);
            duel.New.Restore(duel.Rules, snapshot).Clock!.Deadline.ShouldBe(duel.Game.Clock!.Deadline);
        }

        duel.Game.Status.ShouldBe(GameStatus.Finished);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void An_event_out_of_its_place_is_a_damaged_log(long sequence)
    {
        var duel = Started();
        var recorded = new RecordedEvent(sequence, "waved", new RawJson("""{"seat":"white"}"""), Ann, null, 5_000);

        Should.Throw<DamagedLogException>(() => duel.Game.Apply(duel.Rules, recorded));
    }

    [Fact]
    public void A_seat_that_was_left_is_free_again()
    {
        var duel = Started();
        var after = duel.Game.Apply(duel.Rules, new RecordedEvent(4, "left", RawJson.From(new Left(DuelRules.Black, Bob)), Bob, null, 5_000));

        after.SeatOf(Bob).ShouldBeNull();
    }
}
