using GameSessions.Games;
using GameSessions.Wire;
using Gw2Optimizer.Rooms;
using Gw2Optimizer.Rooms.Drafts;
using Gw2Optimizer.Server.Advice.Rooms;
using Gw2Optimizer.Server.Practice;

namespace Gw2Optimizer.Server.Tests.Practice;

public sealed class PracticeCaptainTests
{
    private static readonly GameId Id = new("one");
    private readonly DraftRules rules = new();

    [Theory]
    [InlineData("duel-5", false)]
    [InlineData("duel-10", false)]
    [InlineData("duel-5", true)]
    public void It_can_play_a_whole_draft_on_both_seats(string format, bool blindBans)
    {
        var draft = Played(New(format, blindBans), _ => true);
        draft.Step.ShouldBe(draft.Schedule().Steps.Count);
        draft.Picks.ShouldAllBe(pick => Roles.All.Contains(pick.Role));
    }

    [Fact]
    public void The_same_game_and_state_give_the_same_move()
    {
        var draft = New("duel-5");
        var seat = draft.Due()!.Seat;
        PracticeCaptain.Choose(draft, seat, Id).ShouldBe(PracticeCaptain.Choose(New("duel-5"), seat, Id));
        Enumerable.Range(0, 20).Select(i => PracticeCaptain.Choose(draft, seat, new GameId($"game-{i}"))).Distinct().Count().ShouldBeGreaterThan(1);
    }

    [Fact]
    public void A_pick_is_as_good_for_its_squad_as_any_that_is_free()
    {
        var draft = Played(New("duel-5"), draft => draft.Step < 10);
        var seat = draft.Due()!.Seat;
        var own = draft.Picks.Where(pick => pick.Seat == seat).ToList();
        var move = PracticeCaptain.Choose(draft, seat, Id);
        var gained = DraftRatings.Rate([.. own, new Pick(seat, move.Specialization, move.Role!)]);
        foreach (var free in draft.Pool.Except(draft.TakenFor(seat)))
        {
            DraftRatings.Rate([.. own, new Pick(seat, free, "dps")]).ShouldBeLessThanOrEqualTo(gained);
        }
    }

    private Draft New(string format, bool blindBans = false) =>
        rules.Create(rules.SetUp(new RawJson($$"""{"format":"{{format}}","blindBans":{{(blindBans ? "true" : "false")}}}""").To<System.Text.Json.JsonElement>()).Options);

    private Draft Played(Draft draft, Predicate<Draft> goOn)
    {
        while (draft.Due() is { } due && goOn(draft))
        {
            var move = PracticeCaptain.Choose(draft, due.Seat, Id);
            draft.TakenFor(due.Seat).ShouldNotContain(move.Specialization);
            var command = new PlayerCommand(new PlayerId("p"), new CommandId("c"), move.Command, RawJson.From(new { move.Specialization, move.Role }).To<System.Text.Json.JsonElement>());
            var decision = rules.Decide(draft, due.Seat, command, new DecisionContext(0, new Dictionary<Seat, int>(), 0)).ShouldBeOfType<Decision.Accepted>();
            draft = decision.Events.Aggregate(draft, (before, happened) => rules.Apply(before, happened, by: null, at: 0));
        }

        return draft;
    }
}
