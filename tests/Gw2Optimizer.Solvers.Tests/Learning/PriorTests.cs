using Gw2Optimizer.Combat.Squads;
using Gw2Optimizer.Solvers.Learning;
using Gw2Optimizer.Solvers.Squads;
using Gw2Optimizer.Solvers.Tests.Squads;

namespace Gw2Optimizer.Solvers.Tests.Learning;

public sealed class PriorTests
{
    [Fact]
    public void As_many_looks_as_the_prior_is_strong_move_an_effect_half_of_the_way()
    {
        var ratings = Enumerable.Range(0, (int)PriorUpdate.SpecializationStrength).Select(i => Alone($"r{i}", "Firebrand", 0.9)).ToArray();
        PriorUpdate.Fit(ratings, meanRating: 0.5).Specializations["Firebrand"].ShouldBe(0.2, 1e-12);
    }

    [Fact]
    public void A_squads_rating_is_shared_out_by_seats_and_by_pairs_within_a_subgroup()
    {
        var squad = new Evidence.RatedSquad("r", [["Firebrand", "Scourge", "Scourge"], ["Herald"]], Rating: 1);
        var priors = PriorUpdate.Fit([squad], meanRating: 0.5);
        priors.Of("Scourge").ShouldBe(0.5 * 0.5 / (PriorUpdate.SpecializationStrength + 0.5), 1e-12);
        priors.Of("Herald").ShouldBe(0.25 * 0.5 / (PriorUpdate.SpecializationStrength + 0.25), 1e-12);
        priors.Of("Firebrand", "Scourge").ShouldBe(2.0 / 3 * 0.5 / (PriorUpdate.PairStrength + (2.0 / 3)), 1e-12);
        priors.Of("Scourge", "Firebrand").ShouldBe(priors.Of("Firebrand", "Scourge"));
        priors.Of("Firebrand", "Herald").ShouldBe(0);
    }

    [Fact]
    public void What_captains_take_rises_and_what_they_leave_sinks()
    {
        var draft = new Evidence.FinishedDraft("d", ["A", "B", "C", "D"], Banned: ["A"], Squads: [["B"], ["C"]]);
        draft.TakenShare.ShouldBe(0.75);
        var priors = PriorUpdate.Fit([draft], meanRating: 0.5);
        priors.Of("A").ShouldBe(0.25 / (PriorUpdate.SpecializationStrength + 1), 1e-12);
        priors.Of("B").ShouldBe(priors.Of("A"));
        priors.Of("D").ShouldBe(-0.75 / (PriorUpdate.SpecializationStrength + 1), 1e-12);
    }

    [Fact]
    public void Without_evidence_there_is_no_effect_and_nothing_to_publish()
    {
        var lesson = Lesson.From([], SquadPriors.None);
        (lesson.Fitted, lesson.HeldOut, lesson.LossAfter, lesson.IsBetter).ShouldBe((0, 0, 0, false));
        lesson.Priors.Specializations.ShouldBeEmpty();
    }

    [Fact]
    public void A_liking_that_is_there_foretells_what_was_held_out()
    {
        Evidence[] ratings = [.. Enumerable.Range(0, 200).Select(i => Alone($"r{i}", i % 2 == 0 ? "Firebrand" : "Druid", i % 2 == 0 ? 0.9 : 0.3))];
        var lesson = Lesson.From(ratings, SquadPriors.None);
        lesson.IsBetter.ShouldBeTrue();
        lesson.HeldOut.ShouldBeInRange(20, 60);
        (lesson.Fitted + lesson.HeldOut).ShouldBe(ratings.Length);
        lesson.LossAfter.ShouldBeLessThan(lesson.LossBefore / 2);
        lesson.Priors.Of("Firebrand").ShouldBeGreaterThan(0.2);
        lesson.Priors.Of("Druid").ShouldBeLessThan(-0.2);

        // The same evidence again teaches nothing more.
        Lesson.From(ratings, lesson.Priors).IsBetter.ShouldBeFalse();
    }

    [Fact]
    public void Priors_that_say_the_contrary_of_what_was_held_out_are_not_published()
    {
        // What is fitted likes one and what is held out the other: a fit that does not carry over.
        Evidence[] ratings = [.. Enumerable.Range(0, 300).Select(i => Alone($"r{i}", i % 2 == 0 ? "Firebrand" : "Druid", (i % 2 == 0) == Lesson.IsHeldOut($"r{i}") ? 0.9 : 0.3))];
        var lesson = Lesson.From(ratings, SquadPriors.None);
        lesson.HeldOut.ShouldBeGreaterThan(Lesson.HeldOutMin);
        lesson.IsBetter.ShouldBeFalse();
    }

    [Fact]
    public void Who_is_held_out_depends_on_the_id_alone_and_is_one_in_five()
    {
        var heldOut = Enumerable.Range(0, 10_000).Count(i => Lesson.IsHeldOut($"rating {i}"));
        heldOut.ShouldBeInRange(1_800, 2_200);
        Lesson.IsHeldOut("rating 7").ShouldBe(Lesson.IsHeldOut("rating 7"));
    }

    [Fact]
    public void What_is_learned_counts_in_a_squads_points_and_tips_a_choice()
    {
        var request = new SquadRequest("zerg", 5);
        var plain = request.Solved();
        var disliked = plain.Subgroups[0][0].Title;
        var learned = (request with { Priors = new SquadPriors(new Dictionary<string, double> { [disliked] = -1 }, new Dictionary<string, double>()) }).Solved();
        learned.Rating.Points.ShouldBeLessThanOrEqualTo(plain.Rating.Points);
        learned.Subgroups[0].Count(member => member.Title == disliked).ShouldBeLessThan(plain.Subgroups[0].Count(member => member.Title == disliked));
        learned.Proven.ShouldBeTrue();
        SquadScore.Rate(learned.Needs, learned.Subgroups).Points.ShouldBe(learned.Rating.Points);
        learned.Rating.Points.ShouldBe(learned.Rating.Terms.Sum(term => term.Points) + learned.Rating.Learned);
    }

    private static Evidence.RatedSquad Alone(string id, string specialization, double rating) => new(id, [[specialization]], rating);
}
