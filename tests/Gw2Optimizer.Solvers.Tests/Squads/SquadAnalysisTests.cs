using Gw2Optimizer.Combat.Squads;
using Gw2Optimizer.Solvers.Squads;

namespace Gw2Optimizer.Solvers.Tests.Squads;

public class SquadAnalysisTests
{
    [Theory]
    [InlineData("zerg", 12)]
    [InlineData("raid", 10)]
    [InlineData("spvp", 5)]
    public void Terms_add_up_to_the_score(string mode, int size)
    {
        var solved = new SquadRequest(mode, size).Solved();

        solved.Rating.Terms.Sum(term => term.Points).ShouldBe(solved.Rating.Points);
        solved.Explain().Rating.Points.ShouldBe(solved.Rating.Points);
    }

    [Fact]
    public void What_a_member_adds_is_what_the_squad_loses_when_the_seat_gives_nothing()
    {
        var solved = new SquadRequest("zerg", 13).Solved();
        var reasons = solved.Explain().Members;
        var seats = solved.Subgroups.SelectMany((subgroup, number) => subgroup.Select((_, seat) => (Number: number, Seat: seat))).ToArray();

        reasons.Count.ShouldBe(13);
        foreach (var (reason, seat) in reasons.Zip(seats))
        {
            var nobody = reason.Member with { Provides = [], Build = "nothing" };
            var empty = new Archetype(nobody.Profession, nobody.Specialization, nobody.Role, nobody.Build, []);
            var without = solved.Subgroups.Select((subgroup, number) => (IReadOnlyList<Archetype>)[.. subgroup.Select((member, at) => (number, at) == seat ? empty : member)]).ToArray();

            reason.Points.ShouldBe(solved.Rating.Points - SquadScore.Rate(solved.Needs, without).Points);
            reason.Points.ShouldBe(reason.Own + reason.Contributions.Sum(contribution => contribution.Points));
            reason.Why.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void The_only_giver_of_a_boon_is_told_as_such_and_its_lack_is_a_gap()
    {
        var analysis = Rated("raid", new(null, "Firebrand", "healer"), new(null, "Weaver"), new(null, "Reaper", "dps"));

        var healer = analysis.Members[0].Contributions.Single(contribution => contribution.Effect == Effect.Quickness);
        healer.Alone.ShouldBeTrue();
        healer.Points.ShouldBe(3 * 10 * 4);
        analysis.Members[0].Why.ShouldContain("the only one with quickness +120");
        var gap = analysis.Gaps.Single(gap => gap.Effect == Effect.Alacrity);
        gap.Supplied.ShouldBe(0);
        gap.Points.ShouldBe(3 * 8 * 4);
    }

    [Fact]
    public void Gaps_add_up_to_what_is_missing()
    {
        var analysis = Rated("zerg", new(null, "Firebrand"), new(null, "Scourge"), new(null, "Weaver"), new(null, "Weaver"), new(null, "Weaver"), new(null, "Tempest"));

        analysis.Subgroups.Select(subgroup => subgroup.Count).ShouldBe([5, 1]);
        analysis.Gaps.Sum(gap => gap.Points).ShouldBe(analysis.Rating.Terms.Sum(term => term.Missing));
        analysis.Roles.Sum(role => role.Value).ShouldBe(6);
    }

    [Fact]
    public void What_nobody_available_gives_is_told_as_such()
    {
        var solved = new SquadRequest("raid", 2) { Pool = [new(new(null, "Weaver"))] }.Solved();

        solved.Explain().Gaps.ShouldContain(gap => gap.Effect == Effect.Quickness && gap.Why == "nobody available gives quickness");
    }

    [Fact]
    public void A_role_that_is_not_known_for_a_specialization_is_rated_as_its_usual_one_and_said_so()
    {
        var analysis = Rated("raid", new Selector("Elementalist", "Weaver", "healer"));

        analysis.Subgroups[0][0].Role.ShouldBe("dps");
        analysis.Assumed.ShouldHaveSingleItem().ShouldContain("Rated as dps");
    }

    [Fact]
    public void Wrong_names_and_sizes_are_told()
    {
        SquadAnalysis.Of("raid", [new(null, "Wever")], out var problems).ShouldBeNull();
        problems.ShouldHaveSingleItem().Message.ShouldBe("There is no specialization 'Wever'. Did you mean Weaver?");
        SquadAnalysis.Of("raid", [], out problems).ShouldBeNull();
        problems.ShouldHaveSingleItem().Message.ShouldBe("0 members: 1 to 50 are possible.");
    }

    private static SquadAnalysis Rated(string mode, params Selector[] members) => SquadAnalysis.Of(mode, members, out _).ShouldNotBeNull();
}
