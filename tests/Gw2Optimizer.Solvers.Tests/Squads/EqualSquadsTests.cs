using Gw2Optimizer.Combat.Squads;
using Gw2Optimizer.Solvers.Squads;

namespace Gw2Optimizer.Solvers.Tests.Squads;

public sealed class EqualSquadsTests
{
    [Theory]
    [InlineData("zerg", 50)]
    [InlineData("roaming", 25)]
    [InlineData("fractal", 5)]
    public void Equal_squads_are_worth_the_same_keep_the_rules_and_differ_in_their_members(string mode, int size)
    {
        var request = new SquadRequest(mode, size) { Locked = [new(new Selector(Specialization: "Scrapper"), 2)] };
        var best = request.Solved();
        var squads = EqualSquads.Of(request, best, TestContext.Current.CancellationToken);
        squads.Count.ShouldBeInRange(2, EqualSquads.CountMax);
        squads[0].ShouldBe(best.Subgroups);
        foreach (var squad in squads)
        {
            SquadScore.Rate(best.Needs, squad).Points.ShouldBe(best.Rating.Points);
            squad.Sum(subgroup => subgroup.Count).ShouldBe(size);
            squad.SelectMany(subgroup => subgroup).Count(member => member.Specialization == "Scrapper").ShouldBeGreaterThanOrEqualTo(2);
        }

        squads.Select(squad => string.Join(',', squad.SelectMany(subgroup => subgroup).Select(member => member.Id).Order(StringComparer.Ordinal))).ShouldBeUnique();
        EqualSquads.Of(request, best, TestContext.Current.CancellationToken).Select(squad => squad[0][0].Id).ShouldBe(squads.Select(squad => squad[0][0].Id));
    }
}
